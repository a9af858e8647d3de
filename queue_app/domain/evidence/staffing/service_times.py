"""How long a visit keeps a counter: drawn from the office's own times, filled from the standard where they are few."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, median

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.queue.simulated.drawn import Lots

LEAST_TIMES = 30  # of a service; what is missing is filled from its standard
PRIOR_SPREAD = 0.5  # of the logarithm: half of the times between 0.6 and 1.2 of the standard, whose mean they have
ABSENT_S = 60.0  # a call that nobody came to keeps the counter about so long: no log knows when an officer gave up
LONGEST_GAP_S = 900.0  # who was away for longer between two citizens took a break without saying so

_SERVED = (End.DONE, End.RETURNED, End.SENT_ON)


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """One service. own: how many of its times are the office's own; pool: what is drawn from, in order, in seconds."""

    own: int
    pool: Sequence[float]

    @property
    def is_prior(self) -> bool:
        """Whether the standard stands in for times that are missing."""
        return self.own < LEAST_TIMES

    @property
    def mean_s(self) -> float:
        return fmean(self.pool)

    @property
    def median_s(self) -> float:
        return median(self.pool)


@dataclass(frozen=True, slots=True)
class Pools:
    """The Times of the simulator. gaps_s: how long counters were free between two citizens although one waited."""

    services: Mapping[int, ServiceTimes]
    gaps_s: Sequence[float]

    def keeps_s(self, lots: Lots, service_id: int) -> float:
        return lots.choice(self.services[service_id].pool) + lots.choice(self.gaps_s)

    def rest_s(self, lots: Lots, service_id: int, *, spent_s: float) -> float:
        """Drawn from those that took longer than `spent_s`; of one that takes longer than all, half the usual time."""
        known = self.services[service_id]
        longer = known.pool[bisect_right(known.pool, spent_s) :]
        return lots.choice(longer) - spent_s if longer else known.median_s / 2

    def mean_s(self, service_id: int) -> float:
        """How long a visit keeps its counter on the average, what comes behind it included."""
        return self.services[service_id].mean_s + fmean(self.gaps_s)


def pools(cases: Iterable[CaseFact], standard_s: Mapping[int, float]) -> Pools:
    """From the office's cases; times that are doubted are left out, and no-shows keep a counter for their calls.

    standard_s: service id -> its standard in seconds; there is a pool for each.
    """
    served: dict[int, list[float]] = defaultdict(list)
    absent: dict[int, list[float]] = defaultdict(list)
    gaps = []
    for case in cases:
        if case.end is End.NO_SHOW:
            absent[case.service_id].append(ABSENT_S * max(1, case.calls))
        elif case.service_s is not None and case.end in _SERVED and not case.doubts:
            served[case.service_id].append(case.service_s + (case.walk_s or 0.0))
        if case.gap_s is not None:
            gaps.append(min(case.gap_s, LONGEST_GAP_S))
    known = {
        service_id: _times(served[service_id], absent[service_id], of_standard_s)
        for service_id, of_standard_s in standard_s.items()
    }
    return Pools(known, gaps or [0.0])


def prior(standard_s: float, count: int) -> list[float]:
    """`count` times spread evenly over a lognormal distribution whose mean is the standard."""
    middle = math.log(standard_s) - PRIOR_SPREAD**2 / 2
    drawn = NormalDist(middle, PRIOR_SPREAD)
    return [math.exp(drawn.inv_cdf((number + 0.5) / count)) for number in range(count)]


def _times(served: Sequence[float], absent: Sequence[float], standard_s: float) -> ServiceTimes:
    missing = max(0, LEAST_TIMES - len(served))
    return ServiceTimes(len(served), sorted([*served, *absent, *prior(standard_s, missing)]))
