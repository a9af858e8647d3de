"""What the past says without any trees: how long a service takes, who offers what, in which order people are called."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from queue_app.domain.citizen.learned.moments import CALL, COME, moments
from queue_app.domain.citizen.learned.passed import Passed

AGES_S = (0, 15, 30, 60, 120, 240, 480, 960, 1920)  # time already spent in service
PRIOR_LEGS = 20  # so many services of the standard time are believed before the first real one
UNKNOWN_S = 300.0  # of a service without a standard time
LEAST_SHARE = 0.02  # of a server's calls: below it a service was an exception
HEAD_STARTS_S = (0.0, 30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0, 1200.0, 1e6)  # the last: priority always first


@dataclass(frozen=True, slots=True)
class Usual:
    """services: by frequency. remaining_s: service -> mean time still to go, by AGES_S.

    ranks: server -> what it offers. head_start_s: a priority person is called as if it had come so much earlier.
    """

    services: tuple[int, ...]
    remaining_s: Mapping[int, tuple[float, ...]]
    ranks: Mapping[int, Mapping[int, int]]
    head_start_s: float
    standard_s: Mapping[int, float]

    def ranks_of(self, server_id: int) -> Mapping[int, int]:
        """What this server offers; a stranger offers everything."""
        return self.ranks.get(server_id) or dict.fromkeys(self.services, 1)

    def to_go_s(self, service_id: int, spent_s: float) -> float:
        """Mean time until a counter that has spent so long with this service is free again."""
        by_age = self.remaining_s.get(service_id)
        if by_age is None:
            return self.standard_s.get(service_id, UNKNOWN_S)
        return by_age[bisect_right(AGES_S, max(spent_s, 0.0)) - 1]  # below it: the clock was set back


def usual(legs: Sequence[Passed], standard_s: Mapping[int, float]) -> Usual:
    """What these legs say of their office. standard_s: service -> its standard time, where it has one."""
    often = Tally(leg.service_id for leg in legs)
    services = tuple(service for service, _ in often.most_common())
    times: dict[int, list[float]] = defaultdict(list)
    for leg in legs:
        if leg.called_at is not None and leg.ended_at is not None:
            times[leg.service_id].append(leg.ended_at - leg.called_at)
    remaining = {each: _remaining(times[each], standard_s.get(each, UNKNOWN_S)) for each in services}
    return Usual(services, remaining, _ranks(legs), _head_start(legs), dict(standard_s))


def _remaining(times: Sequence[float], standard_s: float) -> tuple[float, ...]:
    """Mean of what is left of those who took longer than each age, beside PRIOR_LEGS of the standard time."""
    taken = np.asarray(times, float)
    left = [taken[taken >= age] - age for age in AGES_S]
    return tuple(float((each.sum() + PRIOR_LEGS * standard_s) / (len(each) + PRIOR_LEGS)) for each in left)


def _ranks(legs: Sequence[Passed]) -> dict[int, Mapping[int, int]]:
    calls: dict[int, Tally[int]] = defaultdict(Tally)
    for leg in legs:
        if leg.server_id is not None and leg.was_called:
            calls[leg.server_id][leg.service_id] += 1
    return {
        server: {service: 1 for service, count in sorted(of.items()) if count >= LEAST_SHARE * of.total()}
        for server, of in sorted(calls.items())
    }


def _head_start(legs: Sequence[Passed]) -> float:
    """With which head start the fewest calls, where both classes of a service waited, look out of order."""
    pairs = list(_passings(legs))
    wrong = {start: sum(was_first != (behind_s < start) for behind_s, was_first in pairs) for start in HEAD_STARTS_S}
    return min(wrong, key=lambda start: (wrong[start], start))


def _passings(legs: Sequence[Passed]) -> Iterator[tuple[float, bool]]:
    """Where both classes waited: how long after the regular person the priority one came, and whether it was first."""
    waiting: dict[tuple[int, bool], dict[int, float]] = defaultdict(dict)
    for _, _, number, kind in moments(legs):
        leg = legs[number]
        line = waiting[leg.service_id, leg.is_priority]
        if kind == COME:
            line[number] = leg.queued_at
            continue
        came = line.pop(number, None)
        other = next(iter(waiting[leg.service_id, not leg.is_priority].values()), None)
        if kind == CALL and came is not None and other is not None:
            yield (came - other if leg.is_priority else other - came), leg.is_priority
