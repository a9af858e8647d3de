"""SQLite's writer: transactions that stand in line share one commit, and each still stands or falls alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import IntegrityError, OperationalError

from queue_app.store.engines import BATCH, CARRIED_FROM, Database, GroupWriter
from queue_app.store.office.tables import ServiceGroup
from tests.servers.waiting import becomes_true

Block = Callable[[Connection], None]


def writer_of(database: Database) -> GroupWriter:
    assert isinstance(database.writer, GroupWriter)
    return database.writer


def adds(code: str) -> Block:
    row = {"office_id": 1, "code": code, "name_id": "x", "name_en": "x", "position": 9}

    def add(connection: Connection) -> None:
        connection.execute(insert(ServiceGroup), row)

    return add


def fails(connection: Connection) -> None:
    adds("failing")(connection)
    raise RuntimeError("my own fault")


def breaks_the_commit(connection: Connection) -> None:
    """A foreign key that is wrong and looked at only when the whole is committed."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection.execute(
        insert(ServiceGroup), {"office_id": 999, "code": "orphan", "name_id": "", "name_en": "", "position": 9}
    )


def gives_the_transaction_up(connection: Connection) -> None:
    """As SQLite itself does when the disk is full."""
    connection.execute(text("ROLLBACK"))
    raise sqlite3.OperationalError("database or disk is full")


def in_one_batch(database: Database, *blocks: Block) -> list[BaseException | None]:
    """Runs the blocks so that all stand in line while the first is at work; answers what each raised."""
    writer, begun = writer_of(database), Event()

    def first() -> None:
        with database.writer.transaction() as connection:
            begun.set()
            assert becomes_true(lambda: writer._in_line == len(blocks) - 1)
            blocks[0](connection)

    def other(block: Block) -> None:
        with database.writer.transaction() as connection:
            block(connection)

    with ThreadPoolExecutor(len(blocks)) as pool:
        outcomes: list[Future[None]] = [pool.submit(first)]
        assert becomes_true(lambda: begun.is_set() or outcomes[0].done())
        outcomes += [pool.submit(other, block) for block in blocks[1:]]
    return [outcome.exception() for outcome in outcomes]


def codes(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(
            connection.execute(text("SELECT code FROM service_group WHERE position = 9 ORDER BY code")).scalars()
        )


def commits_of(database: Database) -> list[str]:
    """A list that grows by each COMMIT from now on."""
    seen: list[str] = []
    writer_of(database)._driver().set_trace_callback(lambda said: seen.append(said) if said == "COMMIT" else None)
    return seen


def test_who_stands_in_line_shares_one_commit(sqlite: Database) -> None:
    commits = commits_of(sqlite)

    assert in_one_batch(sqlite, adds("a"), adds("b"), adds("c"), adds("d")) == [None] * 4
    assert (codes(sqlite), commits) == (["a", "b", "c", "d"], ["COMMIT"])


def test_a_failing_block_is_undone_alone_and_its_neighbours_stay(sqlite: Database) -> None:
    commits = commits_of(sqlite)

    errors = in_one_batch(sqlite, adds("a"), fails, adds("b"), fails)

    assert [type(error) for error in errors] == [type(None), RuntimeError, type(None), RuntimeError]
    assert (codes(sqlite), commits) == (["a", "b"], ["COMMIT"])


def test_a_batch_whose_first_and_last_fail_keeps_the_middle(sqlite: Database) -> None:
    errors = in_one_batch(sqlite, fails, adds("a"), fails)

    assert [error is None for error in errors].count(True) == 1
    assert codes(sqlite) == ["a"]


def test_an_error_at_the_commit_reaches_every_block_and_nothing_is_kept(sqlite: Database) -> None:
    errors = in_one_batch(sqlite, adds("a"), breaks_the_commit, adds("b"))

    assert [type(error) for error in errors] == [IntegrityError] * 3
    assert codes(sqlite) == []


def test_after_a_failed_commit_the_next_block_is_written(sqlite: Database) -> None:
    in_one_batch(sqlite, adds("a"), breaks_the_commit)

    assert in_one_batch(sqlite, adds("c")) == [None]
    assert codes(sqlite) == ["c"]


def test_when_sqlite_gives_the_transaction_up_nobody_believes_to_be_on_disk(sqlite: Database) -> None:
    errors = in_one_batch(sqlite, adds("a"), gives_the_transaction_up, adds("b"))

    kept = codes(sqlite)
    told_kept = [code for code, error in zip(["a", "-", "b"], errors, strict=True) if error is None]
    assert kept == told_kept
    assert errors[0] is not None


def test_a_batch_is_bounded_so_that_its_first_does_not_wait_for_ever(sqlite: Database) -> None:
    commits = commits_of(sqlite)

    in_one_batch(sqlite, *(adds(f"{number:03d}") for number in range(BATCH + 6)))

    assert len(codes(sqlite)) == BATCH + 6
    assert len(commits) == 2


def test_a_writer_kept_out_by_another_program_says_so_and_works_again_after(sqlite: Database) -> None:
    hasty = Database(sqlite.url, busy_s=0.05)
    other = sqlite3.connect(sqlite.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    [error] = in_one_batch(hasty, adds("a"))
    other.execute("ROLLBACK")
    other.close()

    assert isinstance(error, OperationalError)
    assert in_one_batch(hasty, adds("b")) == [None]
    assert codes(hasty) == ["b"]
    hasty.close()


def test_whoever_stands_behind_others_that_are_kept_out_is_told_so_in_time_too(sqlite: Database) -> None:
    hasty = Database(sqlite.url, busy_s=0.05)
    writer, other = writer_of(hasty), sqlite3.connect(sqlite.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    in_one_batch(hasty, adds("a"))

    with ThreadPoolExecutor(1) as pool, writer._gate:  # somebody else is at it, again and again
        errors = pool.submit(in_one_batch, hasty, adds("b"))
        assert becomes_true(errors.done)
    other.close()

    assert [type(each) for each in errors.result()] == [OperationalError]
    assert in_one_batch(hasty, adds("c")) == [None]
    hasty.close()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_the_writer_waits_for_the_disk_and_keeps_foreign_keys(sqlite: Database, pragma: str, value: object) -> None:
    with sqlite.writer.transaction() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_the_commit_is_handed_to_the_offload_and_only_the_commit(sqlite: Database) -> None:
    offloaded: list[bool] = []
    writer = writer_of(sqlite)

    def offload(work: Callable[[], object]) -> object:
        offloaded.append(writer._driver().in_transaction)
        return work()

    writer._offload = offload
    in_one_batch(sqlite, adds("a"))

    assert offloaded == [True]


def test_what_the_log_holds_is_carried_over_beside_the_writer_once(sqlite: Database) -> None:
    beside = Database(sqlite.url, log_pages=100_000)
    file = Path(sqlite.url.removeprefix("sqlite:///"))
    before = file.read_bytes()
    with beside.writer.transaction() as connection:
        connection.execute(text("CREATE TABLE much (words TEXT)"))
        connection.execute(text(f"INSERT INTO much VALUES ('{'kata' * CARRIED_FROM}')"))

    assert file.read_bytes() == before
    assert (beside.carry_over(), beside.carry_over()) == (True, False)
    assert file.stat().st_size > len(before) + CARRIED_FROM
    beside.close()
