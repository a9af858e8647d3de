"""What the screens need to know, read in few and small queries that never look at more than one business date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from queue_app.domain.lifecycle import State
from queue_app.store.tables import (
    IS_ANNOUNCED,
    IS_AT_COUNTER,
    IS_FINISHED,
    IS_HELD,
    IS_WAITING,
    Leg,
    LoggedEvent,
    Series,
    Service,
    Ticket,
)
from queue_app.store.tickets import LEGS, TicketLeg, as_ticket_leg

_AT_COUNTERS = LEGS.where(Leg.office_id == bindparam("office"), IS_AT_COUNTER)
_ANNOUNCED = (
    select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), IS_ANNOUNCED)
    .order_by(LoggedEvent.seq.desc())
    .limit(bindparam("limit"))
)
_LEGS_BY_ID = LEGS.where(Leg.id.in_(bindparam("legs", expanding=True)))
_WAITING = (
    select(Leg.service_id, func.count())
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), IS_WAITING)
    .group_by(Leg.service_id)
)
_LETTERS = select(Series.letter).where(Series.office_id == bindparam("office")).order_by(Series.letter)
_WAITING_BY_LETTER = (
    select(Series.letter, func.count())
    .select_from(Leg)
    .join(Service, Service.id == Leg.service_id)
    .join(Series, Series.id == Service.series_id)
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), IS_WAITING)
    .group_by(Series.letter)
)
_DAY = (
    select(Leg.service_id, Leg.state, func.count(), func.min(Leg.queued_at))
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
    .group_by(Leg.service_id, Leg.state)
)
_BY_TOKEN = select(Ticket.id, Ticket.office_id).where(Ticket.token == bindparam("token"))
_OF_OFFICER = (Leg.officer_id == bindparam("officer"), Leg.business_date == bindparam("day"), IS_FINISHED)
_FINISHED_BY = select(func.count()).select_from(Leg).where(*_OF_OFFICER)
_LAST_FINISHED = LEGS.where(*_OF_OFFICER).order_by(Leg.ended_at.desc()).limit(bindparam("limit"))
_HELD = LEGS.where(Leg.office_id == bindparam("office"), IS_HELD).order_by(Leg.held_since)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One call or recall that the room must hear; `seq` is its place in the office's log."""

    seq: int
    at: datetime
    counter_id: int
    ticket: TicketLeg


def at_counters(connection: Connection, office_id: int) -> list[TicketLeg]:
    """Tickets that are called or served now."""
    return [as_ticket_leg(row) for row in connection.execute(_AT_COUNTERS, {"office": office_id})]


def announced(connection: Connection, office_id: int, *, limit: int) -> list[Announcement]:
    """The last calls and recalls that still hold, newest first.

    Those that were taken back do not: their leg waits again, is called elsewhere, or is gone.
    """
    rows = [
        (row.seq, row.at, json.loads(row.data))
        for row in connection.execute(_ANNOUNCED, {"office": office_id, "limit": limit})
    ]
    legs = {
        found.leg.leg_id: found
        for found in map(as_ticket_leg, connection.execute(_LEGS_BY_ID, {"legs": [row[2]["leg_id"] for row in rows]}))
    }
    calls = [
        Announcement(seq, at, data["counter_id"], legs[data["leg_id"]])
        for seq, at, data in rows
        if data["leg_id"] in legs
    ]
    return [each for each in calls if _holds(each)]


def _holds(call: Announcement) -> bool:
    leg = call.ticket.leg
    return leg.called_at is not None and call.at >= leg.called_at and call.counter_id == leg.counter_id


def waiting_by_service(connection: Connection, office_id: int, day: date) -> dict[int, int]:
    """How many wait, by service id; a service nobody waits for is missing."""
    return {row[0]: row[1] for row in connection.execute(_WAITING, {"office": office_id, "day": day})}


def waiting_by_letter(connection: Connection, office_id: int, day: date) -> dict[str, int]:
    """How many wait for the services of each series, every series included."""
    counts = dict.fromkeys(connection.execute(_LETTERS, {"office": office_id}).scalars(), 0)
    for letter, count in connection.execute(_WAITING_BY_LETTER, {"office": office_id, "day": day}):
        counts[letter] = count
    return counts


def day_by_service(connection: Connection, office_id: int, day: date) -> dict[int, dict[State, tuple[int, datetime]]]:
    """Of each service and state of the day's legs: how many, and when the first of them was queued."""
    totals: dict[int, dict[State, tuple[int, datetime]]] = {}
    for service_id, state, count, first in connection.execute(_DAY, {"office": office_id, "day": day}):
        totals.setdefault(service_id, {})[state] = (count, first)
    return totals


def ticket_by_token(connection: Connection, token: str) -> tuple[int, int] | None:
    """Ticket id and office id behind a token."""
    row = connection.execute(_BY_TOKEN, {"token": token}).one_or_none()
    return (row.id, row.office_id) if row else None


def finished_by(connection: Connection, officer_id: int, *, day: date) -> int:
    """How many legs the officer finished on that day."""
    return connection.execute(_FINISHED_BY, {"officer": officer_id, "day": day}).scalar_one()


def last_finished(connection: Connection, officer_id: int, *, day: date, limit: int) -> list[TicketLeg]:
    """The legs that the officer finished last on that day, the latest first."""
    keys = {"officer": officer_id, "day": day, "limit": limit}
    return [as_ticket_leg(row) for row in connection.execute(_LAST_FINISHED, keys)]


def held(connection: Connection, office_id: int) -> list[TicketLeg]:
    """Tickets on hold, the longest first."""
    return [as_ticket_leg(row) for row in connection.execute(_HELD, {"office": office_id})]
