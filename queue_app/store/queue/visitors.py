"""What the screens need to know, read in few and small queries that never look at more than one business date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, case, func, not_, select

from queue_app.domain.queue.lifecycle import State
from queue_app.store.by_version import KeptByVersion
from queue_app.store.queue import counters, lines, tickets
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import IS_AT_COUNTER, IS_FINISHED, IS_HELD, OPEN_LEG, Leg, Ticket
from queue_app.store.queue.tickets import IS_NO_WAIT_YET, LEGS, WAIT_IS_KNOWN, WAITS_SINCE, TicketLeg, as_ticket_leg
from queue_app.store.statements import Asked, Statement

_AT_COUNTERS = Statement(LEGS.where(Leg.office_id == bindparam("office"), IS_AT_COUNTER))
_DAY = (
    select(
        Leg.service_id,
        Leg.state,
        func.count(),
        func.min(case((and_(WAIT_IS_KNOWN, not_(IS_NO_WAIT_YET)), WAITS_SINCE))),
    )
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
    .group_by(Leg.service_id, Leg.state)
)
_RESTS = Statement(
    select(Leg.counter_id, func.max(Leg.ended_at), func.sum(case((IS_HELD, 1), else_=0)))
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), Leg.counter_id.is_not(None))
    .group_by(Leg.counter_id)
)
_BY_TOKEN = select(Ticket.id, Ticket.office_id).where(Ticket.token == bindparam("token"))
_OF_OFFICER = (Leg.officer_id == bindparam("officer"), Leg.business_date == bindparam("day"), IS_FINISHED)
_FINISHED_BY = select(func.count()).select_from(Leg).where(*_OF_OFFICER)
_LAST_FINISHED = LEGS.where(*_OF_OFFICER).order_by(Leg.ended_at.desc()).limit(bindparam("limit"))
_HELD = LEGS.where(Leg.office_id == bindparam("office"), IS_HELD).order_by(Leg.held_since)
_LONGEST_STAY = (
    LEGS.where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), OPEN_LEG, WAIT_IS_KNOWN)
    .where(not_(IS_NO_WAIT_YET))
    .order_by(Ticket.arrived_at)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class InOffice:
    """What the officers of an office all see alike."""

    at_work: Mapping[int, HeldCounter]  # by counter id
    waiting: Mapping[date, Mapping[int, int]]  # business date -> service id -> how many
    held: list[TicketLeg]  # on hold, the longest first
    wished: list[TicketLeg]  # who wait, and have asked to be called later


@dataclass(frozen=True, slots=True)
class Rest:
    """What a counter has besides its open ticket. ended_at: of the last leg that ended there. held: tickets on hold."""

    ended_at: datetime | None = None
    held: int = 0


def rests(connection: Connection, office_id: int, day: date) -> dict[int, Rest]:
    """By counter, of the legs of a business date; a counter that called nobody is missing."""
    return {counter: Rest(at, held) for counter, at, held in _RESTS.rows(connection, office=office_id, day=day)}


def at_counters(connection: Connection, office_id: int) -> list[TicketLeg]:
    """Tickets that are called or served now."""
    return ask_at_counters(connection, office_id).answer


def ask_at_counters(connection: Connection, office_id: int) -> Asked[list[TicketLeg]]:
    """The same, once they are needed."""
    return _AT_COUNTERS.ask(connection, office=office_id).then(lambda rows: [as_ticket_leg(row) for row in rows])


def waiting_by_service(connection: Connection, office_id: int, day: date) -> dict[int, int]:
    """How many wait, by service id; a service nobody waits for is missing."""
    return lines.of_office(connection, office_id).get(day, {})


def day_by_service(
    connection: Connection, office_id: int, day: date, *, now: datetime
) -> dict[int, dict[State, tuple[int, datetime | None]]]:
    """Of each service and state of the day's legs: how many, and since when the first waits, if that is known.

    Who asked to be called later is counted, and is not the first.
    """
    totals: dict[int, dict[State, tuple[int, datetime | None]]] = {}
    for service_id, state, count, first in connection.execute(_DAY, {"office": office_id, "day": day, "now": now}):
        totals.setdefault(service_id, {})[state] = (count, first)
    return totals


def longest_stay(connection: Connection, office_id: int, day: date, *, now: datetime) -> TicketLeg | None:
    """Of those whose visit of the day goes on, the one who came first, as far as it is known when they came.

    Who waits longer by the own wish is not among them.
    """
    row = connection.execute(_LONGEST_STAY, {"office": office_id, "day": day, "now": now}).one_or_none()
    return as_ticket_leg(row) if row else None


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


def _in_office(connection: Connection, office_id: int) -> InOffice:
    held = [as_ticket_leg(row) for row in connection.execute(_HELD, {"office": office_id})]
    waiting, wished = lines.of_office(connection, office_id), tickets.wished(connection, office_id)
    return InOffice(counters.held(connection, office_id), waiting, held, wished)


# (connection, office id, number of the last event): read for the first officer's screen after a change, not for each.
in_office = KeptByVersion(_in_office).of
