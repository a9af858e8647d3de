"""How often a transaction waits for PostgreSQL: the office is locked meanwhile, and the server may be far away."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import counter, tickets
from queue_app.store.engines import Database
from tests.databases import Databases
from tests.factories import make_promise
from tests.offices import Office, make_office, new_key

PAPER = PaperWish("id", "http://antrean.test")


class Wiretap:
    """Stands between a program and its database, and counts how often the program waited for an answer."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.trips = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._carry, args=(self._door.accept()[0],), daemon=True).start()

    def _carry(self, program: socket.socket) -> None:
        with program, socket.create_connection(self._server) as database, suppress(OSError):
            other = {program: database, database: program}
            was_asked = False
            while True:
                for speaker in select.select(list(other), [], [])[0]:
                    said = speaker.recv(65536)
                    if not said:
                        return
                    self.trips += speaker is program and not was_asked
                    was_asked = speaker is program
                    other[speaker].sendall(said)

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def wiretap(databases: Databases, tmp_path: Path) -> Iterator[tuple[Wiretap, str]]:
    url = make_url(databases.founded("postgresql", tmp_path))
    tap = Wiretap(str(url.host), int(url.port or 0))
    yield tap, url.set(port=tap.port).render_as_string(hide_password=False)
    tap.close()
    databases.give_back(url.render_as_string(hide_password=False))


@pytest.fixture
def office(wiretap: tuple[Wiretap, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """What is made once, or once a second, has been made: compiled statements, the office's key and picture."""
    monkeypatch.setattr("queue_app.store.desk.KEY_LASTS_S", 3600)
    database = Database(wiretap[1])
    office = make_office(database, 1)
    office.issue("KTP")
    office.open_counter(1)
    office.served()
    yield office
    database.close()


@contextmanager
def trips_of(tap: Wiretap) -> Iterator[list[int]]:
    before, seen = tap.trips, [0]
    yield seen
    seen[0] = tap.trips - before


def test_a_press_with_its_paper_waits_twice(wiretap: tuple[Wiretap, str], office: Office) -> None:
    with trips_of(wiretap[0]) as seen:
        tickets.issue(
            office.desk,
            1,
            service_id=office.services["KTP"],
            press_key=new_key(),
            priority="lansia",
            print_it=PAPER,
            promise=make_promise(),
        )

    assert seen == [2]


def test_a_call_waits_twice(wiretap: tuple[Wiretap, str], office: Office) -> None:
    office.issue("KTP")
    with trips_of(wiretap[0]) as seen:
        office.call_next()

    assert seen == [2]


def test_a_finish_waits_three_times(wiretap: tuple[Wiretap, str], office: Office) -> None:
    office.issue("KTP")
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=5)
    with trips_of(wiretap[0]) as seen:
        office.do(counter.finish, leg)

    assert seen == [3]
