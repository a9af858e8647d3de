"""Which groups of which whole periods of a year may be shown, so that no difference of two of them tells a few answers.

A year is its semesters, a semester its quarters, a quarter its months. At each step the rule of groups.shown_groups is
kept: what is hidden is nobody or large enough. Within a hidden period nothing of the group is shown either, or the
parts would sum up to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from queue_app.domain.citizen.survey.groups import MIN_GROUP, shown_groups
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod

Key = TypeVar("Key", bound=Hashable)
_DOWN = dict(pairwise((PeriodKind.YEAR, PeriodKind.SEMESTER, PeriodKind.QUARTER, PeriodKind.MONTH)))


def shown_in(year: int, by_month: Mapping[int, Mapping[Key, int]], least: int = MIN_GROUP) -> dict[str, set[Key]]:
    """Code of a period -> the groups of one whole (services, say) that may be shown of it; every period of the year.

    by_month: number of a month -> how many answers each group has in it.
    """
    found: dict[str, set[Key]] = {}
    whole = SurveyPeriod(year, PeriodKind.YEAR)
    _visit(whole, set().union(*by_month.values()), by_month, least, found)
    return found


def parts(period: SurveyPeriod) -> Iterator[SurveyPeriod]:
    """The next smaller periods that make it up; none of a month."""
    kind = _DOWN.get(period.kind)
    if kind is not None:
        count = period.kind.months // kind.months
        yield from (SurveyPeriod(period.year, kind, (period.number - 1) * count + each) for each in range(1, count + 1))


def months(period: SurveyPeriod) -> range:
    """The numbers of its months."""
    return range(period.first.month, period.last.month + 1)


def counted(period: SurveyPeriod, by_month: Mapping[int, Mapping[Key, int]]) -> Counter[Key]:
    """How many answers each group has in the period."""
    found: Counter[Key] = Counter()
    for month in months(period):
        found.update(by_month.get(month, {}))
    return found


def _visit(
    period: SurveyPeriod, allowed: set[Key], by_month: Mapping[int, Mapping[Key, int]], least: int,
    found: dict[str, set[Key]],
) -> None:  # fmt: skip
    shown = shown_groups(counted(period, by_month), least) & allowed
    found[period.code] = shown
    below = list(parts(period))
    counts = {each: counted(each, by_month) for each in below}
    for each in below:
        kept = {key for key in shown if each in shown_groups({part: counts[part][key] for part in below}, least)}
        _visit(each, kept, by_month, least, found)
