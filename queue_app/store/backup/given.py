"""The numbers of the day, kept beside a database of SQLite: what a database that is put back does not know of them.

Beside it and not in it, because it is the database that is exchanged. Only for the same house (`begins`).
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, and_, bindparam, func, select

from queue_app.domain.queue.lifecycle import OPEN
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.queue.tables import Leg, Ticket

_LAST_LEG = select(func.max(Leg.position)).where(Leg.ticket_id == Ticket.id).correlate(Ticket).scalar_subquery()
_BEGINS = select(LoggedEvent.office_id, LoggedEvent.hash).where(LoggedEvent.seq == 1)


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
        Ticket.office_id, Ticket.series_id, Leg.service_id, Ticket.business_date, Ticket.number, Ticket.is_priority,
        Ticket.party, Ticket.arrived_at, Ticket.token, Ticket.press_key, Leg.state.not_in(OPEN),
    )
    .join(Leg, and_(Leg.ticket_id == Ticket.id, Leg.position == _LAST_LEG))
    .where(Ticket.business_date >= bindparam("since"))
    .order_by(Ticket.id)
)  # fmt: skip


def read(connection: Connection, *, since: date, is_whole: bool) -> Kept:
    """The numbers of the business dates from `since` on, in the order in which they were given."""
    rows = connection.execute(_GIVEN, {"since": since})
    return Kept(begins(connection), tuple(Given(*row) for row in rows), is_whole)


def begins(connection: Connection) -> dict[int, str]:
    """Office's id -> the hash of the first event of its log."""
    return {row.office_id: row.hash for row in connection.execute(_BEGINS)}


def file_of(database: Path) -> Path:
    """The file beside it."""
    return database.with_name(database.name + ".given")


def note(database: Path, kept: Kept) -> None:
    """Writes the file, whole or not at all. Only its owner reads it: it tells addresses of citizens' pages."""
    target = file_of(database)
    half = target.with_name(target.name + ".part")
    half.touch(mode=0o600)
    half.write_bytes(msgspec.json.encode(kept))
    half.replace(target)


def noted(database: Path) -> Kept:
    """What lies beside the database; nothing where nothing can be read."""
    try:
        return msgspec.json.decode(file_of(database).read_bytes(), type=Kept)
    except (OSError, ValueError):
        return Kept()
