"""Why a range differs from what was shown before: what happened between two sights of the queue, in plain words."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from queue_app.domain.citizen.sight import Counter, Sight, Waiting


class Direction(Enum):
    """Where a cause moves the calls of those whom it concerns."""

    EARLIER = -1
    EITHER = 0
    LATER = 1


CAUSES: dict[str, str] = {  # msgids, for the person who waits
    "own_wish": "This is as you asked.",
    "own_place": "Your place in the queue has changed.",
    "came_before": "Others took a number just before you.",
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
    "gave_way": "Somebody lets others go first.",
    "slower": "It is taking longer than expected.",
    "faster": "It is going faster than expected.",
    "closer": "The time can now be told more closely.",
    "known": "The time can now be told.",
    "unknown": "Nobody can tell the time for now.",
}
DIRECTIONS: dict[str, Direction] = {
    "own_wish": Direction.EITHER,
    "own_place": Direction.EITHER,
    "came_before": Direction.LATER,
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
    "gave_way": Direction.EARLIER,
    "slower": Direction.LATER,
    "faster": Direction.EARLIER,
    "closer": Direction.EITHER,
    "known": Direction.EITHER,
    "unknown": Direction.EITHER,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What is different between two sights of one office, read once for everybody who waits.

    places: who waited before, by leg id. gone: who waits no more and was not called. gave_way: who wishes to be called
    later, as it was before. reachable: service id -> those whose people share a counter with its people. of_service:
    service id -> what happened that concerns all of its people.
    """

    places: Mapping[int, Waiting]
    came: Sequence[Waiting]
    gone: Sequence[Waiting]
    gave_way: Sequence[Waiting]
    reachable: Mapping[int, frozenset[int]]
    of_service: Mapping[int, Sequence[str]]


def change(before: Sight, now: Sight) -> Change:
    """before: the sight of the round before."""
    places = {each.leg_id: each for each in before.waiting}
    both = _Both(
        before,
        now,
        {each.counter_id: each for each in before.counters},
        {each.counter_id: each for each in now.counters},
    )
    services = {each.service_id for each in now.waiting}
    reachable = {each: both.reachable(each) for each in services}
    return Change(
        places,
        [each for each in now.waiting if each.leg_id not in places],
        list(_gone(before, now)),
        [was for each in now.waiting if (was := places.get(each.leg_id)) and _later(each) > _later(was)],
        reachable,
        {each: [key for key, happened in _OF_SERVICE.items() if happened(both, each)] for each in services},
    )


def cause(seen: Change, waiting: Waiting) -> str | None:
    """The key of CAUSES that says best why the call of `waiting` may come at another time; None: nothing happened."""
    return next(causes(seen, waiting), None)


def causes(seen: Change, waiting: Waiting) -> Iterator[str]:
    """All that happened which concerns the person, what weighs most first."""
    yield from (key for key, happened in _OWN.items() if happened(seen, waiting))
    yield from seen.of_service.get(waiting.service_id, ())
    yield from (key for key, happened in _IN_LINE.items() if happened(seen, waiting))


def _gone(before: Sight, now: Sight) -> Iterator[Waiting]:
    """Calls tell no legs, so who was called is known by service and time; of two alike one is as good as the other."""
    still = {each.leg_id for each in now.waiting}
    called = Tally((each.service_id, each.queued_at) for each in now.called if each.called_at >= before.at)
    for each in before.waiting:
        if each.leg_id in still:
            continue
        if called[each.service_id, each.queued_at] > 0:
            called[each.service_id, each.queued_at] -= 1
        else:
            yield each


def _wishes(leg: Waiting) -> tuple[int, float | None]:
    """What somebody who waits may choose: a later place, or a time before which nobody calls."""
    return leg.order_no, leg.not_before


def _later(leg: Waiting) -> tuple[int, float]:
    return leg.order_no, leg.not_before or 0.0


def _own_wish(seen: Change, waiting: Waiting) -> bool:
    was = seen.places.get(waiting.leg_id)
    return was is not None and _wishes(was) != _wishes(waiting)


def _own_place(seen: Change, waiting: Waiting) -> bool:
    was = seen.places.get(waiting.leg_id)
    return was is not None and was != waiting


def _came_before(seen: Change, waiting: Waiting) -> bool:
    """What came with the number of `waiting` knew nothing of those who took theirs in the same moment."""
    return waiting.leg_id not in seen.places and any(_before(each, waiting, seen) for each in seen.came)


def _came_ahead(seen: Change, waiting: Waiting) -> bool:
    return any(_before(each, waiting, seen) for each in seen.came)


def _before(each: Waiting, waiting: Waiting, seen: Change) -> bool:
    is_alike = each.service_id in seen.reachable[waiting.service_id] and each.is_priority == waiting.is_priority
    return is_alike and each.order_no < waiting.order_no


def _priority_came(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable[waiting.service_id]
    return not waiting.is_priority and any(each.is_priority and each.service_id in reachable for each in seen.came)


def _left(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable[waiting.service_id]
    return any(
        each.service_id in reachable and (each.order_no < waiting.order_no or each.is_priority) for each in seen.gone
    )


def _gave_way(seen: Change, waiting: Waiting) -> bool:
    reachable = seen.reachable[waiting.service_id]
    return any(was.order_no < waiting.order_no and was.service_id in reachable for was in seen.gave_way)


@dataclass(frozen=True, slots=True)
class _Both:
    """The two sights, with their counters by id."""

    before: Sight
    now: Sight
    counters_before: Mapping[int, Counter]
    counters_now: Mapping[int, Counter]

    def reachable(self, service_id: int) -> frozenset[int]:
        served = [*self.counters_before.values(), *self.counters_now.values()]
        return frozenset({service_id}.union(*(each.ranks for each in served if service_id in each.ranks)))

    def concerns(self, service_id: int, services: Collection[int]) -> bool:
        return not self.reachable(service_id).isdisjoint(services)


def _setup(both: _Both, service_id: int) -> bool:
    ranks = [
        (was.ranks, both.counters_now[each].ranks)
        for each, was in both.counters_before.items()
        if each in both.counters_now
    ]
    moved = any(old != new and (service_id in old or service_id in new) for old, new in ranks)
    return moved or both.before.standard_s != both.now.standard_s


def _carried(both: _Both, service_id: int) -> bool:
    more = {each for each, count in both.now.carried.items() if count > both.before.carried.get(each, 0)}
    return both.concerns(service_id, more)


def _lost(service_id: int, held: Mapping[int, Counter], then: Mapping[int, Counter]) -> Iterator[Counter | None]:
    """Of the counters that called for the service in `held` and do not in `then`: what they are there."""
    for counter_id, each in held.items():
        after = then.get(counter_id)
        if each.is_calling and service_id in each.ranks and not (after and after.is_calling):
            yield after


_OWN: dict[str, Callable[[Change, Waiting], bool]] = {"own_wish": _own_wish, "own_place": _own_place}
_OF_SERVICE: dict[str, Callable[[_Both, int], bool]] = {  # what weighs most first
    "policy": lambda both, _service: both.before.policy != both.now.policy,
    "setup": _setup,
    "service_closed": lambda both, service: both.concerns(service, both.now.closed.keys() - both.before.closed.keys()),
    "service_reopened": lambda both, service: both.concerns(
        service, both.before.closed.keys() - both.now.closed.keys()
    ),
    "counter_closed": lambda both, service: None in _lost(service, both.counters_before, both.counters_now),
    "counter_pauses": lambda both, service: any(_lost(service, both.counters_before, both.counters_now)),
    "counter_opened": lambda both, service: None in _lost(service, both.counters_now, both.counters_before),
    "counter_back": lambda both, service: any(_lost(service, both.counters_now, both.counters_before)),
    "carried": _carried,
}
_IN_LINE: dict[str, Callable[[Change, Waiting], bool]] = {
    "came_before": _came_before,
    "came_ahead": _came_ahead,
    "priority_came": _priority_came,
    "left": _left,
    "gave_way": _gave_way,
}
