"""The times of one order of calls, drawn many times at once: each is called by whichever counter can call first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queue_app.domain.citizen.lots import Numbers
from queue_app.domain.citizen.people_seen import breaks
from queue_app.domain.citizen.sight import Counter, Sight
from queue_app.domain.citizen.times_drawn import Drawn
from queue_app.domain.queue.routing import Policy, helps_after


class Taken(NamedTuple):
    """Who is called, in the order of a play. queued_s, not_before_s: from now. counter_id: directed to it."""

    leg_id: int
    service_id: int
    queued_s: float
    not_before_s: float
    counter_id: int | None


class _Eligible(NamedTuple):
    places: NDArray[np.int64]  # of counters
    helps_after_s: Numbers  # how long each lets the service's people wait


def starts(
    taken: Sequence[Taken], counters: Sequence[Counter], sight: Sight, times: Drawn, *, draws: slice
) -> Mapping[int, Numbers]:
    """Seconds until the call in each of the draws, by leg id.

    The order stands as the play found it (its policy, its helpers, its appointments); only times differ.
    """
    free = np.array([times.free_s[each.counter_id][draws] for each in counters]).T.copy()
    rows = np.arange(len(free))
    services = {each: _eligible(each, counters, sight.policy) for each in {one.service_id for one in taken}}
    only: dict[int | None, _Eligible] = {
        each.counter_id: _Eligible(np.array([place]), np.zeros(1)) for place, each in enumerate(counters)
    }
    pauses = [(begins - sight.at, ends - sight.at) for begins, ends in breaks(sight)]
    found: dict[int, Numbers] = {}
    for each in taken:
        places, helps_after_s = only.get(each.counter_id) or services[each.service_id]
        ready = np.maximum(each.queued_s + helps_after_s, max(each.queued_s, each.not_before_s, 0.0))
        can = _past(np.maximum(free[:, places], ready), pauses)
        first = can.argmin(axis=1)
        found[each.leg_id] = at = can[rows, first]
        keeps = times.keeps_s.get(each.leg_id)
        if keeps is not None:  # a phantom keeps nobody
            free[rows, places[first]] = at + keeps[draws]
    return found


def _eligible(service_id: int, counters: Sequence[Counter], policy: Policy) -> _Eligible:
    serve = [(place, each.ranks[service_id]) for place, each in enumerate(counters) if service_id in each.ranks]
    after_s = [helps_after(policy, rank).total_seconds() for _place, rank in serve]
    return _Eligible(np.array([place for place, _rank in serve], dtype=np.int64), np.array(after_s))


def _past(at: Numbers, pauses: Sequence[tuple[float, float]]) -> Numbers:
    """Nobody is called in a break of the office."""
    for begins, ends in pauses:
        at = np.where((at >= begins) & (at < ends), ends, at)
    return at
