"""Which groups of which whole periods of a year may be shown, so that no difference of two of them tells a few answers.

Periods lie within each other: whoever knows a quarter and two of its months knows the third. So each group is looked at
period by period, in the order in which offices need them, and shown only where nothing of fewer than `least` answers is
left over between what is shown of it. Within a period the same is kept among the groups, as groups.shown_groups does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

from queue_app.domain.citizen.survey.groups import MIN_GROUP, hidden_with
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod, all_of
from queue_app.domain.citizen.survey.publishing import bar, holds

Key = TypeVar("Key", bound=Hashable)
# What is published, what the law asks for, and the rest; where not all of them can be shown, the first are.
_ORDER = (PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.SEMESTER, PeriodKind.MONTH)


def shown_in(year: int, by_month: Mapping[int, Mapping[Key, int]], least: int = MIN_GROUP) -> dict[str, set[Key]]:
    """Code of a period -> the groups of one whole (services, say) that may be shown of it; every period of the year.

    by_month: number of a month -> how many answers each group has in it.
    """
    periods = sorted(all_of(year), key=lambda each: (_ORDER.index(each.kind), each.number))
    counts = {each: counted(each, by_month) for each in periods}
    shown: dict[Key, set[SurveyPeriod]] = defaultdict(set)
    barred: dict[Key, set[SurveyPeriod]] = defaultdict(set)
    for period in periods:
        can = {key for key in counts[period] if _may(period, key, counts, shown[key], barred[key], least=least)}
        for key in hidden_with(counts[period], can, least):
            can.remove(key)
            barred[key].add(period)
        for key in can:
            shown[key].add(period)
    return {each.code: {key for key, known in shown.items() if each in known} for each in periods}


def _may(
    period: SurveyPeriod, key: Key, counts: Mapping[SurveyPeriod, Counter[Key]], shown: set[SurveyPeriod],
    barred: set[SurveyPeriod], *, least: int,
) -> bool:  # fmt: skip
    """Beside what is shown of the group already. Around what was barred nothing is, or it could be summed up."""
    if any(holds(period, each) or holds(each, period) for each in barred):
        return False
    return bar(period, {each: counts[each][key] for each in {*shown, period}}, shown, least) is None


def months(period: SurveyPeriod) -> range:
    """The numbers of its months."""
    return range(period.first.month, period.last.month + 1)


def counted(period: SurveyPeriod, by_month: Mapping[int, Mapping[Key, int]]) -> Counter[Key]:
    """How many answers each group has in the period."""
    found: Counter[Key] = Counter()
    for month in months(period):
        found.update(by_month.get(month, {}))
    return found
