"""The numbers of the day, kept beside a database of SQLite: what a database that is put back does not know of them.

Beside it and not in it, because it is the database that is exchanged. Only for the same house (`begins`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, func, select

from queue_app.domain.queue.lifecycle import ENDED
from queue_app.store.backup import notes
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Office
from queue_app.store.queue.tables import Leg, Ticket

_LAST_LEG = select(func.max(Leg.position)).where(Leg.ticket_id == Ticket.id).correlate(Ticket).scalar_subquery()
ONE_DAY = timedelta(days=1)
_OFFICES = select(Office.id)
_BEGINS = select(LoggedEvent.office_id, LoggedEvent.hash).where(
    LoggedEvent.office_id.in_(_OFFICES), LoggedEvent.seq == 1
)


class Given(msgspec.Struct, frozen=True):
    """A number that somebody holds. is_over: nobody waits with it any more. Other fields: as of its ticket."""

    office_id: int
    series_id: int
    service_id: int
    business_date: date
    number: int
    is_priority: bool
    party: int
    arrived_at: datetime
    token: str
    press_key: str | None
    is_over: bool


class Kept(msgspec.Struct, frozen=True):
    """begins: office's id -> the hash of the first event of its log. is_whole: no number was given after these."""

    begins: dict[int, str] = {}
    given: tuple[Given, ...] = ()
    is_whole: bool = True


_GIVEN = (
    select(
        Ticket.id, Ticket.office_id, Ticket.series_id, Leg.service_id, Ticket.business_date, Ticket.number,
        Ticket.is_priority, Ticket.party, Ticket.arrived_at, Ticket.token, Ticket.press_key, Leg.state.in_(ENDED),
    )
    .join(Leg, and_(Leg.ticket_id == Ticket.id, Leg.position == _LAST_LEG))
    # By ix_leg_day, and sorted afterwards: asked for an order, SQLite reads the tickets of years in it.
    .where(Leg.office_id.in_(_OFFICES), Leg.business_date.in_(bindparam("days", expanding=True)))
)  # fmt: skip


def read(connection: Connection, *, now: datetime) -> tuple[Given, ...]:
    """The numbers of today, wherever each office lies, in the order in which they were given."""
    day = now.date()
    found = connection.execute(_GIVEN, {"days": [day - ONE_DAY, day, day + ONE_DAY]})
    return tuple(map(_given, sorted(found, key=lambda row: row.id)))


def _given(row: Any) -> Given:
    return Given(*row[1:])


def begins(connection: Connection) -> dict[int, str]:
    """Office's id -> the hash of the first event of its log."""
    return {row.office_id: row.hash for row in connection.execute(_BEGINS)}


def file_of(database: Path) -> Path:
    """The file beside it."""
    return database.with_name(database.name + ".given")


def note(database: Path, kept: Kept) -> None:
    """Writes the file, whole or not at all. Only its owner reads it: it tells addresses of citizens' pages."""
    notes.write(file_of(database), kept, mode=0o600)


def noted(database: Path) -> Kept:
    """What lies beside the database; nothing where nothing can be read."""
    return notes.read(file_of(database), Kept) or Kept()
