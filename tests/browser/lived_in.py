"""The demo office in the middle of a morning: people wait, are called and served, and some have gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from queue_app.actions import setup
from queue_app.domain.lifecycle import State
from queue_app.simulate.in_process import Morning, Pace
from queue_app.store import accounts, counters, schema
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
SEED = 31  # in whose morning every state is seen at NOW


@dataclass(frozen=True)
class LivedIn:
    server: Antrean
    tokens: dict[State, str]  # one citizen's page for each state


def live_in(url: str) -> dict[State, str]:
    """Founds the demo office and plays its morning; answers the token of one ticket in each state."""
    schema.migrate(url)
    database = Database(url)
    setup.ensure_demo(Desk(database))
    pace = Pace(NOW, 0, str(ZONE))
    pace.start = pace.now = OPENING
    desk = Desk(database, clock=lambda: pace.now)
    with desk.reading() as connection:
        people = accounts.serving(connection, OFFICE_ID, at=NOW)[:AT_WORK]
        counter_ids = list(counters.in_use(connection, OFFICE_ID))
    Morning(desk, OFFICE_ID, pace, SEED, people=people, counter_ids=counter_ids).run(PEOPLE, until=NOW)
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
