"""Who waits in a simulated day, kept so that a counter that calls looks at few of them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Container, Iterator
from datetime import datetime
from functools import cache, partial

from queue_app.domain.queue.routing import Candidate, Policy, helps_after, in_window
from queue_app.domain.queue.simulated.people import Arrival, CounterDay

Placed = tuple[int, int, Arrival]  # unequal in its first two, so that arrivals themselves are never compared


class Line:
    """By service and class, in the order of arrival."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._by_class: dict[tuple[int, bool], list[Placed]] = defaultdict(list)
        self._appointed: dict[int, Arrival] = {}
        self._directed: dict[int, dict[int, Arrival]] = defaultdict(dict)
        self._helps_after = cache(partial(helps_after, policy))
        self.waiting: dict[int, Arrival] = {}

    def add(self, arrival: Arrival) -> None:
        self.waiting[arrival.leg_id] = arrival
        insort(self._by_class[arrival.service_id, arrival.is_priority], _placed(arrival))
        if in_window(self._policy, arrival.appointed_at, arrival.appointed_at or arrival.queued_at):  # it will be once
            self._appointed[arrival.leg_id] = arrival
        if arrival.counter_id is not None:
            self._directed[arrival.counter_id][arrival.leg_id] = arrival

    def remove(self, arrival: Arrival) -> None:
        if self.waiting.pop(arrival.leg_id, None) is None:
            return
        line = self._by_class[arrival.service_id, arrival.is_priority]
        del line[bisect_left(line, _placed(arrival))]
        self._appointed.pop(arrival.leg_id, None)
        if arrival.counter_id is not None:
            del self._directed[arrival.counter_id][arrival.leg_id]

    def heads(self, counter: CounterDay, now: datetime, held: Container[int]) -> list[Candidate]:
        """Enough for `choose`: directed tickets, appointments whose time it is, the first of each class.

        held: the counters at which somebody is: who is directed to one of them waits for it.
        """
        mine = self._directed[counter.counter_id].values()
        found = [_candidate(each, is_directed=True) for each in mine if not _is_late(each, now)]
        due = {rank: now - self._helps_after(rank) for rank in set(counter.ranks.values())}
        for each in self._appointed.values():
            rank = counter.ranks.get(each.service_id)
            if rank and self._is_its_time(each, now) and _may(each, due[rank], held, now):
                found.append(_candidate(each, rank=rank))
        for is_priority in (False, True):
            first = min(self._firsts(counter, due, is_priority=is_priority, now=now, held=held), default=None)
            if first:
                found.append(_candidate(first[2], rank=counter.ranks[first[2].service_id]))
        return found

    def _firsts(
        self, counter: CounterDay, due: dict[int, datetime], *, is_priority: bool, now: datetime, held: Container[int]
    ) -> Iterator[Placed]:
        """The first of each service that the counter may call."""
        for service_id, rank in counter.ranks.items():
            for placed in self._by_class.get((service_id, is_priority), ()):
                if _may(placed[2], due[rank], held, now) and not self._is_its_time(placed[2], now):
                    yield placed
                    break

    def _is_its_time(self, each: Arrival, now: datetime) -> bool:
        return each.leg_id in self._appointed and in_window(self._policy, each.appointed_at, now)


def _may(each: Arrival, due: datetime, held: Container[int], now: datetime) -> bool:
    return each.queued_at <= due and each.counter_id not in held and not _is_late(each, now)


def _is_late(each: Arrival, now: datetime) -> bool:
    return each.not_before is not None and now < each.not_before


def _placed(arrival: Arrival) -> Placed:
    return arrival.order_no, arrival.leg_id, arrival


def _candidate(arrival: Arrival, *, rank: int = 1, is_directed: bool = False) -> Candidate:
    return Candidate(
        arrival.leg_id, arrival.order_no, arrival.is_priority, arrival.queued_at, arrival.arrived_at, rank,
        arrival.appointed_at, is_directed,
    )  # fmt: skip
