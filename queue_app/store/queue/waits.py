"""How long the citizens of one day waited, and wait."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import IS_WAITING, Leg, Ticket
from queue_app.store.queue.tickets import WAIT_IS_KNOWN

_TODAY = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
# The first leg alone: a transfer keeps the place of the first arrival, and is called soon after.
_ENDED = (
    select(Leg.queued_at, Leg.called_at)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_TODAY, Leg.position == 1, Leg.called_at.is_not(None), WAIT_IS_KNOWN)
)
_LONGEST = (
    select(Leg.queued_at)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_TODAY, IS_WAITING, WAIT_IS_KNOWN)
    .order_by(Leg.queued_at)
    .limit(1)
)
_SERVED = select(func.count(Leg.ticket_id.distinct())).where(*_TODAY, Leg.state == State.FINISHED)


def ended(connection: Connection, office_id: int, day: date) -> list[float]:
    """Seconds that each citizen of that day waited for the first call, of those whose arrival is known."""
    rows = connection.execute(_ENDED, {"office": office_id, "day": day})
    return [(called_at - queued_at).total_seconds() for queued_at, called_at in rows if called_at]


def longest_since(connection: Connection, office_id: int, day: date) -> datetime | None:
    """Since when whoever waits longest does so, of those whose arrival is known."""
    return connection.execute(_LONGEST, {"office": office_id, "day": day}).scalar()


def served(connection: Connection, office_id: int, day: date) -> int:
    """How many tickets of that day were served at least once."""
    return connection.execute(_SERVED, {"office": office_id, "day": day}).scalar_one()
