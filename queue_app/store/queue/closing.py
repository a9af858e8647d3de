"""What closing a service needs of the rows: who waits, and where they go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select, update

from queue_app.domain.queue.numbering import shown
from queue_app.store.office.tables import Series, Service
from queue_app.store.queue.tables import IS_WAITING, Leg, Ticket
from queue_app.store.queue.tickets import LEGS, TicketLeg, as_ticket_leg

_CLOSE = (
    update(Service)
    .where(Service.id == bindparam("service"))
    .values(is_open=bindparam("open"), closed_reason=bindparam("reason"), reopens_at=bindparam("reopens"))
)
_ENDED = select(Service.id).where(
    Service.office_id == bindparam("office"), Service.is_open.is_(False), Service.reopens_at <= bindparam("now")
)
_WAITING = LEGS.where(
    Leg.office_id == bindparam("office"),
    Leg.business_date == bindparam("day"),
    Leg.service_id == bindparam("service"),
    IS_WAITING,
).order_by(Leg.order_no)
_CARRIED_DAYS = (
    select(Leg.business_date)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(Leg.office_id == bindparam("office"), IS_WAITING, Ticket.carried_from_id.is_not(None))
    .distinct()
)
_CARRIED_WAITING = (
    LEGS.join(Service, Service.id == Leg.service_id)
    .where(
        Leg.office_id == bindparam("office"),
        Leg.business_date == bindparam("day"),
        IS_WAITING,
        Ticket.carried_from_id.is_not(None),
        Service.is_active,
    )
    .order_by(Leg.order_no)
)
_CARRIED = (
    select(Ticket.id, Series.letter, Ticket.number, Ticket.token, Ticket.business_date)
    .join(Series, Series.id == Ticket.series_id)
    .where(Ticket.carried_from_id == bindparam("ticket"))
)


@dataclass(frozen=True, slots=True)
class Carried:
    """The ticket with which somebody goes on who was not served."""

    shown: str
    token: str
    day: date


def close(connection: Connection, service_id: int, *, reason: str, reopens_at: datetime | None) -> None:
    """Marks the service as closed by hand."""
    connection.execute(_CLOSE, {"service": service_id, "open": False, "reason": reason, "reopens": reopens_at})


def reopen(connection: Connection, service_id: int) -> None:
    """Takes the mark away."""
    connection.execute(_CLOSE, {"service": service_id, "open": True, "reason": None, "reopens": None})


def ended(connection: Connection, office_id: int, now: datetime) -> list[int]:
    """Services that are marked as closed until a time that has come."""
    return list(connection.execute(_ENDED, {"office": office_id, "now": now}).scalars())


def waiting(connection: Connection, office_id: int, service_id: int, day: date) -> list[TicketLeg]:
    """Everyone who waits for the service on that day, in the order of the queue."""
    keys = {"office": office_id, "day": day, "service": service_id}
    return [as_ticket_leg(row) for row in connection.execute(_WAITING, keys)]


def carried_days(connection: Connection, office_id: int) -> list[date]:
    """The days that tickets carried over wait for."""
    return list(connection.execute(_CARRIED_DAYS, {"office": office_id}).scalars())


def carried_waiting(connection: Connection, office_id: int, day: date) -> list[TicketLeg]:
    """Tickets carried over to that day that wait for a service which the office still has, in order."""
    keys = {"office": office_id, "day": day}
    return [as_ticket_leg(row) for row in connection.execute(_CARRIED_WAITING, keys)]


def carried_to(connection: Connection, ticket_id: int) -> Carried | None:
    """The ticket that goes on in the place of this one, if it was carried over: the last one, if more than once."""
    row, follower = None, ticket_id
    while found := connection.execute(_CARRIED, {"ticket": follower}).one_or_none():
        row, follower = found, found.id
    return Carried(shown(row.letter, row.number), row.token, row.business_date) if row else None
