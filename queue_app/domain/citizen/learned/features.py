"""What a wait is guessed from: one row of numbers for each person asked about, from a sight and nothing else.

The same code reads replayed and live sights, so what was learned of the past holds for now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queue_app.domain.citizen.learned.drain import Drain
from queue_app.domain.citizen.learned.lines import NO_WAIT, Hall, Line, hall, line
from queue_app.domain.citizen.learned.usual import Usual
from queue_app.domain.citizen.sight import Sight, Waiting


class Asked(NamedTuple):
    """Whose wait is asked for. came_at: to the office, by which the line is ordered. leg_id: None of a newcomer."""

    service_id: int
    is_priority: bool
    queued_at: float
    came_at: float
    leg_id: int | None = None


class Person(NamedTuple):
    """How one person stands in the line. in_order: by the order in which this office calls."""

    is_priority: float
    waited_s: float
    drain_s: float
    fluid_s: float
    ahead: float
    ahead_own: float
    ahead_own_in_order: float
    ahead_pool_in_order: float
    ahead_priority: float
    behind_own: float
    last_wait_of_class_s: float


NAMES = (*Person._fields, *Line._fields, *Hall._fields)


def rows(sight: Sight, usual: Usual, asked: Sequence[Asked]) -> NDArray[np.float64]:
    """One row of NAMES for each of the asked; those with a leg_id wait in this sight, the others would come now."""
    seen = _Seen(sight, usual)
    drained = _drained(sight, usual, asked)
    found = [
        (*_person(seen, each, drain_s), *seen.line(each.service_id), *seen.hall)
        for each, drain_s in zip(asked, drained, strict=True)
    ]
    return np.array(found, float).reshape(-1, len(NAMES))


def of_waiting(each: Waiting) -> Asked:
    """Somebody who waits in a sight, as one asked about."""
    return Asked(each.service_id, each.is_priority, each.queued_at, each.arrived_at, each.leg_id)


def now(sight: Sight, service_id: int, *, is_priority: bool) -> Asked:
    """Somebody who would come at the moment of the sight."""
    return Asked(service_id, is_priority, sight.at, sight.at)


class _Seen:
    """One sight, counted once for all who are asked about."""

    def __init__(self, sight: Sight, usual: Usual) -> None:
        self.sight, self.usual, self.drain = sight, usual, Drain(sight, usual)
        self.hall = hall(sight, usual)
        self.priority = sum(each.is_priority for each in sight.waiting)
        self.places: dict[int, list[float]] = defaultdict(list)  # service -> places in the order of calling
        for each in sight.waiting:
            self.places[each.service_id].append(_place(of_waiting(each), usual))
        for places in self.places.values():
            places.sort()
        self.last_waits = {
            (each.service_id, each.is_priority): each.called_at - each.queued_at for each in sight.called
        }
        self._lines: dict[int, Line] = {}
        self._pools: dict[int, list[tuple[float, list[float]]]] = {}

    def line(self, service_id: int) -> Line:
        if service_id not in self._lines:
            self._lines[service_id] = line(self.sight, self.usual, self.drain, service_id)
        return self._lines[service_id]

    def pool(self, service_id: int) -> list[tuple[float, list[float]]]:
        """Of each service with people waiting: the part of its counters that offers this one too, and their places."""
        if service_id not in self._pools:
            mine = {place for place, _ in self.drain.offering(service_id)}
            self._pools[service_id] = [
                (sum(place in mine for place, _ in theirs) / len(theirs), places)
                for other, places in self.places.items()
                if (theirs := self.drain.offering(other))
            ]
        return self._pools[service_id]


def _place(each: Asked, usual: Usual) -> float:
    """The time by which somebody is called; lower is earlier."""
    return each.came_at - usual.head_start_s if each.is_priority else each.came_at


def _person(seen: _Seen, each: Asked, drain_s: float) -> Person:
    is_in = each.leg_id is not None
    place, own = _place(each, seen.usual), seen.places.get(each.service_id, [])
    before = bisect_left(own, place)
    pool = sum(share * bisect_left(places, place) for share, places in seen.pool(each.service_id))
    counters = max(len(seen.drain.offering(each.service_id)), 1)
    return Person(
        is_priority=each.is_priority,
        waited_s=seen.sight.at - each.queued_at,
        drain_s=drain_s,
        fluid_s=(pool + 1) * seen.usual.to_go_s(each.service_id, 0.0) / counters,
        ahead=len(seen.sight.waiting) - is_in,
        ahead_own=len(own) - is_in,
        ahead_own_in_order=before,
        ahead_pool_in_order=pool,
        ahead_priority=seen.priority - (is_in and each.is_priority),
        behind_own=len(own) - is_in - before,
        last_wait_of_class_s=seen.last_waits.get((each.service_id, each.is_priority), NO_WAIT),
    )


def _drained(sight: Sight, usual: Usual, asked: Sequence[Asked]) -> list[float]:
    """When each would be called if everything took its usual time, in the order of the line."""
    drain = Drain(sight, usual)
    newcomers = dict.fromkeys(each for each in asked if each.leg_id is None)
    line = [*map(of_waiting, sight.waiting), *newcomers]
    call_in_s: dict[Asked, float] = {}
    for each in sorted(line, key=lambda each: (_place(each, usual), each.leg_id is None)):
        waited_s = sight.at - each.queued_at
        if each.leg_id is None:
            call_in_s[each] = drain.call_in_s(each.service_id, waited_s)[0]
        else:
            call_in_s[each] = drain.take(each.service_id, waited_s)
    return [call_in_s[each] for each in asked]
