"""The cable between two hosts is out for an hour: the kiosk goes on, and no number is lost, doubled or out of order.

The hosts are network namespaces, the programs the real ones. The hour is an hour of both hosts' clocks, which the test
moves on (tests.kiosk.hour); the seconds that really pass are few.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Leg, Ticket
from tests.databases import Databases
from tests.kiosk.hour import AHEAD, VARIABLE
from tests.kiosk.offline import HASTY
from tests.kiosk.two_hosts import TwoHosts, why_not
from tests.people import Person
from tests.served import played_by, rows, server
from tests.servers.antrean import ROOT
from tests.servers.program import Program
from tests.servers.waiting import becomes_true

PORT, PAGE_PORT = 8370, 8371  # each host has its own
PATIENCE_S = 200  # two programs start that are not loaded yet
HOUR_S, EVERY_S = 3600, 300
RUN = f"import sys; {HASTY}; {AHEAD}; from kiosk import agent; sys.exit(agent.main())"


class City:
    """The server on one host, the kiosk's computer on the other."""

    def __init__(self, folder: Path, database_url: str, hosts: TwoHosts) -> None:
        self.url, self.hosts, self._folder = database_url, hosts, folder
        self._ahead = folder / "ahead"
        self.later(0)
        env = {VARIABLE: str(self._ahead), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.server = played_by(server(folder, database_url), "tests.kiosk.hour").program
        self.server = Program(
            [*hosts.server.prefix, *self.server.command[self.server.command.index(sys.executable) :]],
            log=folder / "server.log", env={**self.server.env, **env}, cwd=folder,
        )  # fmt: skip
        self.server.command[-1] = str(PORT)
        base = f"http://{hosts.server.address}:{PORT}"
        said = [
            "--url",
            base,
            "--office",
            "uji",
            "--kind",
            "file",
            "--path",
            str(folder / "tray"),
            "--folder",
            str(folder),
        ]
        self.agent = Program(
            [*hosts.kiosk.prefix, sys.executable, "-c", RUN, *said, "--page-port", str(PAGE_PORT)],
            log=folder / "agent.log", env=env, cwd=folder,
        )  # fmt: skip
        self.browser = Person(f"http://127.0.0.1:{PAGE_PORT}")  # at the kiosk
        self.other = Person(base)  # another kiosk's, in the server's own room
        self._presses = iter(range(1000))

    def pair(self) -> None:
        database = Database(self.url)
        desk = Desk(database)
        asked = devices.begin(desk, desk.office(1), DeviceKind.PRINTER)
        devices.pair(desk, 1, code=asked.code, name="Kios depan", by=1)
        (self._folder / "token").write_text(str(asked.token))
        database.close()

    def later(self, seconds: float) -> None:
        fresh = self._ahead.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self._ahead)

    def press(self, person: Person) -> str:
        wish = {"key": f"two-hosts-{next(self._presses):06d}", "service_id": 1}
        host = self.hosts.kiosk if person is self.browser else self.hosts.server
        status, answer = host.do(lambda: person.post("/kiosk/uji/tickets", wish))
        assert status in {200, 201}, answer
        return str(answer["number"])

    def is_alone(self) -> bool | None:
        """None while nothing answers."""
        try:
            return "alone" in self.hosts.kiosk.do(lambda: self.browser.get("/kiosk/uji/state"))["state"]
        except (OSError, KeyError, ValueError):
            return None

    def becomes_alone(self, alone: bool) -> bool:
        return becomes_true(lambda: self.is_alone() is alone, within_s=PATIENCE_S)


@pytest.fixture
def city(databases: Databases, tmp_path: Path) -> Iterator[City]:
    if reason := why_not():
        pytest.skip(reason)
    with TwoHosts() as hosts:
        found = City(tmp_path, databases.founded("sqlite", tmp_path), hosts)
        found.pair()
        with found.server, found.agent:
            found.server.start()
            found.agent.start()
            assert found.becomes_alone(False), found.agent.log_text() + found.server.log_text()
            yield found


@pytest.mark.timeout(600)
@pytest.mark.slow("an hour without the server, with real processes on two hosts and a cable that is pulled")
def test_an_hour_without_the_cable_loses_no_number_and_keeps_the_order(city: City) -> None:
    first = city.press(city.browser)
    city.hosts.pull()
    assert city.becomes_alone(True), city.agent.log_text()

    alone, elsewhere = [], []
    for ahead_s in range(EVERY_S, HOUR_S + 1, EVERY_S):
        city.later(ahead_s)
        alone.append(city.press(city.browser))
        city.later(ahead_s + EVERY_S / 2)
        elsewhere.append(city.press(city.other))
    city.hosts.plug()
    assert city.becomes_alone(False), city.agent.log_text()

    wanted = HOUR_S // EVERY_S
    assert becomes_true(lambda: len(rows(city.url, Ticket.id)) == 1 + 2 * wanted), city.agent.log_text()
    numbers = dict(rows(city.url, Ticket.id, Ticket.number))
    by_place = sorted((place, numbers[ticket_id]) for ticket_id, place in rows(city.url, Leg.ticket_id, Leg.order_no))
    shown = [f"A{number:03d}" for _place, number in by_place]
    assert shown == [first, *(number for pair in zip(alone, elsewhere, strict=True) for number in pair)]
    assert len(set(shown)) == len(shown)
    came = dict(rows(city.url, Ticket.number, Ticket.arrived_at))
    assert came[9000 + wanted] - came[9001] > timedelta(seconds=HOUR_S - EVERY_S - 60)
