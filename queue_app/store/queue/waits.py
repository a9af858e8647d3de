"""How long the citizens of one day waited, and wait."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, not_, select

from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import IS_WAITING, Leg, Ticket
from queue_app.store.queue.tickets import IS_NO_WAIT_YET, WAIT_IS_KNOWN, WAITS_SINCE

_TODAY = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
# The first leg alone: a transfer keeps the place of the first arrival, and is called soon after.
_ENDED = (
    select(Leg.queued_at, Leg.called_at, Leg.aside_s)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_TODAY, Leg.position == 1, Leg.called_at.is_not(None), Leg.let_pass == 0, WAIT_IS_KNOWN)
)
_LONGEST = (
    select(WAITS_SINCE)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_TODAY, IS_WAITING, not_(IS_NO_WAIT_YET), WAIT_IS_KNOWN)
    .order_by(WAITS_SINCE)
    .limit(1)
)
_SERVED = select(func.count(Leg.ticket_id.distinct())).where(*_TODAY, Leg.state == State.FINISHED)


def ended(connection: Connection, office_id: int, day: date) -> list[float]:
    """Seconds that each citizen of that day waited for the first call, of those whose arrival is known.

    Without the time that somebody asked for who was late, or was there before a booked time; and without those who let
    others pass.
    """
    rows = connection.execute(_ENDED, {"office": office_id, "day": day})
    return [(called_at - queued_at).total_seconds() - aside_s for queued_at, called_at, aside_s in rows if called_at]


def longest_since(connection: Connection, office_id: int, day: date, *, now: datetime) -> datetime | None:
    """Since when whoever waits longest does so, of those whose arrival is known and who may be called."""
    return connection.execute(_LONGEST, {"office": office_id, "day": day, "now": now}).scalar()


def served(connection: Connection, office_id: int, day: date) -> int:
    """How many tickets of that day were served at least once."""
    return connection.execute(_SERVED, {"office": office_id, "day": day}).scalar_one()
