"""Who comes on a weekday: how many in each half hour, for what, and how much days differ from each other.

Counts of days vary more than Poisson, in two ways that are measured apart: whole days are busy or quiet, and so are
half hours within them. Both are relative variances, pooled over all weekdays, since one weekday has a dozen days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, variance

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.queue.simulated.drawn import Coming, Lots

HALF_HOUR = timedelta(minutes=30)
MIDNIGHT = datetime(2001, 1, 1, tzinfo=UTC)  # of every simulated day: it has no date
LEAST_DAYS = 5  # of a weekday, before anything is said of it

_Counts = Mapping[int, int]  # half hour of the day, from 0 -> people


@dataclass(frozen=True, slots=True)
class Pattern:
    """One weekday, 0 for Monday. days: how many it was learnt from.

    totals: half hour of the day, from 0 -> how many came in it on all these days; kinds: who they were, by service id
    and whether with priority. day_spread, half_spread: relative variances beyond Poisson.
    """

    weekday: int
    days: int
    totals: _Counts
    kinds: Mapping[int, Sequence[tuple[int, bool]]]
    day_spread: float
    half_spread: float

    @property
    def is_enough(self) -> bool:
        return self.days >= LEAST_DAYS

    @property
    def halves(self) -> range:
        """From the first half hour in which anybody came to the last."""
        return range(min(self.totals, default=0), max(self.totals, default=-1) + 1)

    def mean(self, half: int) -> float:
        """How many come in a half hour."""
        return self.totals.get(half, 0) / self.days if self.days else 0.0

    def share_of_services(self, half: int) -> Counter[int]:
        """Service id -> how many came for it in a half hour, on all days."""
        return Counter(service_id for service_id, _is_priority in self.kinds.get(half, ()))

    def day(self, lots: Lots) -> list[Coming]:
        """One day as it may come: the spread is that of a day not seen yet, so it has the error of the means in it."""
        unseen = 1 + 1 / self.days
        busy = _factor(self.day_spread * unseen, lots)
        return [each for half in self.totals for each in self._half(half, busy, unseen, lots)]

    def _half(self, half: int, busy: float, unseen: float, lots: Lots) -> Iterator[Coming]:
        expected = self.mean(half) * busy * _factor(self.half_spread * unseen, lots)
        passed = lots.expovariate(expected)
        while passed < 1:
            service_id, is_priority = lots.choice(self.kinds[half])
            yield Coming(MIDNIGHT + (half + passed) * HALF_HOUR, service_id, is_priority)
            passed += lots.expovariate(expected)


def pattern(cases: Iterable[CaseFact], weekday: int) -> Pattern:
    """Of a weekday, 0 for Monday; `cases` of other weekdays say how much days differ. Numbers on paper have no time."""
    by_day: dict[date, Counter[int]] = defaultdict(Counter)
    kinds: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for case in cases:
        if case.end is End.PAPER:
            continue
        half = case.arrived_min // 30
        by_day[case.business_date][half] += 1
        if case.business_date.weekday() == weekday:
            kinds[half].append((case.service_id, case.is_priority))
    alike = _alike(by_day)
    return Pattern(
        weekday,
        days=len(alike.get(weekday, ())),
        totals={half: len(kinds[half]) for half in sorted(kinds)},
        kinds=dict(kinds),
        day_spread=_day_spread(alike.values()),
        half_spread=_half_spread(alike.values()),
    )


def _alike(by_day: Mapping[date, _Counts]) -> dict[int, list[_Counts]]:
    found: dict[int, list[_Counts]] = defaultdict(list)
    for day in sorted(by_day):
        found[day.weekday()].append(by_day[day])
    return found


def _day_spread(alike: Iterable[Sequence[_Counts]]) -> float:
    """Relative variance of the totals of days beyond Poisson's, weighed by the degrees of freedom of each weekday."""
    beyond = of = 0.0
    for days in alike:
        if len(days) > 1:
            totals = [sum(each.values()) for each in days]
            beyond += (len(days) - 1) * (variance(totals) - fmean(totals))
            of += (len(days) - 1) * fmean(totals) ** 2
    return max(0.0, beyond / of) if of else 0.0


def _half_spread(alike: Iterable[Sequence[_Counts]]) -> float:
    """The same of half hours, once each is measured against its own day's total."""
    beyond = of = 0.0
    for days in alike:
        totals = [sum(each.values()) for each in days]
        if len(days) < 2:
            continue
        whole = fmean(totals)
        for half in {half for each in days for half in each}:
            mean = fmean(each.get(half, 0) for each in days)
            off = [(day.get(half, 0) - mean * of_day / whole) ** 2 for day, of_day in zip(days, totals, strict=True)]
            beyond += sum(off) - (len(days) - 1) * mean
            of += (len(days) - 1) * mean**2
    return max(0.0, beyond / of) if of else 0.0


def _factor(spread: float, lots: Lots) -> float:
    """Around 1, with that variance."""
    return lots.gammavariate(1 / spread, spread) if spread > 0 else 1.0
