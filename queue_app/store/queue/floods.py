"""Numbers that were taken faster than people can: which they are, until somebody has looked at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.store.by_version import KeptByVersion
from queue_app.store.queue.tables import IS_WAITING, Flood, FloodTicket, Leg
from queue_app.store.queue.tickets import LEGS, TicketLeg, as_ticket_leg

_STANDING = (
    select(Flood.id, Flood.business_date, Flood.began_at, func.count(Leg.id))
    .join(FloodTicket, FloodTicket.flood_id == Flood.id)
    .join(Leg, Leg.ticket_id == FloodTicket.ticket_id)
    .where(Flood.office_id == bindparam("office"), Flood.settled_at.is_(None), IS_WAITING)
    .group_by(Flood.id, Flood.business_date, Flood.began_at)
    .order_by(Flood.id)
)
_OPEN = select(Flood.id).where(
    Flood.office_id == bindparam("office"), Flood.place == bindparam("place"),
    Flood.business_date == bindparam("day"), Flood.settled_at.is_(None),
)  # fmt: skip
_WAITING = (
    LEGS.join(FloodTicket, FloodTicket.ticket_id == Leg.ticket_id)
    .where(FloodTicket.flood_id == bindparam("flood"), Leg.office_id == bindparam("office"), IS_WAITING)
    .order_by(Leg.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class StandingFlood:
    """One that nobody has settled. waiting: how many of its tickets still wait."""

    id: int
    day: date
    began_at: datetime
    waiting: int


def _standing(connection: Connection, office_id: int) -> list[StandingFlood]:
    return [StandingFlood(*row) for row in connection.execute(_STANDING, {"office": office_id})]


# (connection, office id, number of the last event): every counter shows it, and it is read once after a change.
standing = KeptByVersion(_standing).of


def open_flood(connection: Connection, office_id: int, *, place: str, day: date, at: datetime) -> int:
    """The flood of that place that nobody has settled yet, or a new one; answers its id."""
    found = connection.execute(_OPEN, {"office": office_id, "place": place, "day": day}).scalar()
    if found is not None:
        return found
    row = {"office_id": office_id, "place": place, "business_date": day, "began_at": at}
    return connection.execute(insert(Flood).returning(Flood.id), row).scalar_one()


def add_tickets(connection: Connection, flood_id: int, ticket_ids: Sequence[int]) -> int:
    """Notes tickets as the flood's; answers how many were not known as any flood's."""
    known = set(
        connection.execute(select(FloodTicket.ticket_id).where(FloodTicket.ticket_id.in_(ticket_ids))).scalars()
    )
    new = [{"flood_id": flood_id, "ticket_id": each} for each in ticket_ids if each not in known]
    if new:
        connection.execute(insert(FloodTicket), new)
    return len(new)


def is_settled(connection: Connection, office_id: int, flood_id: int) -> bool:
    """Whether somebody has dealt with it. Raises NotFound when the office has no such flood."""
    mine = (Flood.id == flood_id, Flood.office_id == office_id)
    row = connection.execute(select(Flood.settled_at).where(*mine)).one_or_none()
    if row is None:
        raise NotFound(what="flood of numbers")
    return row.settled_at is not None


def waiting(connection: Connection, office_id: int, flood_id: int, *, most: int) -> list[TicketLeg]:
    """Legs of the flood's tickets that still wait, the first first."""
    keys = {"flood": flood_id, "office": office_id, "most": most}
    return [as_ticket_leg(row) for row in connection.execute(_WAITING, keys)]


def settle(connection: Connection, flood_id: int, *, at: datetime) -> None:
    """Somebody has dealt with it: nobody is warned of it any more."""
    connection.execute(update(Flood).where(Flood.id == flood_id).values(settled_at=at))
