"""An office's calendar as its rows tell it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.office import hours, intervals
from queue_app.domain.office.hours import Calendar, Interval
from queue_app.domain.queue.outcomes import Rules
from queue_app.store.office.tables import (
    Counter,
    CounterService,
    Holiday,
    OpeningHours,
    QueuePolicy,
    Season,
    SpecialDay,
)

_HOURS = (
    select(OpeningHours.template, OpeningHours.weekday, OpeningHours.opens_min, OpeningHours.closes_min)
    .where(OpeningHours.office_id == bindparam("office"))
    .order_by(OpeningHours.opens_min)
)
_SEASONS = select(Season.template, Season.first, Season.last).where(Season.office_id == bindparam("office"))
_SPECIAL_DAYS = select(SpecialDay.day, SpecialDay.name, SpecialDay.hours).where(
    SpecialDay.office_id == bindparam("office")
)  # one a date
_HOLIDAYS = (
    select(Holiday.day, Holiday.name)
    .where(Holiday.office_id == bindparam("office"), Holiday.is_active)
    .order_by(Holiday.id.desc())  # of two holidays on one day the older one gives its name
)
_LAST_TICKET = select(QueuePolicy.last_ticket_min).where(QueuePolicy.office_id == bindparam("office"))
_OFFERED = (
    select(CounterService.service_id)
    .join(Counter, Counter.id == CounterService.counter_id)
    .where(Counter.office_id == bindparam("office"), Counter.is_active)
)


@dataclass(frozen=True, slots=True)
class Opening:
    """All that the set-up says about who may take a number when."""

    calendar: Calendar
    offered: frozenset[int]  # ids of the services that a counter offers


def opening(connection: Connection, office_id: int) -> Opening:
    """The calendar, and what is offered."""
    key = {"office": office_id}
    weekly: dict[tuple[str, int], list[Interval]] = defaultdict(list)
    for template, weekday, opens_min, closes_min in connection.execute(_HOURS, key):
        weekly[template, weekday].append(Interval(opens_min, closes_min))
    last_ticket_min = connection.execute(_LAST_TICKET, key).scalar()
    calendar = Calendar(
        weekly=dict(weekly),
        seasons=[hours.Season(*row) for row in connection.execute(_SEASONS, key)],
        special_days={
            day: hours.Special(name, intervals.parse(text))
            for day, name, text in connection.execute(_SPECIAL_DAYS, key)
        },
        holidays={row.day: row.name for row in connection.execute(_HOLIDAYS, key)},
        last_ticket_min=Rules().last_ticket_min if last_ticket_min is None else last_ticket_min,
    )
    return Opening(calendar, frozenset(connection.execute(_OFFERED, key).scalars()))
