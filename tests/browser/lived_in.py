"""The demo office in the middle of a morning: people wait, are called and served, and some have gone."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from queue_app.actions import desks, setup
from queue_app.domain.lifecycle import State
from queue_app.domain.routing import Ratio
from queue_app.simulate import Pace, Played, _Morning
from queue_app.store import schema
from queue_app.store.desk import Desk, system_clock
from queue_app.store.engines import Database
from queue_app.store.tables import Leg, Ticket
from tests.served import server
from tests.servers.antrean import Antrean

ZONE = ZoneInfo("Asia/Jakarta")
OPENING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE).astimezone(UTC)  # a Monday
NOW = OPENING + timedelta(hours=1, minutes=41)
PEOPLE = 170  # of a whole morning
AT_WORK = 5  # officers at the counters of their own number, so that the sixth can be chosen
OFFICE_ID = 1


@dataclass(frozen=True)
class LivedIn:
    server: Antrean
    tokens: dict[State, str]  # one citizen's page for each state


class _UntilNow(_Morning):
    """The morning as `antrean simulate` plays it, up to NOW."""

    def run(self, people_coming: int) -> Played:
        for _ in range(people_coming):
            self._at(self._pace.start + self._arrival(), self._arrive())
        for number in range(1, AT_WORK + 1):
            desks.open_desk(self._desk, OFFICE_ID, counter_id=number, officer_id=number)
            self._at(self._pace.start, partial(self._call, number), number)
        while self._agenda and self._agenda[0].at < NOW:
            event = heapq.heappop(self._agenda)
            self._pace.advance(event.at)
            self._do(event)
        self._pace.advance(NOW)
        return self._played


def live_in(url: str) -> dict[State, str]:
    """Founds the demo office and plays its morning; answers the token of one ticket in each state."""
    schema.migrate(url)
    database = Database(url)
    setup.ensure_demo(Desk(database))
    pace = Pace(NOW, 0, str(ZONE))
    pace.start = pace.now = OPENING
    desk = Desk(database, clock=lambda: pace.now)
    _UntilNow(desk, OFFICE_ID, pace, Random(4), Ratio()).run(PEOPLE)
    with desk.reading() as connection:
        rows = connection.execute(select(Leg.state, Ticket.token).join(Ticket, Ticket.id == Leg.ticket_id))
        found = {row.state: row.token for row in rows.all()}
    database.close()
    return found


@contextmanager
def lived_in_office(folder: Path) -> Iterator[LivedIn]:
    """The office behind a real server whose clock shows NOW when it starts."""
    url = f"sqlite:///{folder / 'antrean.db'}"
    tokens = live_in(url)
    running = server(folder, url, printing={"kind": "dummy"}, display={"fresh_s": 5})
    ahead_s = (NOW - system_clock()).total_seconds()
    command = running.program.command
    place = command.index("queue_app")
    running.program.command = [*command[:place], "tests.browser.office_hours", str(ahead_s), *command[place + 1 :]]
    with running:
        yield LivedIn(running, tokens)
