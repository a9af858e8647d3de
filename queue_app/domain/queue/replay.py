"""A past day, called again: the same people, counters and service times, under any policy.

What it takes as given: when each leg was queued, how long it kept its counter, when the counters were open, and the
counters' ranks of today. A leg that a transfer opened is queued when it was, whatever became of the leg before.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from statistics import median

from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.queue.performance import quantile
from queue_app.domain.queue.routing import Candidate, Policy, Turn, choose, help_from, in_window

CLASSES = ("regular", "priority", "appointed")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One leg that waits, and how long it keeps the counter that calls it."""

    leg_id: int
    order_no: int
    service_id: int
    is_priority: bool
    queued_at: datetime
    arrived_at: datetime
    takes_s: float  # from the call until the counter can call again
    appointed_at: datetime | None = None
    counter_id: int | None = None  # directed to this counter, while anybody is at it
    leaves_at: datetime | None = None  # went away then, uncalled
    waited_s: float | None = None  # as it was; None: never called
    is_wait_known: bool = True  # False: it keeps a counter busy as all others do, but its wait is nobody's figure

    @property
    def kind(self) -> str:
        """One of CLASSES."""
        return "appointed" if self.appointed_at else "priority" if self.is_priority else "regular"


@dataclass(frozen=True, slots=True)
class CounterDay:
    """When a counter called and what: the intervals are in order and apart."""

    counter_id: int
    ranks: Mapping[int, int]  # service id -> rank
    intervals: Sequence[tuple[datetime, datetime]]

    def is_held(self, now: datetime) -> bool:
        """Whether anybody is at the counter today, a break included."""
        return bool(self.intervals) and self.intervals[0][0] <= now < self.intervals[-1][1]


@dataclass(frozen=True, slots=True)
class Call:
    arrival: Arrival
    counter_id: int
    at: datetime
    rule: str  # a key of routing.REASONS

    @property
    def waited_s(self) -> float:
        return (self.at - self.arrival.queued_at).total_seconds()

    @property
    def until(self) -> datetime:
        return self.at + timedelta(seconds=self.arrival.takes_s)


@dataclass(frozen=True, slots=True)
class Replayed:
    calls: Sequence[Call]  # in order of time
    left: Sequence[Arrival]  # whom nobody called: the day was over, or they had gone


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting times of the legs that were called, in seconds; None where there was none."""

    count: int
    median_s: float | None
    p90_s: float | None
    longest_s: float | None


def waits(seconds: Iterable[float]) -> Waits:
    """Number, median, P90 and longest."""
    ordered = sorted(seconds)
    if not ordered:
        return Waits(0, None, None, None)
    return Waits(len(ordered), median(ordered), quantile(ordered, 0.9), ordered[-1])


def replay(arrivals: Iterable[Arrival], counters: Iterable[CounterDay], *, policy: Policy) -> Replayed:
    """The day under `policy`: a counter calls by `choose` whenever it is open, free and somebody may be called.

    Of several free counters the one that has been free longest calls first. Nothing is drawn by lot: the same day and
    policy give the same calls.
    """
    arrivals = list(arrivals)
    day = _Day(policy, arrivals, [_Counter(each) for each in counters])
    day.run()
    called = {call.arrival.leg_id for call in day.calls}
    return Replayed(day.calls, [each for each in arrivals if each.leg_id not in called])


class _Happens(IntEnum):
    """What happens, in the order in which it counts at one moment."""

    CLOSES = 0
    OPENS = 1
    IS_FREE = 2
    ARRIVES = 3
    LEAVES = 4
    HELP_FALLS_DUE = 5


@dataclass(slots=True)
class _Counter:
    day: CounterDay
    is_open: bool = False
    is_busy: bool = False
    free_since: float = 0.0
    turn: Turn = field(default_factory=Turn)


class _Line:
    """Who waits: by service and class in the order of arrival, so that few are looked at for each call."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._by_class: dict[tuple[int, bool], list[tuple[int, int, Arrival]]] = defaultdict(list)
        self._appointed: dict[int, Arrival] = {}
        self._directed: dict[int, dict[int, Arrival]] = defaultdict(dict)
        self.waiting: dict[int, Arrival] = {}

    def add(self, arrival: Arrival) -> None:
        self.waiting[arrival.leg_id] = arrival
        insort(self._by_class[arrival.service_id, arrival.is_priority], _placed(arrival))
        if arrival.appointed_at:
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

    def heads(self, counter: CounterDay, now: datetime, held: set[int]) -> Iterator[Candidate]:
        """Enough for `choose`: directed tickets, appointments whose time it is, the first of each class and service."""
        yield from (_candidate(each, is_directed=True) for each in self._directed[counter.counter_id].values())
        for each in self._appointed.values():
            rank = counter.ranks.get(each.service_id)
            if rank and in_window(self._policy, each.appointed_at, now) and self._may(each, rank, now, held):
                yield _candidate(each, rank=rank)
        for service_id, rank in counter.ranks.items():
            for is_priority in (False, True):
                for _order_no, _leg_id, each in self._by_class[service_id, is_priority]:
                    is_in_line = not in_window(self._policy, each.appointed_at, now)
                    if is_in_line and self._may(each, rank, now, held):
                        yield _candidate(each, rank=rank)
                        break

    def _may(self, each: Arrival, rank: int, now: datetime, held: set[int]) -> bool:
        is_due = rank == 1 or each.queued_at <= help_from(self._policy, rank, now)
        return is_due and each.counter_id not in held


class _Day:
    def __init__(self, policy: Policy, arrivals: Sequence[Arrival], counters: Sequence[_Counter]) -> None:
        self.calls: list[Call] = []
        self._policy = policy
        self._counters = {each.day.counter_id: each for each in counters}
        self._line = _Line(policy)
        self._numbers = itertools.count()
        self._to_come: list[tuple[datetime, _Happens, int, Arrival | _Counter | None]] = []
        for counter in counters:
            for opens, closes in counter.day.intervals:
                self._expect(opens, _Happens.OPENS, counter)
                self._expect(closes, _Happens.CLOSES, counter)
        for arrival in arrivals:
            self._expect_arrival(arrival)

    def run(self) -> None:
        while self._to_come:
            now = self._to_come[0][0]
            while self._to_come and self._to_come[0][0] == now:
                _at, what, _number, whom = heapq.heappop(self._to_come)
                self._happen(what, whom)
            free = [each for each in self._counters.values() if each.is_open and not each.is_busy]
            for counter in sorted(free, key=lambda each: each.free_since):
                self._call(counter, now)

    def _expect(self, at: datetime, what: _Happens, whom: Arrival | _Counter | None = None) -> None:
        heapq.heappush(self._to_come, (at, what, next(self._numbers), whom))

    def _expect_arrival(self, arrival: Arrival) -> None:
        self._expect(arrival.queued_at, _Happens.ARRIVES, arrival)
        if arrival.leaves_at:
            self._expect(arrival.leaves_at, _Happens.LEAVES, arrival)
        ranks = {each.day.ranks.get(arrival.service_id, 1) for each in self._counters.values()}
        for rank in ranks - {1}:  # free counters must look again when help falls due
            now = arrival.queued_at
            self._expect(now + (now - help_from(self._policy, rank, now)), _Happens.HELP_FALLS_DUE)

    def _happen(self, what: _Happens, whom: Arrival | _Counter | None) -> None:
        if isinstance(whom, _Counter):
            whom.is_open = what is _Happens.OPENS or (what is not _Happens.CLOSES and whom.is_open)
            whom.is_busy = whom.is_busy and what is not _Happens.IS_FREE
        elif whom is not None:
            (self._line.add if what is _Happens.ARRIVES else self._line.remove)(whom)

    def _call(self, counter: _Counter, now: datetime) -> None:
        held = {each.day.counter_id for each in self._counters.values() if each.day.is_held(now)}
        heads = self._line.heads(counter.day, now, held)
        try:
            choice = choose(heads, counter.turn, policy=self._policy, now=now)
        except NobodyWaiting:
            return
        arrival = self._line.waiting[choice.candidate.leg_id]
        self._line.remove(arrival)
        call = Call(arrival, counter.day.counter_id, now, choice.rule)
        self.calls.append(call)
        counter.turn, counter.is_busy, counter.free_since = choice.turn, True, call.until.timestamp()
        self._expect(call.until, _Happens.IS_FREE, counter)


def _placed(arrival: Arrival) -> tuple[int, int, Arrival]:
    """Unequal in its first two, so that arrivals themselves are never compared."""
    return arrival.order_no, arrival.leg_id, arrival


def _candidate(arrival: Arrival, *, rank: int = 1, is_directed: bool = False) -> Candidate:
    return Candidate(
        arrival.leg_id, arrival.order_no, arrival.is_priority, arrival.queued_at, arrival.arrived_at, rank,
        arrival.appointed_at, is_directed,
    )  # fmt: skip
