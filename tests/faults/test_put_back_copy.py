"""The database was put back from this morning's copy, and people hold numbers that it does not know.

What every screen shows then is in tests/browser/test_put_back.py. Here: the numbers that lie beside the database are
entered anew; and where they do not (another computer), what a holder is told, and that staff tell the program how far
the numbers were. That the copy is older is told by the head of its log that was kept elsewhere: tests/test_cli.py.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from queue_app.store.backup import given, marks
from queue_app.store.queue.tables import Ticket
from tests.databases import Databases
from tests.people import Person
from tests.served import names, open_counter, rows, server, take_number
from tests.servers.antrean import Antrean

GIVEN = 5
TOLD = "Nomor ini tidak ada dalam catatan kantor. Mohon simpan kertasnya dan tunjukkan kepada petugas."


def copy(file: Path, to: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def stopped(running: Antrean, _file: Path) -> None:
    running.stop()


def killed_and_on_another_computer(running: Antrean, file: Path) -> None:
    """Nothing lies beside the database that is put back there."""
    running.kill9()
    for beside in (given.file_of(file), marks.mark_of(file)):
        beside.unlink()


@dataclass(frozen=True)
class PutBack:
    """A running server that knows none of the numbers of `papers` from its database."""

    running: Antrean
    url: str
    service: int
    papers: list[dict[str, Any]]

    def pages(self) -> list[tuple[int, str]]:
        """Status and text of the page of each number, to its holder."""
        holder = Person(self.running.url)
        return [holder.ask("GET", f"/t/{each['token']}") for each in self.papers]

    def next_number(self) -> str:
        return str(take_number(Person(self.running.url), self.service)["number"])


@contextmanager
def put_back(databases: Databases, folder: Path, ends: Callable[[Antrean, Path], None]) -> Iterator[PutBack]:
    """GIVEN numbers are given after a copy; the server ends, and starts with that copy."""
    url, kept = databases.founded("sqlite", folder), folder / "this-morning.db"
    file, service = Path(url.removeprefix("sqlite:///")), names(url).services["KTP"]
    with server(folder, url) as running:
        copy(file, kept)
        papers = [take_number(Person(running.url), service) for _ in range(GIVEN)]
        ends(running, file)
        for beside in file.parent.glob(f"{file.name}-*"):
            beside.unlink()
        shutil.copy(kept, file)
        running.start()
        yield PutBack(running, url, service, papers)


def tell_how_far(running: Antrean, service: int, number: int) -> None:
    """At the reception: every number up to this one was given."""
    person = Person(running.url)
    person.sign_in("wati")
    page = person.ask("GET", "/numbers/roll")[1]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    form = f"csrf_token={token[1]}&service={service}&number={number}"
    status, text = person.ask("POST", "/numbers/roll", form, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert status == 200, text


@pytest.mark.slow("a server stops, and starts with another database")
def test_the_numbers_that_people_hold_are_there_again_and_none_is_given_twice(
    databases: Databases, tmp_path: Path
) -> None:
    with put_back(databases, tmp_path, stopped) as house:
        pages, next_one = house.pages(), house.next_number()

    assert [status for status, _text in pages] == [200] * GIVEN
    assert next_one == f"A{GIVEN + 1:03d}"


@pytest.mark.slow("a server is killed, and starts with another database")
def test_who_holds_a_number_is_told_so_and_staff_let_the_numbers_go_on_behind_it(
    databases: Databases, tmp_path: Path
) -> None:
    with put_back(databases, tmp_path, killed_and_on_another_computer) as house:
        pages = house.pages()
        never_given = Person(house.running.url).ask("GET", "/t/aaaaaaaaaaaaaaaaaaaaaa")

        tell_how_far(house.running, house.service, GIVEN)
        next_one = house.next_number()
        counter = names(house.url).counters[1]
        called = open_counter(house.running.url, "wati", counter).post("/counter/call-next")[1]["open"]

    assert {(status, TOLD in text) for status, text in pages} == {(404, True)}
    assert (never_given[0], TOLD in never_given[1]) == (404, False)
    assert (next_one, called["number"]) == (f"A{GIVEN + 1:03d}", "A001")
    numbers = [number for _id, number in rows(house.url, Ticket.id, Ticket.number)]
    assert numbers == list(range(1, GIVEN + 2))
