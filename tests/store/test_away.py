"""A database that is away: what was not done is told as such, what may have been done is looked up in the log."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from queue_app.store import patience, postgresql
from queue_app.store.away import Away, Unsure
from queue_app.store.engines import Database
from queue_app.store.office.now import office_now
from tests.databases import Databases
from tests.offices import Office, make_office
from tests.servers.waiting import becomes_true
from tests.store.cut_line import AFTER, BEFORE, CutLine
from tests.store.test_cut_off import CUT_EVERYBODY, name_read, other_program, rename

LONG_S = 60.0


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    founded = databases.founded("postgresql", tmp_path)
    yield founded
    databases.give_back(founded)


@pytest.fixture
def line(url: str) -> Iterator[CutLine]:
    server = make_url(url)
    made = CutLine(str(server.host), int(server.port or 0))
    yield made
    made.close()


@pytest.fixture
def office(url: str, line: CutLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Its program speaks to the database through the line, each time in words, so that a COMMIT is seen there."""
    monkeypatch.setattr(postgresql, "WATCHED", {"prepare_threshold": None})
    database = Database(make_url(url).set(port=line.port).render_as_string(hide_password=False), away_s=LONG_S)
    yield make_office(database, 1)
    database.close()


def cut_while_renaming(database: Database, url: str) -> None:
    with database.writer.transaction() as connection:
        connection.execute(text("UPDATE office SET name = 'Kini'"))
        cut_in(lambda: connection.execute(text("SELECT 1")), url)


def cut_in(block: Callable[[], object], url: str) -> None:
    with other_program(url) as other:
        other.execute(CUT_EVERYBODY)
    block()


def test_a_connection_lost_before_commit_has_done_nothing_and_says_so(url: str) -> None:
    database = Database(url)

    with pytest.raises(Away):
        cut_while_renaming(database, url)

    assert name_read(database) != "Kini"
    database.close()


def test_a_reading_that_was_lost_says_that_nothing_was_done(url: str) -> None:
    database = Database(url)
    with pytest.raises(Away), database.reading() as connection:
        cut_in(lambda: connection.execute(text("SELECT 1")), url)
    with pytest.raises(Away), database.glance() as connection:
        cut_in(lambda: connection.execute(text("SELECT 1")), url)
    database.close()


def test_what_two_transactions_want_of_each_other_is_undone_and_may_be_asked_again(url: str) -> None:
    database = Database(url)
    with other_program(url) as other:
        other.execute("SET deadlock_timeout = 60000")  # so that it is ours that is refused
        other.execute("UPDATE office SET name = 'Dulu'")
        with pytest.raises(Away, match="deadlock"):
            cross(database, other, url)
        assert becomes_true(lambda: not waits(url))
        other.rollback()
    database.close()


def cross(database: Database, other: psycopg.Connection, url: str) -> None:
    with database.writer.transaction() as connection:
        connection.execute(text("SET LOCAL deadlock_timeout = 10"))
        connection.execute(text("UPDATE counter SET number = number"))
        threading.Thread(target=lambda: other.execute("UPDATE counter SET number = number")).start()
        assert becomes_true(lambda: waits(url))
        connection.execute(text("UPDATE office SET name = 'Kini'"))


def waits(url: str) -> bool:
    with other_program(url) as third:
        return bool(third.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0])  # type: ignore[index]


def test_a_worker_that_is_gone_without_a_word_is_missed_by_the_server(url: str) -> None:
    database = Database(url)
    with database.writer.transaction() as connection:
        said = [connection.execute(text(f"SHOW tcp_keepalives_{name}")).scalar() for name in ("idle", "count")]
    database.close()

    assert said == ["5", "3"]


def test_a_standby_takes_no_writing_and_says_that_nothing_was_done(url: str) -> None:
    with other_program(url) as other:
        other.execute(f"ALTER DATABASE {make_url(url).database} SET default_transaction_read_only = on")
    database = Database(url)

    with pytest.raises(Away, match="read-only"):
        rename(database, "Kini")

    database.close()
    with other_program(url) as other:
        other.execute("SET TRANSACTION READ WRITE")
        other.execute(f"ALTER DATABASE {make_url(url).database} RESET default_transaction_read_only")


def test_a_press_whose_commit_arrived_is_answered_though_its_answer_was_lost(office: Office, line: CutLine) -> None:
    line.cut_next(AFTER)

    issued = office.issue("KTP")

    assert (line.cuts, issued.shown, len(office.legs())) == (1, "A001", 1)
    assert [each.kind for each in office.published[-1].events] == ["ticket.issued"]
    office.check()


def test_a_press_whose_commit_never_arrived_was_not_made_and_may_be_asked_again(office: Office, line: CutLine) -> None:
    line.cut_next(BEFORE)

    with pytest.raises(Away):
        office.issue("KTP")

    assert (line.cuts, office.issue("KTP").shown) == (1, "A001")
    office.check()


def test_a_commit_that_is_in_no_log_is_told_as_unsure(office: Office, line: CutLine) -> None:
    line.cut_next(AFTER)

    with pytest.raises(Unsure), office.desk.beside() as connection:
        connection.execute(text("UPDATE office SET name = 'Kini'"))

    assert name_read(office.desk.database) == "Kini"


def test_what_is_on_disk_is_remembered_of_whoever_asked_for_it(office: Office, line: CutLine) -> None:
    with patience.lasting(LONG_S) as waiting:
        line.cut_next(BEFORE)
        with pytest.raises(Away):
            office.issue("KTP")
        before = waiting.has_written
        line.cut_next(AFTER)
        office.issue("KTP")

    assert (before, waiting.has_written) == (False, True)


def test_nobody_waits_for_a_database_that_is_away_who_did_not_say_so() -> None:
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")

    with pytest.raises(Away), database.reading():
        pass
    database.close()


def test_an_office_that_another_program_holds_keeps_no_other_one_waiting(url: str) -> None:
    database = Database(url, busy_s=LONG_S)
    with other_program(url) as other:
        other.execute("SELECT id FROM office FOR UPDATE")
        waiting = threading.Thread(target=lambda: blocked(database))
        waiting.start()
        assert becomes_true(lambda: waits(url))

        with database.writer.transaction(2) as connection:
            assert connection.execute(text("SELECT 1")).scalar() == 1
        other.rollback()
    waiting.join()
    database.close()


def blocked(database: Database) -> None:
    with database.writer.transaction(1) as connection:
        connection.execute(text("UPDATE office SET name = 'Kini'"))


def test_both_hosts_of_an_address_are_tried_until_one_takes_writing(url: str) -> None:
    server = make_url(url)
    two = f"postgresql+psycopg://{server.username}@/{server.database}?host=127.0.0.1:1&host=127.0.0.1:{server.port}"
    database = Database(f"{two}&target_session_attrs=read-write")

    rename(database, "Kini")
    with database.reading() as connection:
        assert office_now(connection, 1).name == "Kini"
    database.close()


def test_an_address_says_its_own_patience_last(url: str) -> None:
    database = Database(f"{url}?connect_timeout=7")
    with database.reading() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        said = driver.info.get_parameters()
    database.close()

    assert (said["connect_timeout"], said["keepalives_idle"]) == ("7", "5")
