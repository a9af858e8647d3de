"""How many counters each half hour asks for, so that on nine of ten days nine of ten people wait within the target.

Found by simulating: half hours that fail are given more counters, then each gives up what it does not miss. All of it
with the same days, so that one more counter is never worse by bad luck; what is told of the answer is judged on other
days, since those of the search flatter it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from queue_app.domain.evidence.staffing.duty import Desk, on_duty, opening_order
from queue_app.domain.evidence.staffing.pattern import HALF_HOUR, MIDNIGHT, Pattern
from queue_app.domain.evidence.staffing.service_times import Pools
from queue_app.domain.queue.performance import quantile
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.drawn import Lots, drawn
from queue_app.domain.queue.simulated.people import Arrival, Simulated

SHARE = 0.9  # of people who wait no longer than the target: P90 is under it
DAYS_HELD = 0.9  # of days, of each half hour
WORSE = 1.01  # of those who wait too long where all counters are not enough: so few more are nobody's reason
SEARCHED, JUDGED = (12_000, 20, 60), (30_000, 40, 200)  # people in all, fewest and most days

Day = Sequence[Arrival]
Waits = Mapping[int, Sequence[float]]  # half hour of the day -> seconds of those who came in it


@dataclass(frozen=True, slots=True)
class Judged:
    """One half hour under one way to staff the day.

    holds: share of simulated days on which nine of ten of its people waited no longer than the target. p90_s: of all
    its people on all these days; None: nobody came, or more than one of ten was never called.
    """

    counters: int
    p90_s: float | None
    holds: float


@dataclass(frozen=True, slots=True)
class Staffed:
    """The same of a day. holds: of whole days; days: how many were simulated; left: share of people never called."""

    halves: Sequence[Judged]
    p90_s: float | None
    holds: float
    days: int
    left: float


@dataclass(frozen=True, slots=True)
class Needed:
    """Counters for each half hour. out_of_reach: half hours in which all there are do not hold the target."""

    counts: Sequence[int]
    out_of_reach: frozenset[int]


class Office:
    """One weekday of an office, ready to be simulated under many ways to staff it.

    desks: counters that can be opened. hours: half hours in which they may be: the wait of whoever comes before counts
    from the opening, and whoever comes after is served by those of the last one. lots: a source of lots by its seed, as
    `random.Random` is.
    """

    def __init__(
        self, pattern: Pattern, times: Pools, desks: Iterable[Desk],
        *, hours: range, policy: Policy, lots: Callable[[str], Lots],
    ) -> None:  # fmt: skip
        self.halves, self._pattern, self._times = hours, pattern, times
        self._policy, self._lots = policy, lots
        self._came: dict[int, Counter[int]] = defaultdict(Counter)
        for half in pattern.totals:
            self._came[self.within(half)].update(pattern.share_of_services(half))
        self.order = opening_order(desks, self._seconds(sum(self._came.values(), Counter())))

    def mean(self, half: int) -> float:
        """How many come in a half hour, or before the first one, or after the last."""
        return self._came[half].total() / self._pattern.days

    def within(self, half: int) -> int:
        """The half hour of `halves` to which the people of a half hour count."""
        return min(max(half, self.halves.start), self.halves.stop - 1)

    def needed(self, target_s: float) -> Needed:
        """The fewest counters that the search finds; all there are, where even they do not hold the target."""
        search = _Search(self._days("search", SEARCHED), self, target_s)
        least = [self._least(half) for half in self.halves]
        found = search.trimmed(search.raised(least), least)
        return Needed(found, frozenset(search.given_up))

    def judged(self, counts: Sequence[int], target_s: float) -> Staffed:
        """What becomes of that many counters in each half hour, on days that the search did not see."""
        days = self._days("judge", JUDGED)
        told = [self.simulated(day, counts) for day in days]
        by_half = [self.waits(each) for each in told]
        whole = [[wait for waits in each.values() for wait in waits] for each in by_half]
        return Staffed(
            [_judged(count, [each[half] for each in by_half], target_s)
             for half, count in zip(self.halves, counts, strict=True)],
            _p90([wait for waits in whole for wait in waits]),
            sum(is_held(waits, target_s) for waits in whole) / len(days),
            len(days),
            sum(len(each.left) for each in told) / max(1, sum(map(len, days))),
        )  # fmt: skip

    def simulated(self, day: Day, counts: Sequence[int]) -> Simulated:
        """One day with so many counters in each half hour."""
        return simulate(day, on_duty(self.order, self.halves, counts), policy=self._policy)

    def waits(self, day: Simulated) -> dict[int, list[float]]:
        """Seconds of everybody by half hour; whoever was never called waited for ever."""
        found: dict[int, list[float]] = {half: [] for half in self.halves}
        for call in day.calls:
            found[self.within(half_of(call.arrival))].append(call.waited_s)
        for each in day.left:
            found[self.within(half_of(each))].append(math.inf)
        return found

    def _days(self, seed: str, size: tuple[int, int, int]) -> list[Day]:
        people, fewest, most = size
        of_day = sum(self.mean(half) for half in self.halves)
        count = round(min(most, max(fewest, people / max(1.0, of_day))))
        return [self._day(self._lots(f"{seed} {number}")) for number in range(count)]

    def _day(self, lots: Lots) -> Day:
        opens = MIDNIGHT + self.halves.start * HALF_HOUR
        coming = sorted(self._pattern.day(lots), key=lambda each: each.at)
        return drawn([each if each.at >= opens else replace(each, at=opens) for each in coming], self._times, lots=lots)

    def _seconds(self, came: Mapping[int, int]) -> dict[int, float]:
        """Service id -> seconds of work."""
        return {service_id: count * self._times.mean_s(service_id) for service_id, count in came.items()}

    def _least(self, half: int) -> int:
        """As many as the work keeps busy: fewer would leave a line to those who come later."""
        load = sum(self._seconds(self._came[half]).values()) / self._pattern.days / HALF_HOUR.total_seconds()
        return min(len(self.order), max(1, math.ceil(load)))


class _Search:
    """What a number of counters does on the days of the search: in which half hours too many of them fail."""

    def __init__(self, days: Sequence[Day], office: Office, target_s: float) -> None:
        self._days = sorted(days, key=len, reverse=True)  # busy days first: a bad answer is known soon
        self._office, self._target_s = office, target_s
        self._may_fail = math.floor((1 - DAYS_HELD) * len(days))
        self.given_up: set[int] = set()  # half hours that all the counters there are do not help

    def raised(self, counts: Sequence[int]) -> list[int]:
        """With more counters at the head of each run of half hours that fail, until none fails that can be helped.

        What fails behind the head may only have its line.
        """
        found = list(counts)
        while failing := self._failing(found):
            for half in failing:
                place = half - self._office.halves.start
                if found[place] == len(self._office.order):
                    self.given_up.add(half)
                elif half - 1 not in failing or half - 1 in self.given_up:
                    found[place] += 1
        return found

    def trimmed(self, counts: Sequence[int], least: Sequence[int]) -> list[int]:
        """Without the counters past `least` that are not missed, from the end of the day: nothing before feels it.

        Where all are not enough, also without those that call nobody who waits.
        """
        found, late = list(counts), WORSE * sum(self._late(waits) for waits in self._told(counts))
        for place in reversed(range(len(found))):
            fewest = 1 if self._office.halves[place] in self.given_up else least[place]
            while found[place] > fewest:
                fewer = [*found[:place], found[place] - 1, *found[place + 1 :]]
                if self._is_missed(fewer, late):
                    break
                found = fewer
        return found

    def _failing(self, counts: Sequence[int]) -> list[int]:
        """The half hours that fail on too many days, so far as the busiest days say it; empty: none does on all."""
        failed: Counter[int] = Counter()
        return next((failing for waits in self._told(counts) if (failing := self._too_often(failed, waits))), [])

    def _is_missed(self, counts: Sequence[int], late: float) -> bool:
        """Whether with these a half hour fails, or more than `late` people wait too long in those that fail anyway."""
        failed: Counter[int] = Counter()
        for waits in self._told(counts):
            late -= self._late(waits)
            if late < 0 or self._too_often(failed, waits):
                return True
        return False

    def _told(self, counts: Sequence[int]) -> Iterator[Waits]:
        return (self._office.waits(self._office.simulated(day, counts)) for day in self._days)

    def _too_often(self, failed: Counter[int], waits: Waits) -> list[int]:
        """Counts a day in, and answers which half hours have failed on more days than they may."""
        failed.update(half for half, each in waits.items() if not is_held(each, self._target_s))
        return [half for half in waits if failed[half] > self._may_fail and half not in self.given_up]

    def _late(self, waits: Waits) -> int:
        return sum(wait > self._target_s for half in self.given_up for wait in waits[half])


def half_of(arrival: Arrival) -> int:
    """The half hour of the day in which somebody came."""
    return (arrival.queued_at - MIDNIGHT) // HALF_HOUR


def is_held(waits: Sequence[float], target_s: float) -> bool:
    """Whether nine of ten waited no longer; so does nobody."""
    return sum(wait <= target_s for wait in waits) >= SHARE * len(waits)


def _judged(count: int, days: Sequence[Sequence[float]], target_s: float) -> Judged:
    holds = sum(is_held(waits, target_s) for waits in days) / len(days)
    return Judged(count, _p90([wait for waits in days for wait in waits]), holds)


def _p90(waits: Iterable[float]) -> float | None:
    """None where nobody came, or so many were never called that it is none."""
    ordered = sorted(waits)
    found = quantile(ordered, SHARE) if ordered else None
    return found if found is not None and math.isfinite(found) else None
