"""How long each in a sight keeps a counter, and when each counter is free: DRAWS times, with all that is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from queue_app.domain.citizen import lots
from queue_app.domain.citizen.lots import Numbers
from queue_app.domain.citizen.pace import Pace
from queue_app.domain.citizen.people_seen import calls_in_s
from queue_app.domain.citizen.sight import Counter, Sight

OFFICE, SERVICES, COUNTERS = 0, 1000, 2000  # where the rows of lots begin that are nobody's leg
BREAK_SHARE, BREAK_S = 0.03, 600.0  # of the gaps: an officer gets up for so long, whatever the screen says
BACK_SPREAD, NOBODY_KNOWS = 0.5, 1.0  # of the logarithm: nobody is back to the minute
VANISHED_S = 180.0  # who has not called for so long though somebody waits may be gone for as long again


@dataclass(frozen=True, slots=True)
class Drawn:
    """Seconds. keeps_s: from a call until the next, by leg id; free_s: until the counter can call, by its id."""

    keeps_s: Mapping[int, Numbers]
    free_s: Mapping[int, Numbers]

    def means_s(self, draws: slice) -> dict[int, float]:
        """keeps_s in some of the draws."""
        if not self.keeps_s:
            return {}
        means = np.array(list(self.keeps_s.values()))[:, draws].mean(axis=1)
        return dict(zip(self.keeps_s, means.tolist(), strict=True))


def drawn(sight: Sight, people: Mapping[int, int], pace: Pace) -> Drawn:
    """With one luck for the office, one for each service and one for each person.

    people: leg id -> service id, of all who keep a counter: who waits, and who may come.
    """
    office = pace.office_doubt * lots.normals([OFFICE])[0]
    services = list(pace.mean_s)
    luck = lots.normals([SERVICES + each for each in services])
    middles = {
        each: log(pace.mean_s[each]) - pace.spread**2 / 2 + office + pace.doubt[each] * own
        for each, own in zip(services, luck, strict=True)
    }
    return Drawn(
        _keeps(people, middles, pace), {each.counter_id: _free_s(each, sight, middles, pace) for each in sight.counters}
    )


def _keeps(people: Mapping[int, int], middles: Mapping[int, Numbers], pace: Pace) -> dict[int, Numbers]:
    if not people:
        return {}
    ids = list(people)
    serves_s = np.exp(np.array([middles[each] for each in people.values()]) + pace.spread * lots.normals(ids))
    return dict(zip(ids, serves_s + _gaps(ids, pace.gap_s), strict=True))


def _gaps(ids: list[int], mean_s: float) -> Numbers:
    """Until the officer calls again: mostly soon, at times after a break that no screen was told of."""
    shares = lots.evens([COUNTERS + 7 * each for each in ids])
    away = np.where(shares > 1 - BREAK_SHARE, BREAK_S, 0.0)
    soon: Numbers = -mean_s * np.log1p(-np.clip(shares, 0.0, 0.995))
    return soon + away


def _free_s(counter: Counter, sight: Sight, middles: Mapping[int, Numbers], pace: Pace) -> Numbers:
    lot = COUNTERS + counter.counter_id
    gap: Numbers = _gaps([lot], _gap_mean(counter, sight, pace))[0]
    free = np.zeros(lots.DRAWS)
    if counter.busy_with is not None and counter.busy_since is not None:
        spent_s = max(sight.at - counter.busy_since, 0.0)
        free = _rest(middles[counter.busy_with], lots.evens([lot + 1])[0], spent_s, pace.spread)
    if counter.is_calling:
        return free + gap
    spread = NOBODY_KNOWS if counter.back_at is None else BACK_SPREAD
    back: Numbers = calls_in_s(counter, sight) * np.exp(spread * lots.normals([lot])[0])
    return np.maximum(free, back) + gap


def _rest(middle: Numbers, luck: Numbers, spent_s: float, spread: float) -> Numbers:
    """What is left of a service of that distribution which has taken `spent_s` already."""
    passed = lots.share((log(max(spent_s, 1.0)) - middle) / spread)
    left = lots.quantile(passed + (1 - passed) * luck)
    return np.maximum(np.exp(middle + spread * left) - spent_s, 0.05 * spent_s)


def _gap_mean(counter: Counter, sight: Sight, pace: Pace) -> float:
    """Longer for a counter that has called nobody for a while although somebody waits whom it may call at once."""
    own = (each.queued_at for each in sight.waiting if counter.ranks.get(each.service_id) == 1)
    since = max(counter.free_since or sight.at, min(own, default=sight.at))
    idle_s = sight.at - since if counter.is_calling and counter.busy_with is None else 0.0
    return max(pace.gap_s, idle_s / 2) if idle_s > VANISHED_S else pace.gap_s
