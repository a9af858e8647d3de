"""What is seen of an office's queue now, read by three statements: legs, desks, services closed by hand."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, or_, select

from queue_app.domain.citizen.away import back_at
from queue_app.domain.citizen.sight import LATELY_S, Arrived, Called, Counter, Sight, Waiting
from queue_app.domain.office import hours
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.routing import Turn
from queue_app.store.office.now import OfficeNow
from queue_app.store.office.tables import Counter as CounterTable
from queue_app.store.office.tables import Service
from queue_app.store.queue.tables import IS_AT_COUNTER, IS_WAITING, DeskSession, DeskStatus, Leg, Ticket
from queue_app.store.rows import columns
from queue_app.store.statements import Statement

CARRIED = "carried_over"  # the reason of a leg that ended so


@dataclass(frozen=True, slots=True)
class _Leg:
    id: int
    service_id: int
    state: State
    is_priority: bool
    order_no: int
    queued_at: datetime
    arrived_at: datetime
    called_at: datetime | None
    ended_at: datetime | None
    held_since: datetime | None
    held_s: float
    counter_id: int | None
    to_counter_id: int | None
    to_officer_id: int | None
    appointed_at: datetime | None
    not_before: datetime | None
    end_reason: str | None

    @property
    def is_at_counter(self) -> bool:
        return self.state in {State.CALLED, State.SERVING}


@dataclass(frozen=True, slots=True)
class _Desk:
    counter_id: int
    officer_id: int
    opened_at: datetime
    status: DeskStatus
    status_since: datetime | None
    status_reason: str | None
    regular_run: int
    appointed_run: int
    run_date: date | None


@dataclass(frozen=True, slots=True)
class _Moment:
    """A time of the office. closes_at, breaks: of that day's hours; none where it is open all day or not at all."""

    at: float
    day: date
    minute: int
    closes_at: float | None
    breaks: Sequence[tuple[float, float]]

    @classmethod
    def of(cls, office: OfficeNow, now: datetime) -> _Moment:
        local = now.astimezone(ZoneInfo(office.time_zone))
        plan = hours.day_plan(office.calendar, local.date())
        midnight = datetime.combine(local.date(), time(), local.tzinfo)
        spans = [
            ((midnight + timedelta(minutes=each.opens_min)).timestamp(),
             (midnight + timedelta(minutes=each.closes_min)).timestamp())
            for each in plan.intervals if plan is not hours.WHOLE_DAY
        ]  # fmt: skip
        pauses = ((ends, begins) for (_begins, ends), (begins, _ends) in pairwise(spans))
        breaks = tuple(each for each in pauses if each[1] > now.timestamp())
        minute = local.hour * 60 + local.minute
        return cls(now.timestamp(), local.date(), minute, spans[-1][1] if spans else None, breaks)


_SINCE = bindparam("since", type_=Leg.queued_at.type)
_LEGS = Statement(
    select(*columns(_Leg, Leg, Ticket, id=Leg.id))
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(
        Leg.office_id == bindparam("office"),
        Leg.business_date == bindparam("day"),
        or_(
            IS_WAITING,
            IS_AT_COUNTER,
            Leg.queued_at >= _SINCE,
            Leg.called_at >= _SINCE,
            Leg.end_reason == CARRIED,
        ),
    )
    .order_by(Leg.order_no, Leg.id)
)
_DESKS = Statement(
    select(*columns(_Desk, DeskSession, CounterTable))
    .join(CounterTable, CounterTable.id == DeskSession.counter_id)
    .where(DeskSession.office_id == bindparam("office"), DeskSession.closed_at.is_(None))
    .order_by(CounterTable.number)
)
_CLOSED = Statement(
    select(Service.id, Service.reopens_at).where(
        Service.office_id == bindparam("office"), Service.is_open.is_(False), Service.is_active
    )
)


def sight(connection: Connection, office: OfficeNow, *, now: datetime) -> Sight:
    """The queue of the office's business date at `now`: tickets carried over to another day are not in it."""
    moment = _Moment.of(office, now)
    since = now - timedelta(seconds=LATELY_S)
    legs = [_Leg(*row) for row in _LEGS.rows(connection, office=office.id, day=moment.day, since=since)]
    desks = [_Desk(*row) for row in _DESKS.rows(connection, office=office.id)]
    return Sight(
        at=moment.at,
        minute=moment.minute,
        weekday=moment.day.weekday(),
        policy=office.policy,
        waiting=_waiting(legs, desks, now),
        counters=[_counter(each, legs, office, moment) for each in desks],
        called=_called(legs, since),
        arrived=_arrived(legs, since),
        standard_s={each: minutes * 60.0 for each, minutes in office.standards_on(moment.day).items()},
        closes_at=moment.closes_at,
        closed=_closed(connection, office, now),
        breaks=moment.breaks,
        carried=Tally(each.service_id for each in legs if each.end_reason == CARRIED),
    )


def _waiting(legs: Iterable[_Leg], desks: Iterable[_Desk], now: datetime) -> list[Waiting]:
    at = {each.officer_id: each.counter_id for each in desks}
    return [
        Waiting(
            each.id, each.service_id, each.is_priority, each.order_no, each.queued_at.timestamp(),
            each.arrived_at.timestamp(), _seconds(each.appointed_at),
            each.to_counter_id or at.get(each.to_officer_id or 0),
            each.not_before.timestamp() if each.not_before and now < each.not_before else None,
        )
        for each in legs if each.state is State.WAITING
    ]  # fmt: skip


def _counter(desk: _Desk, legs: Iterable[_Leg], office: OfficeNow, moment: _Moment) -> Counter:
    own = [each for each in legs if each.counter_id == desk.counter_id and each.called_at]
    busy = next((each for each in own if each.is_at_counter), None)
    is_calling = desk.status is DeskStatus.SERVING
    since = desk.status_since or desk.opened_at
    left = [at for each in own if (at := _left_at(each))]
    return Counter(
        desk.counter_id,
        ranks=_ranks(office, desk.counter_id),
        is_calling=is_calling,
        back_at=None if is_calling else back_at(desk.status_reason, since.timestamp(), moment.at, moment.breaks),
        busy_with=busy.service_id if busy else None,
        busy_since=_called_at(busy) if busy else None,
        free_since=None if busy else max([*left, since.timestamp()]),
        turn=Turn(desk.regular_run, desk.appointed_run) if desk.run_date == moment.day else Turn(),
    )


def _ranks(office: OfficeNow, counter_id: int) -> dict[int, int]:
    return dict.fromkeys(office.own_work(counter_id), 1) | dict(office.helps_with(counter_id))


def _called(legs: Iterable[_Leg], since: datetime) -> list[Called]:
    """What went on after a hold is told as if it had begun later: its time is the time at the counter."""
    found = [
        Called(each.service_id, each.is_priority, each.counter_id, each.queued_at.timestamp(), at, _left_at(each))
        for each in legs
        if each.counter_id is not None and each.called_at and each.called_at >= since
        and (at := _called_at(each)) and (each.is_at_counter or _left_at(each))
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.called_at)


def _called_at(leg: _Leg) -> float:
    return (leg.called_at or leg.queued_at).timestamp() + leg.held_s


def _left_at(leg: _Leg) -> float | None:
    """When the counter was done with the leg, for now or for good."""
    return _seconds(leg.held_since or leg.ended_at)


def _arrived(legs: Iterable[_Leg], since: datetime) -> list[Arrived]:
    came = (Arrived(each.queued_at.timestamp(), each.service_id) for each in legs if each.queued_at >= since)
    return sorted(came, key=lambda each: each.at)


def _closed(connection: Connection, office: OfficeNow, now: datetime) -> dict[int, float | None]:
    rows = _CLOSED.rows(connection, office=office.id)
    return {service_id: _seconds(until) for service_id, until in rows if until is None or until > now}


def _seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None
