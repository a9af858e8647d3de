"""What both engines promise: a block is on disk when it was left, or it never was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from queue_app.store.engines import Database
from queue_app.store.office.tables import ServiceGroup


def add(connection: Connection, code: str, *, office_id: int = 1) -> None:
    row = {"office_id": office_id, "code": code, "name_id": "x", "name_en": "x", "position": 9}
    connection.execute(insert(ServiceGroup), row)


def add_all(database: Database, *several: str) -> None:
    with database.writer.transaction() as connection:
        for code in several:
            add(connection, code)


def add_and_raise(database: Database, error: BaseException) -> None:
    with database.writer.transaction() as connection:
        add(connection, "first")
        raise error


def codes(database: Database) -> list[str]:
    """Those that the tests added."""
    with database.reading() as connection:
        added = select(ServiceGroup.code).where(ServiceGroup.position == 9).order_by(ServiceGroup.code)
        return list(connection.execute(added).scalars())


def test_what_many_threads_wrote_is_there_after_opening_anew(database: Database) -> None:
    def write(thread: int) -> None:
        for number in range(10):
            with database.writer.transaction() as connection:
                add(connection, f"{thread:02d}-{number:02d}")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(16)))
    database.close()

    anew = Database(database.url)
    assert codes(anew) == [f"{thread:02d}-{number:02d}" for thread in range(16) for number in range(10)]
    anew.close()


def test_a_block_that_fails_is_undone_whole(database: Database) -> None:
    with pytest.raises(RuntimeError):
        add_and_raise(database, RuntimeError())

    assert codes(database) == []


def test_a_block_that_is_killed_is_undone_whole(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt):
        add_and_raise(database, KeyboardInterrupt())

    assert codes(database) == []


def test_a_block_that_the_database_refuses_is_undone_and_the_next_goes_on(database: Database) -> None:
    with pytest.raises(IntegrityError):
        add_all(database, "first", "first")
    with database.writer.transaction() as connection:
        add(connection, "second")

    assert codes(database) == ["second"]


def test_among_many_writers_those_that_fail_are_undone_alone(database: Database) -> None:
    def write(number: int) -> None:
        with database.writer.transaction() as connection:
            add(connection, f"{number:02d}")
            if number % 3 == 0:
                raise RuntimeError

    with ThreadPoolExecutor(12) as pool:
        outcomes = [pool.submit(write, number) for number in range(30)]

    failed = [number for number, outcome in enumerate(outcomes) if outcome.exception() is not None]
    assert failed == list(range(0, 30, 3))
    assert codes(database) == [f"{number:02d}" for number in range(30) if number % 3]


def test_a_writer_sees_what_it_wrote_and_a_reader_does_not_before_the_commit(database: Database) -> None:
    with database.writer.transaction() as connection:
        add(connection, "first")
        seen = connection.execute(select(func.count()).where(ServiceGroup.position == 9)).scalar()
        before = codes(database)

    assert (seen, before, codes(database)) == (1, [], ["first"])


@pytest.mark.parametrize(
    "statement", ["DELETE FROM counter", "UPDATE office SET name = 'x'", "CREATE TABLE spy (x int)"]
)
def test_a_reader_cannot_write(database: Database, statement: str) -> None:
    with database.reading() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement))

    with database.reading() as connection:
        assert connection.execute(text("SELECT name FROM office")).scalar() == "Kantor Uji"


def test_a_reader_sees_one_state_however_long_it_looks(database: Database) -> None:
    count = select(func.count()).select_from(ServiceGroup)
    with database.reading() as connection:
        before = connection.execute(count).scalar()
        with database.writer.transaction() as writing:
            add(writing, "first")
        after = connection.execute(count).scalar()

    assert (before, after) == (1, 1)
    assert codes(database) == ["first"]
