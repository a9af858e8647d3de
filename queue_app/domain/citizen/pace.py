"""How fast an office works at the moment: its standards, sharpened by whom it called within the last hour.

Few cases say little, so each mean is drawn towards what is known without them: a service's towards the office's, the
office's towards what offices show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from queue_app.domain.citizen.sight import Called, Sight

SPEED = 0.9  # a visit keeps its counter for so much of the standard, before anything of the office is known
WORTH = 10.0  # what is known beforehand counts as so many cases
LONGEST = 3.0  # standards that one case counts for: a finish may have been forgotten
OFFICE_DOUBT, SERVICE_DOUBT = 0.25, 0.27  # of the logarithm: how far an office is from SPEED, a service from its office
DRIFT = 0.08  # the next hour is never quite as the last one was
UNKNOWN_S = 600.0  # the standard of a service that says none
SPREAD, SPREAD_WORTH = 0.6, 12.0  # of the logarithm of a service's times (docs/waits.md says from where)
SPREADS = (0.35, 1.0)  # what an hour may say of it at most
SHORTEST_S = 5.0  # a call that ended sooner was a slip of the hand
GAP_S, GAP_WORTH = 25.0, 12.0  # until an officer calls again while somebody waits
LONGEST_GAP_S = 900.0  # who was away for longer had a break without saying so


@dataclass(frozen=True, slots=True)
class Pace:
    """mean_s: how long a visit keeps its counter, by service id. gap_s: between two calls while somebody waits.

    spread: of the times of one service; office_doubt: how far the means of all services may be off together; doubt:
    each by itself. All of the logarithm.
    """

    mean_s: Mapping[int, float]
    doubt: Mapping[int, float]
    office_doubt: float
    spread: float
    gap_s: float


class _Cases(NamedTuple):
    ended: int
    standards: float  # the time of all, running ones included, in standards


def pace(sight: Sight) -> Pace:
    """The pace of the last hour. Services are those of the standards, of who waits and of what counters serve.

    A running service counts with its time and not as a case: leaving it out would prefer the short ones.
    """
    cases = _cases(sight)
    ended, standards = (sum(column) for column in zip(*cases.values(), strict=True)) if cases else (0, 0.0)
    office = (WORTH * SPEED + standards) / (WORTH + ended)
    mean, doubt = {}, {}
    for service_id in _services(sight):
        own = cases.get(service_id, _Cases(0, 0.0))
        share = WORTH / (WORTH + own.ended)
        mean[service_id] = standard_s(sight, service_id) * (WORTH * office + own.standards) / (WORTH + own.ended)
        doubt[service_id] = SERVICE_DOUBT * sqrt(share)
    office_doubt = OFFICE_DOUBT * sqrt(WORTH / (WORTH + ended)) + DRIFT
    return Pace(mean, doubt, office_doubt, _spread(sight.called, mean), _gap_s(sight.called))


def standard_s(sight: Sight, service_id: int) -> float:
    """The standard of the service in seconds, or what stands for one."""
    return sight.standard_s.get(service_id) or UNKNOWN_S


def _services(sight: Sight) -> set[int]:
    served = {service_id for each in sight.counters for service_id in each.ranks}
    busy = {each.busy_with for each in sight.counters if each.busy_with is not None}
    waited_for, called = {each.service_id for each in sight.waiting}, {each.service_id for each in sight.called}
    return {*sight.standard_s, *served, *busy, *waited_for, *called}


def _cases(sight: Sight) -> dict[int, _Cases]:
    ended: dict[int, int] = defaultdict(int)
    seconds: dict[int, float] = defaultdict(float)
    for each in sight.called:
        ended[each.service_id] += each.ended_at is not None
        lasts_s = (each.ended_at or sight.at) - each.called_at
        seconds[each.service_id] += min(lasts_s, LONGEST * standard_s(sight, each.service_id))
    return {each: _Cases(ended[each], seconds[each] / standard_s(sight, each)) for each in ended}


def _spread(called: Sequence[Called], mean_s: Mapping[int, float]) -> float:
    """By how far each was from what lies in the middle of its service."""
    prior = SPREAD * SPREAD
    off = [
        log(max(each.ended_at - each.called_at, SHORTEST_S) / mean_s[each.service_id]) + prior / 2
        for each in called
        if each.ended_at is not None
    ]
    variance = (SPREAD_WORTH * prior + sum(each * each for each in off)) / (SPREAD_WORTH + len(off))
    return min(max(sqrt(variance), SPREADS[0]), SPREADS[1])


def _gap_s(called: Sequence[Called]) -> float:
    gaps = list(_gaps(called))
    return (GAP_WORTH * GAP_S + sum(gaps)) / (GAP_WORTH + len(gaps))


def _gaps(called: Sequence[Called]) -> Iterator[float]:
    """Of counters that called somebody who had waited already when they became free."""
    by_counter: dict[int, list[Called]] = defaultdict(list)
    for each in called:
        by_counter[each.counter_id].append(each)
    for calls in by_counter.values():
        for before, after in pairwise(calls):
            if before.ended_at is not None and after.queued_at <= before.ended_at <= after.called_at:
                yield min(after.called_at - before.ended_at, LONGEST_GAP_S)
