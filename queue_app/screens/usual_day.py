"""The usual day beside which the board draws today: the same weekday of the last weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.usual_day import usual
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import Shown
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import facts

DAYS, WEEKS_BACK = 8, 16  # days that count; weeks in which they are looked for: holidays, and an office that is new


class UsualHalfHour(Shown, frozen=True):
    """minute: of its beginning, since midnight. arrivals: a mean of the days. waiting: at its end, their median."""

    minute: int
    arrivals: float
    waiting: float


class UsualDay(Shown, frozen=True):
    """days: of how many days this is the usual one; none: nothing is usual yet."""

    days: int
    half_hours: list[UsualHalfHour]


def usual_day(desk: Desk, office: OfficeKey, weekday: int) -> UsualDay:
    """Of the last eight days of this weekday (Monday is 0) on which somebody came; today is none of them.

    It reads thousands of rows: for a page when it is opened, not for every change of a screen.
    """
    found = [cases for cases in _days(desk, office, weekday) if cases][:DAYS]
    told = [UsualHalfHour(each.minute, round(each.arrivals, 1), each.waiting) for each in usual(found)]
    return UsualDay(len(found), told)


def _days(desk: Desk, office: OfficeKey, weekday: int) -> Iterator[list[CaseFact]]:
    """The cases of each such day, the latest first."""
    today = business_date(desk.clock(), office.time_zone)
    last = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    with desk.reading() as connection:
        for week in range(WEEKS_BACK):
            day: date = last - timedelta(weeks=week)
            yield facts.cases(connection, office.id, day, day)
