"""The computer's clock is set while two servers of one office run on it, and while one of them starts again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from queue_app.store.log.tables import LoggedEvent
from tests.databases import Databases
from tests.people import Person
from tests.served import names, played_by, rows, server, take_number
from tests.servers.antrean import Antrean


@dataclass(frozen=True)
class Computer:
    """Two servers of one database, and the clock that both of them read."""

    url: str
    clock: Path
    one: Antrean
    other: Antrean

    def take(self, at: Antrean) -> None:
        take_number(Person(at.url), names(self.url).services["KTP"])

    def jumps(self) -> list[tuple[int, str]]:
        found = rows(self.url, LoggedEvent.seq, LoggedEvent.kind, LoggedEvent.data)
        told = [json.loads(data) for _seq, kind, data in found if kind == "clock.jumped"]
        return [(round(each["by_s"]), each["how"]) for each in told]


@pytest.fixture
def computer(backend: str, databases: Databases, tmp_path: Path) -> Iterator[Computer]:
    url, clock = databases.founded(backend, tmp_path), tmp_path / "clock"
    clock.write_text("0", encoding="ascii")
    one, other = (played_by(server(tmp_path, url), "tests.faults.set_clock_server") for _ in range(2))
    for each in (one, other):
        each.program.env["ANTREAN_TEST_CLOCK"] = str(clock)
    with one, other:
        yield Computer(url, clock, one, other)
    databases.give_back(url)


@pytest.mark.slow("two servers, one of which starts twice")
def test_whichever_server_writes_first_tells_a_jump_and_the_other_and_a_new_start_do_not(computer: Computer) -> None:
    computer.take(computer.one)
    computer.clock.write_text("-1080", encoding="ascii")
    computer.take(computer.other)
    computer.take(computer.one)
    computer.one.kill9()
    computer.clock.write_text("-2000", encoding="ascii")
    computer.one.start()
    computer.take(computer.one)
    computer.take(computer.other)

    assert computer.jumps() == [(-1080, "steady"), (-920, "steady")]
