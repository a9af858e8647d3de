"""The whole months before and after a dated change. There are no free spans: their difference could be one answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod, of

LONGEST = 3  # months on each side: a quarter


class Spans(NamedTuple):
    """Months, the earliest first, as many before as after."""

    before: tuple[SurveyPeriod, ...]
    after: tuple[SurveyPeriod, ...]

    @property
    def first(self) -> date:
        """The first day that is looked at."""
        return self.before[0].first

    @property
    def last(self) -> date:
        """The last one."""
        return self.after[-1].last


def spans(day: date, closed: date) -> Spans | None:
    """The months around a change of that day: up to LONGEST on each side; the month in which it came is on neither.

    closed: the last day of which all answers are in. None: no whole month after the change is.
    """
    month = of(day, PeriodKind.MONTH)
    came_at_start = day == month.first
    after = [each for each in _on(month if came_at_start else _next(month)) if each.last <= closed]
    before = [month.before()]
    while len(before) < len(after):
        before.insert(0, before[0].before())
    return Spans(tuple(before), tuple(after)) if after else None


def _next(month: SurveyPeriod) -> SurveyPeriod:
    return of(month.last + timedelta(days=1), PeriodKind.MONTH)


def _on(month: SurveyPeriod) -> Iterator[SurveyPeriod]:
    for _ in range(LONGEST):
        yield month
        month = _next(month)
