"""Why a range differs from what was shown before: what happened between two sights of the queue, in plain words."""

from __future__ import annotations

from collections import Counter as Counted
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from queue_app.domain.citizen.sight import Counter, Sight, Waiting


class Direction(Enum):
    """Where a cause moves the calls of those whom it concerns."""

    EARLIER = -1
    EITHER = 0
    LATER = 1


CAUSES: dict[str, str] = {  # msgids, for the person who waits
    "own_wish": "You asked to be called later.",
    "own_place": "Your place in the queue has changed.",
    "policy": "The office has changed the order of calls.",
    "setup": "The office has changed its services or counters.",
    "service_closed": "A service is closed for now.",
    "service_reopened": "A service is open again.",
    "counter_closed": "A counter has closed.",
    "counter_pauses": "A counter is not calling for now.",
    "counter_opened": "A counter has opened.",
    "counter_back": "A counter is calling again.",
    "carried": "Others were given a number for another day.",
    "came_ahead": "Somebody has returned to an earlier place.",
    "priority_came": "People with priority have come.",
    "left": "Others have given up their place.",
    "slower": "It is taking longer than expected.",
    "faster": "It is going faster than expected.",
    "closer": "The time can now be told more closely.",
    "known": "The time can now be told.",
    "unknown": "Nobody can tell the time for now.",
}
DIRECTIONS: dict[str, Direction] = {
    "own_wish": Direction.LATER,
    "own_place": Direction.EITHER,
    "policy": Direction.EITHER,
    "setup": Direction.EITHER,
    "service_closed": Direction.EITHER,
    "service_reopened": Direction.EITHER,
    "counter_closed": Direction.LATER,
    "counter_pauses": Direction.LATER,
    "counter_opened": Direction.EARLIER,
    "counter_back": Direction.EARLIER,
    "carried": Direction.EARLIER,
    "came_ahead": Direction.LATER,
    "priority_came": Direction.LATER,
    "left": Direction.EARLIER,
    "slower": Direction.LATER,
    "faster": Direction.EARLIER,
    "closer": Direction.EITHER,
    "known": Direction.EITHER,
    "unknown": Direction.EITHER,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Two sights of one office, the earlier first, with what is asked of every person read once."""

    before: Sight
    now: Sight
    places: Mapping[int, Waiting]  # of `before`, by leg id
    came: tuple[Waiting, ...]
    gone: tuple[Waiting, ...]  # without being called
    counters: tuple[Mapping[int, Counter], Mapping[int, Counter]]  # by id, of `before` and of `now`

    def reachable(self, service_id: int) -> frozenset[int]:
        """The services whose people share a counter with those of this one."""
        served = [each.ranks for side in self.counters for each in side.values() if service_id in each.ranks]
        return frozenset({service_id}.union(*served))


def change(before: Sight, now: Sight) -> Change:
    """What is different, for `cause` of each person."""
    places = {each.leg_id: each for each in before.waiting}
    still = {each.leg_id for each in now.waiting}
    called = Counted((each.service_id, each.queued_at) for each in now.called if each.called_at >= before.at)
    gone = []
    for each in before.waiting:
        key = each.service_id, each.queued_at
        if each.leg_id not in still and called[key]:
            called[key] -= 1
        elif each.leg_id not in still:
            gone.append(each)
    came = tuple(each for each in now.waiting if each.leg_id not in places)
    counters = tuple({each.counter_id: each for each in side.counters} for side in (before, now))
    return Change(before, now, places, came, tuple(gone), (counters[0], counters[1]))


def cause(seen: Change, waiting: Waiting) -> str | None:
    """The key of CAUSES that says best why the call of `waiting` may come at another time; None: nothing happened."""
    return next(causes(seen, waiting), None)


def causes(seen: Change, waiting: Waiting) -> Iterator[str]:
    """All that happened which concerns the person, what weighs most first."""
    return (key for key, happened in _HAPPENED.items() if happened(seen, waiting))


def _own_wish(seen: Change, waiting: Waiting) -> bool:
    was = seen.places.get(waiting.leg_id)
    return was is not None and (waiting.not_before or 0.0) > (was.not_before or 0.0)


def _own_place(seen: Change, waiting: Waiting) -> bool:
    was = seen.places.get(waiting.leg_id)
    return was is not None and was._replace(not_before=None) != waiting._replace(not_before=None)


def _policy(seen: Change, _waiting: Waiting) -> bool:
    return seen.before.policy != seen.now.policy


def _setup(seen: Change, waiting: Waiting) -> bool:
    """Of counters that serve the person's service, before or after."""
    before, now = seen.counters
    both = [(before[each].ranks, now[each].ranks) for each in before.keys() & now.keys()]
    moved = any(old != new and (waiting.service_id in old or waiting.service_id in new) for old, new in both)
    return moved or seen.before.standard_s != seen.now.standard_s


def _service_closed(seen: Change, waiting: Waiting) -> bool:
    return _concerns(seen, waiting, seen.now.closed.keys() - seen.before.closed.keys())


def _service_reopened(seen: Change, waiting: Waiting) -> bool:
    return _concerns(seen, waiting, seen.before.closed.keys() - seen.now.closed.keys())


def _concerns(seen: Change, waiting: Waiting, services: set[int]) -> bool:
    return not services.isdisjoint(seen.reachable(waiting.service_id))


def _lost(waiting: Waiting, held: Mapping[int, Counter], then: Mapping[int, Counter]) -> Iterator[Counter | None]:
    """Of the counters that called for the service in `held` and do not in `then`: what they are there."""
    for counter_id, each in held.items():
        after = then.get(counter_id)
        if each.is_calling and waiting.service_id in each.ranks and not (after and after.is_calling):
            yield after


def _counter_closed(seen: Change, waiting: Waiting) -> bool:
    before, now = seen.counters
    return any(after is None for after in _lost(waiting, before, now))


def _counter_pauses(seen: Change, waiting: Waiting) -> bool:
    before, now = seen.counters
    return any(after is not None for after in _lost(waiting, before, now))


def _counter_opened(seen: Change, waiting: Waiting) -> bool:
    before, now = seen.counters
    return any(was is None for was in _lost(waiting, now, before))


def _counter_back(seen: Change, waiting: Waiting) -> bool:
    before, now = seen.counters
    return any(was is not None for was in _lost(waiting, now, before))


def _carried(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable(waiting.service_id)
    return any(
        count > seen.before.carried.get(each, 0) for each, count in seen.now.carried.items() if each in reachable
    )


def _came_ahead(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable(waiting.service_id)
    return any(
        each.order_no < waiting.order_no and each.service_id in reachable and each.is_priority == waiting.is_priority
        for each in seen.came
    )


def _priority_came(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable(waiting.service_id)
    return not waiting.is_priority and any(each.is_priority and each.service_id in reachable for each in seen.came)


def _left(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable(waiting.service_id)
    return any(
        each.service_id in reachable and (each.order_no < waiting.order_no or each.is_priority) for each in seen.gone
    )


_HAPPENED: dict[str, Callable[[Change, Waiting], bool]] = {  # what weighs most first
    "own_wish": _own_wish,
    "own_place": _own_place,
    "policy": _policy,
    "setup": _setup,
    "service_closed": _service_closed,
    "service_reopened": _service_reopened,
    "counter_closed": _counter_closed,
    "counter_pauses": _counter_pauses,
    "counter_opened": _counter_opened,
    "counter_back": _counter_back,
    "carried": _carried,
    "came_ahead": _came_ahead,
    "priority_came": _priority_came,
    "left": _left,
}
