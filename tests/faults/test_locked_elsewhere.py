"""Another program holds the database: only who must write waits for it; pages, screens and beats go on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import update

from queue_app.actions.office.accounts import KEPT_FOR
from queue_app.store.engines import Database
from queue_app.store.office.tables import LoginSession
from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.served import names, open_counter, press, rows, server
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

LOOKS = 5
LONG_AGO = datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> str:
    return databases.founded("sqlite", tmp_path)


@pytest.fixture
def antrean(url: str, tmp_path: Path) -> Iterator[Antrean]:
    with server(tmp_path, url, live={"beat_s": 0.2, "watch_s": 0.1}) as running:
        yield running


@contextmanager
def locked(url: str) -> Iterator[None]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def pressed_while_locked(antrean: Antrean, url: str) -> Iterator[Future[tuple[int, Any]]]:
    """One press at the kiosk, under way in the block and let through after it."""
    services = names(url).services
    with ThreadPoolExecutor(1) as pool, locked(url):
        yield pool.submit(press, Person(antrean.url), services["KTP"])


def test_pages_are_read_while_a_press_waits_for_the_lock(antrean: Antrean, url: str) -> None:
    with pressed_while_locked(antrean, url) as taking:
        read = [Person(antrean.url).ask("GET", path)[0] for path in ["/healthz", "/display/uji"] * LOOKS]
        assert (read, taking.done()) == ([200] * 2 * LOOKS, False)

    assert taking.result()[0] == 201


def test_beats_come_while_a_press_waits_for_the_lock(antrean: Antrean, url: str) -> None:
    with Wire(antrean.url) as wire:
        wire.join("display")
        with pressed_while_locked(antrean, url) as taking:
            for _ in range(LOOKS):
                wire.next("beat")
            assert not taking.done()

    assert taking.result()[0] == 201


def test_a_page_whose_session_was_long_unused_does_not_wait_to_say_so(antrean: Antrean, url: str) -> None:
    officer = open_counter(antrean.url, "wati", names(url).counters[1])
    long_unused(url)
    time.sleep(KEPT_FOR.total_seconds())  # so long the session is not asked for again

    with locked(url):
        assert [officer.ask("GET", "/counter")[0] for _ in range(LOOKS)] == [200] * LOOKS
    assert becomes_true(lambda: is_noted(url))


@pytest.mark.slow("as long as a press waits for a lock")
def test_a_lock_that_is_held_longer_than_a_press_waits_is_told_and_the_same_press_counts_afterwards(
    antrean: Antrean, url: str
) -> None:
    service, officer = names(url).services["KTP"], open_counter(antrean.url, "wati", names(url).counters[1])
    with locked(url), ThreadPoolExecutor(2) as pool:
        taking = pool.submit(press, Person(antrean.url), service, key="behind-a-lock")
        calling = pool.submit(officer.post, "/counter/call-next")
        told = [taking.result(), calling.result()]
    again = press(Person(antrean.url), service, key="behind-a-lock")

    words = "Program lain sedang memakai basis data. Silakan coba lagi sebentar lagi."
    assert {(status, said["error"], said["message"]) for status, said in told} == {(503, "database_locked", words)}
    assert (again[0], again[1]["number"]) == (201, "A001")
    assert officer.post("/counter/call-next")[1]["open"]["number"] == "A001"


@pytest.mark.slow("as above")
def test_a_row_that_another_program_holds_in_postgresql_is_told_in_the_same_words(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.founded("postgresql", tmp_path)
    service = names(url).services["KTP"]
    with server(tmp_path, url) as running, psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("SELECT * FROM chain_head FOR UPDATE")
        status, said = press(Person(running.url), service, key="behind-a-row")
        other.rollback()
        again = press(Person(running.url), service, key="behind-a-row")
    databases.give_back(url)

    assert (status, said["error"]) == (503, "database_locked")
    assert (again[0], again[1]["number"]) == (201, "A001")


def long_unused(url: str) -> None:
    database = Database(url)
    with database.writer.transaction() as connection:
        connection.execute(update(LoginSession).values(seen_at=LONG_AGO))
    database.close()


def is_noted(url: str) -> bool:
    return all(seen > LONG_AGO for (seen,) in rows(url, LoginSession.seen_at))
