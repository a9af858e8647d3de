"""A day in the queue from its first moment to its last, called by the real rules of the order.

What it takes as given: who comes when and for how long each keeps a counter (`people.Arrival`: recorded of a past day,
drawn by `drawn` of another), when each counter is open and what it may call. It draws no lots itself: the same people,
counters and order give the same calls, so that two ways to staff a day are compared with the same people.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from operator import attrgetter

from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.queue.routing import Policy, Turn, choose, help_from
from queue_app.domain.queue.simulated.line import Line
from queue_app.domain.queue.simulated.people import Arrival, Call, CounterDay, Simulated

_EVER = datetime.min.replace(tzinfo=UTC)


def simulate(
    arrivals: Iterable[Arrival], counters: Iterable[CounterDay], *, policy: Policy, start: datetime = _EVER
) -> Simulated:
    """The day under `policy`: a counter calls by `choose` whenever it is open, free and somebody may be called.

    Of several free counters the one that has been free longest calls first. A counter calls nobody outside its
    intervals, and finishes whom it serves past them.
    start: what was due before it (people who wait already, counters that are open) happens at once then, and nobody is
    called before it; waits still count from `queued_at`.
    """
    arrivals = list(arrivals)
    day = _Day(policy, arrivals, counters, start)
    day.run()
    called = {call.arrival.leg_id for call in day.calls}
    return Simulated(day.calls, [each for each in arrivals if each.leg_id not in called])


class _Happens(IntEnum):
    """What happens, in the order in which it counts at one moment."""

    CLOSES = 0
    OPENS = 1
    IS_FREE = 2
    ARRIVES = 3
    LEAVES = 4
    FALLS_DUE = 5  # help, or whoever asked to be called later


@dataclass(slots=True)
class _Counter:
    day: CounterDay
    turn: Turn
    is_open: bool = False
    is_busy: bool = False
    free_since: float = 0.0


class _Day:
    def __init__(
        self, policy: Policy, arrivals: Sequence[Arrival], counters: Iterable[CounterDay], start: datetime
    ) -> None:
        self.calls: list[Call] = []
        self._policy = policy
        self._start = start
        self._counters = [_Counter(each, each.turn, is_busy=each.busy_until is not None) for each in counters]
        self._line = Line(policy)
        self._is_any_directed = any(each.counter_id is not None for each in arrivals)
        self._numbers = itertools.count()
        self._to_come: list[tuple[datetime, _Happens, int, Arrival | _Counter]] = []
        for counter in self._counters:
            self._expect_counter(counter)
        others = self._helping_ranks({each.service_id for each in arrivals})
        for arrival in arrivals:
            self._expect_arrival(arrival, others[arrival.service_id])

    def run(self) -> None:
        while self._to_come:
            now = self._to_come[0][0]
            while self._to_come and self._to_come[0][0] == now:
                _at, what, _number, whom = heapq.heappop(self._to_come)
                self._happen(what, whom)
            if self._line.waiting:
                self._call_all(now)

    def _expect(self, at: datetime, what: _Happens, whom: Arrival | _Counter) -> None:
        heapq.heappush(self._to_come, (max(at, self._start), what, next(self._numbers), whom))

    def _expect_counter(self, counter: _Counter) -> None:
        for opens, closes in counter.day.intervals:
            if closes > self._start:
                self._expect(opens, _Happens.OPENS, counter)
                self._expect(closes, _Happens.CLOSES, counter)
        if counter.day.busy_until:
            self._expect(counter.day.busy_until, _Happens.IS_FREE, counter)

    def _helping_ranks(self, services: set[int]) -> dict[int, set[int]]:
        """Service id -> the ranks past 1 at which counters have it."""
        return {each: {counter.day.ranks.get(each, 1) for counter in self._counters} - {1} for each in services}

    def _expect_arrival(self, arrival: Arrival, helping: set[int]) -> None:
        self._expect(arrival.queued_at, _Happens.ARRIVES, arrival)
        if arrival.leaves_at:
            self._expect(arrival.leaves_at, _Happens.LEAVES, arrival)
        for rank in helping:  # free counters must look again when help falls due
            now = arrival.queued_at
            self._expect(now + (now - help_from(self._policy, rank, now)), _Happens.FALLS_DUE, arrival)
        if arrival.not_before:
            self._expect(arrival.not_before, _Happens.FALLS_DUE, arrival)

    def _happen(self, what: _Happens, whom: Arrival | _Counter) -> None:
        if isinstance(whom, _Counter):
            whom.is_open = what is _Happens.OPENS or (what is not _Happens.CLOSES and whom.is_open)
            whom.is_busy = whom.is_busy and what is not _Happens.IS_FREE
        elif what is _Happens.ARRIVES:
            self._line.add(whom)
        elif what is _Happens.LEAVES:
            self._line.remove(whom)

    def _call_all(self, now: datetime) -> None:
        free = [each for each in self._counters if each.is_open and not each.is_busy]
        if not free:
            return
        held = {each.day.counter_id for each in self._counters if self._is_any_directed and each.day.is_held(now)}
        for counter in sorted(free, key=attrgetter("free_since")):
            self._call(counter, now, held)

    def _call(self, counter: _Counter, now: datetime, held: set[int]) -> None:
        heads = self._line.heads(counter.day, now, held)
        if not heads:
            return
        try:
            choice = choose(heads, counter.turn, policy=self._policy, now=now)
        except NobodyWaiting:
            return
        arrival = self._line.waiting[choice.candidate.leg_id]
        self._line.remove(arrival)
        call = Call(arrival, counter.day.counter_id, now, choice.rule)
        self.calls.append(call)
        until = call.until
        counter.turn, counter.is_busy, counter.free_since = choice.turn, True, until.timestamp()
        self._expect(until, _Happens.IS_FREE, counter)
