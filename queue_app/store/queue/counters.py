"""Counters and who holds them: desk sessions, and each counter's turn between regular and priority."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue.desks import Ending
from queue_app.domain.queue.routing import Turn
from queue_app.store.office.tables import Counter, CounterService, Officer
from queue_app.store.queue.tables import IS_AT_COUNTER, DeskSession, DeskStatus, Leg
from queue_app.store.rows import columns
from queue_app.store.statements import Asked, Statement


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter as the set-up has it."""

    id: int
    number: int  # on the sign
    zone: str  # a zone's code; "": of none
    is_active: bool
    own_work: tuple[int, ...]  # ids of its services, without those it helps with
    helps: tuple[tuple[int, int], ...]  # those it helps with, once somebody waited long: (service id, rank), by rank


@dataclass(frozen=True, slots=True)
class HeldCounter:
    """An open desk session with the names that people know, and the counter's turn."""

    session_id: int
    counter_id: int
    counter: int
    officer_id: int
    officer: str
    opened_at: datetime
    regular_run: int
    appointed_run: int
    run_date: date | None
    status: DeskStatus
    status_since: datetime | None
    status_reason: str | None
    zone: str = ""  # of the counter
    open_leg_id: int | None = None  # of the ticket that is called or served there

    def turn_on(self, day: date) -> Turn:
        """Where the counter stands in its order on that day; a new day begins anew."""
        return Turn(self.regular_run, self.appointed_run) if self.run_date == day else Turn()


_COUNTER = select(Counter.id).where(
    Counter.id == bindparam("counter"), Counter.office_id == bindparam("office"), Counter.is_active
)
_SET_RUN = Statement(
    update(Counter)
    .where(Counter.id == bindparam("counter"))
    .values(regular_run=bindparam("run"), appointed_run=bindparam("appointed"), run_date=bindparam("day"))
)
_OPEN_LEG = select(Leg.id).where(Leg.counter_id == DeskSession.counter_id, IS_AT_COUNTER).scalar_subquery()
_HELD = (
    select(*columns(
        HeldCounter, DeskSession, Counter,
        session_id=DeskSession.id, counter=Counter.number, officer=Officer.name, open_leg_id=_OPEN_LEG,
    ))
    .join(Counter, Counter.id == DeskSession.counter_id)
    .join(Officer, Officer.id == DeskSession.officer_id)
    .where(DeskSession.closed_at.is_(None))
)  # fmt: skip
_COUNTERS = (
    select(Counter.id, Counter.number, Counter.zone, Counter.is_active)
    .where(Counter.office_id == bindparam("office"))
    .order_by(Counter.number)
)
_SET_STATUS = (
    update(DeskSession)
    .where(DeskSession.id == bindparam("session"))
    .values(status=bindparam("to_status"), status_since=bindparam("at"), status_reason=bindparam("reason"))
)
_OFFERED = (
    select(CounterService.counter_id, CounterService.service_id, CounterService.rank)
    .join(Counter, Counter.id == CounterService.counter_id)
    .where(Counter.office_id == bindparam("office"))
    .order_by(CounterService.rank, CounterService.service_id)
)
_HELD_BY_OFFICER = Statement(_HELD.where(DeskSession.officer_id == bindparam("officer")))
_HELD_COUNTER = _HELD.where(DeskSession.counter_id == bindparam("counter"))
_LAST_CLOSED = Statement(
    select(DeskSession.counter_id, func.max(DeskSession.closed_at))
    .where(DeskSession.office_id == bindparam("office"), DeskSession.closed_at >= bindparam("since"))
    .group_by(DeskSession.counter_id)
)
_HELD_IN_OFFICE = _HELD.where(DeskSession.office_id == bindparam("office"))


def require(connection: Connection, office_id: int, counter_id: int) -> None:
    """Raises NotFound when the office has no such counter."""
    if connection.execute(_COUNTER, {"office": office_id, "counter": counter_id}).scalar() is None:
        raise NotFound(what="counter")


def set_turn(connection: Connection, counter_id: int, turn: Turn, *, day: date | None) -> None:
    """Keeps where the counter stands in its order."""
    keys = {"counter": counter_id, "run": turn.regular_run, "appointed": turn.appointed_run, "day": day}
    _SET_RUN.tell(connection, **keys)


def held_by(connection: Connection, officer_id: int) -> HeldCounter | None:
    """The counter that the officer holds now."""
    return ask_held_by(connection, officer_id).answer


def ask_held_by(connection: Connection, officer_id: int) -> Asked[HeldCounter | None]:
    """The same, once it is needed."""
    found = _HELD_BY_OFFICER.ask_first(connection, officer=officer_id)
    return found.then(lambda row: HeldCounter(*row) if row else None)


def holder_of(connection: Connection, counter_id: int) -> HeldCounter | None:
    """Who holds the counter now."""
    row = connection.execute(_HELD_COUNTER, {"counter": counter_id}).one_or_none()
    return HeldCounter(*row) if row else None


def held(connection: Connection, office_id: int) -> dict[int, HeldCounter]:
    """All counters of the office that are held now, by counter id."""
    return {row.counter_id: HeldCounter(*row) for row in connection.execute(_HELD_IN_OFFICE, {"office": office_id})}


def of_office(connection: Connection, office_id: int) -> tuple[CounterRow, ...]:
    """Every counter of the office, also one taken out of use, in order of the number on its sign."""
    own: dict[int, list[int]] = defaultdict(list)
    helps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for counter_id, service_id, rank in connection.execute(_OFFERED, {"office": office_id}):
        if rank == 1:
            own[counter_id].append(service_id)
        else:
            helps[counter_id].append((service_id, rank))
    rows = connection.execute(_COUNTERS, {"office": office_id})
    return tuple(
        CounterRow(row.id, row.number, row.zone, row.is_active, tuple(own[row.id]), tuple(helps[row.id]))
        for row in rows
    )


def left_open(connection: Connection, office_id: int, *, before: datetime) -> list[HeldCounter]:
    """Desk sessions that were opened before `before` and never closed."""
    rows = connection.execute(_HELD_IN_OFFICE.where(DeskSession.opened_at < before), {"office": office_id})
    return [HeldCounter(*row) for row in rows]


def last_closed(connection: Connection, office_id: int, *, since: datetime) -> dict[int, datetime]:
    """When each counter was left last, by its id, of those that were left since then; somebody may be there again."""
    return dict(_LAST_CLOSED.rows(connection, office=office_id, since=since))


def open_session(connection: Connection, office_id: int, *, counter_id: int, officer_id: int, at: datetime) -> int:
    """Answers the id of the new desk session."""
    return connection.execute(
        insert(DeskSession).returning(DeskSession.id),
        {"office_id": office_id, "counter_id": counter_id, "officer_id": officer_id, "opened_at": at},
    ).scalar_one()


def close_session(connection: Connection, session_id: int, *, at: datetime, how: Ending = Ending.CLOSED) -> None:
    """Ends the desk session, if it is still open."""
    connection.execute(
        update(DeskSession)
        .where(DeskSession.id == session_id, DeskSession.closed_at.is_(None))
        .values(closed_at=at, ended_how=how.value)
    )


def set_status(
    connection: Connection, session_id: int, status: DeskStatus, *, reason: str | None, at: datetime
) -> None:
    """Keeps what the officer does at the open counter: serves, has a break, works in the back."""
    connection.execute(_SET_STATUS, {"session": session_id, "to_status": status, "reason": reason, "at": at})
