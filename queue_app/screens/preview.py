"""A past day under another order: the waits as they were, as the present order makes them, and as another would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.queue import past_day
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import CLASSES, Arrival, CounterDay, Simulated, Waits, waits
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.store.queue import past_days

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Side:
    """The waits of one telling of the day. left: whom no counter called."""

    by_class: dict[str, Waits]  # EVERYBODY, then CLASSES
    by_service: dict[int, Waits]
    left: int


@dataclass(frozen=True, slots=True)
class Preview:
    day: date
    present: Policy  # the office's own
    other: Policy
    as_it_was: Side
    under_present: Side
    under_other: Side
    off_s: float | None  # half of the waits under the present order differ from the record by at most this
    services: list[catalogue.ServiceRow]  # those somebody waited for
    on_paper: int  # numbers left out: entered once the day was over, and nobody knows when they were called


@dataclass(frozen=True, slots=True)
class Choices:
    """The days that can be replayed, and the office's present order. first, last: None while nothing has passed."""

    first: date | None
    last: date | None
    present: Policy


def choices(desk: Desk, office_id: int) -> Choices:
    """What there is to choose from. Raises NotFound."""
    office = desk.office(office_id)
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        first, last = past_days.days(connection, office_id, before=today) or (None, None)
        return Choices(first, last, office_now(connection, office_id).policy)


def preview(desk: Desk, office_id: int, *, day: date, policy: Policy) -> Preview:
    """Replays `day` under the present order and under `policy`. Raises NotFound (no such office)."""
    office = desk.office(office_id)
    with desk.reading() as connection:
        people, counters = recorded(connection, office, day)
        present = office_now(connection, office_id).policy
        services = catalogue.all_services(connection, office_id)
        on_paper = past_days.on_paper(connection, office_id, day=day)
    under_present = simulate(people, counters, policy=present)
    waited_for = {each.service_id for each in people}
    return Preview(
        day=day,
        present=present,
        other=policy,
        as_it_was=_side((each, each.waited_s) for each in people),
        under_present=_simulated(under_present),
        under_other=_simulated(simulate(people, counters, policy=policy)),
        off_s=_off(under_present),
        services=[each for each in services if each.id in waited_for],
        on_paper=on_paper,
    )


def recorded(connection: Connection, office: OfficeKey, day: date) -> tuple[list[Arrival], list[CounterDay]]:
    """Who waited on a past day, how long each kept a counter, when the counters called: ready to be simulated."""
    start = datetime.combine(day, time(), ZoneInfo(office.time_zone))
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(office.time_zone))
    legs = past_days.legs(connection, office.id, day=day)
    sessions = past_days.sessions(connection, office.id, start=start, end=end)
    open_ = past_day.intervals(sessions, legs, until=end)
    ranks = past_days.ranks(connection, office.id)
    standards = office_now(connection, office.id).standards_on(day)
    standard_s = {service_id: minutes * 60.0 for service_id, minutes in standards.items()}
    counters = [CounterDay(counter_id, ranks.get(counter_id, {}), open_[counter_id]) for counter_id in sorted(open_)]
    return past_day.arrivals(legs, open_, standard_s=standard_s), counters


def _simulated(day: Simulated) -> Side:
    return _side([*((call.arrival, call.waited_s) for call in day.calls), *((each, None) for each in day.left)])


def _side(told: Iterable[tuple[Arrival, float | None]]) -> Side:
    """told: everybody with the wait; None for who was not called."""
    told = list(told)
    called = [(each, waited_s) for each, waited_s in told if waited_s is not None and each.is_wait_known]
    by_class = {kind: waits(waited_s for each, waited_s in called if each.kind == kind) for kind in CLASSES}
    by_service = {
        service_id: waits(waited_s for each, waited_s in called if each.service_id == service_id)
        for service_id in {each.service_id for each, _waited_s in told}
    }
    everybody = waits(waited_s for _each, waited_s in called)
    return Side({EVERYBODY: everybody, **by_class}, by_service, sum(waited_s is None for _each, waited_s in told))


def _off(day: Simulated) -> float | None:
    known = [(call.waited_s, call.arrival.waited_s) for call in day.calls if call.arrival.is_wait_known]
    differences = [abs(replayed_s - was_s) for replayed_s, was_s in known if was_s is not None]
    return median(differences) if differences else None
