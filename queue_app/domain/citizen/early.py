"""The first estimate of an office without a past: the one simulator plays the rest of the day, with what is known.

The plays say in which order people are called and by which counters; the times of that order are drawn anew many
times, since a play costs milliseconds and a draw a hundredth of one. Nothing is left to luck: see `lots`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from queue_app.domain.citizen import people_seen
from queue_app.domain.citizen.estimate import LEVELS, Estimate, Estimates, How
from queue_app.domain.citizen.lots import DRAWS, Numbers
from queue_app.domain.citizen.pace import pace
from queue_app.domain.citizen.people_seen import Coming, Seen, seen, to_come
from queue_app.domain.citizen.redrawn import Taken, starts
from queue_app.domain.citizen.sight import Sight
from queue_app.domain.citizen.times_drawn import Drawn, drawn
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import Arrival

PLAYS = (6, 3, 1)  # for up to so many people:
PEOPLE = (40, 100)


@dataclass(frozen=True, slots=True)
class _Play:
    """The order of calls when everybody takes as long as in the draw `place`."""

    taken: list[Taken]
    draws: slice


def estimates(sight: Sight) -> Estimates:
    """Of all who wait and of every newcomer whose service a counter serves that calls, now or at a time that is known.

    Seconds from the sight's time, for whoever stays until called. People who may leave are taken to stay, so that it
    is rather too long than too short; people with priority who may still come are counted in.
    """
    who, now = seen(sight), pace(sight)
    coming = to_come(who, sight, now.mean_s)
    times = drawn(sight, _kept(who, coming), now)
    found: dict[int, list[Numbers]] = {}
    for play in _plays(sight, who, coming, times):
        for leg_id, at in starts(play.taken, who.counters, sight, times, draws=play.draws).items():
            found.setdefault(leg_id, []).append(at)
    told = dict(zip(found, _estimates(list(found.values())), strict=True))
    waiting = {each.leg_id: told[each.leg_id] for each in who.waiting if each.leg_id in told}
    newcomers = {each: told[leg_id] for leg_id, each in who.phantoms.items() if leg_id in told}
    return Estimates(How.EARLY, waiting, newcomers, {})


def _kept(who: Seen, coming: Sequence[Coming]) -> dict[int, int]:
    """Leg id -> service id of all who keep a counter."""
    return {each.leg_id: each.service_id for each in who.waiting} | {each.leg_id: each.service_id for each in coming}


def _plays(sight: Sight, who: Seen, coming: Sequence[Coming], times: Drawn) -> Iterator[_Play]:
    count = PLAYS[sum(len(who.waiting) > most for most in PEOPLE)] if who.counters else 0
    for place in range(count):
        draws = slice(place * DRAWS // count, (place + 1) * DRAWS // count)
        arrivals = _arrivals(sight, who, coming, times.means_s(draws), phase=(place + 0.5) / count)
        counters = [
            people_seen.counter_day(each, sight, busy_s=float(times.free_s[each.counter_id][draws].mean()))
            for each in who.counters
        ]
        played = simulate(arrivals, counters, policy=sight.policy, start=people_seen.moment(sight.at))
        yield _Play([_taken(call.arrival, sight) for call in played.calls], draws)


def _arrivals(
    sight: Sight, who: Seen, coming: Sequence[Coming], takes_s: Mapping[int, float], *, phase: float
) -> list[Arrival]:
    return [
        *(people_seen.arrival(each, sight, takes_s=takes_s[each.leg_id]) for each in who.waiting),
        *(people_seen.phantom(leg_id, who, sight) for leg_id in who.phantoms),
        *(people_seen.comer(each, who, sight, phase=phase, takes_s=takes_s[each.leg_id]) for each in coming),
    ]


def _taken(called: Arrival, sight: Sight) -> Taken:
    not_before = called.not_before or called.queued_at
    return Taken(
        called.leg_id, called.service_id, called.queued_at.timestamp() - sight.at, not_before.timestamp() - sight.at,
        called.counter_id,
    )  # fmt: skip


def _estimates(waits: list[list[Numbers]]) -> list[Estimate]:
    """One for each who waits, of all plays that called the person; nearly always that is each of them."""
    by_size: dict[int, list[int]] = {}
    for place, each in enumerate(waits):
        by_size.setdefault(len(each), []).append(place)
    found: dict[int, Estimate] = {}
    for places in by_size.values():
        levels = np.quantile(np.array([np.concatenate(waits[place]) for place in places]), LEVELS, axis=1)
        found |= dict(zip(places, (Estimate(*row) for row in levels.T.tolist()), strict=True))
    return [found[place] for place in range(len(waits))]
