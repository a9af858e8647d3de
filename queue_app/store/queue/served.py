"""Whose visit was the last one to end at a counter."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam

from queue_app.store.queue.tables import IS_FINISHED, Leg
from queue_app.store.queue.tickets import LEGS, TicketLeg, as_ticket_leg
from queue_app.store.statements import Statement

_LAST_AT = Statement(
    LEGS.where(
        Leg.office_id == bindparam("office"),
        Leg.business_date == bindparam("day"),
        IS_FINISHED,
        Leg.counter_id == bindparam("counter"),
        Leg.ended_at > bindparam("since"),
    )
    .order_by(Leg.ended_at.desc())
    .limit(1)
)


def last_at(connection: Connection, office_id: int, counter_id: int, *, day: date, since: datetime) -> TicketLeg | None:
    """The leg that was finished last at the counter, if that was after `since`."""
    row = _LAST_AT.first(connection, office=office_id, day=day, counter=counter_id, since=since)
    return as_ticket_leg(row) if row else None
