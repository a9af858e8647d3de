"""A day played by the one simulator, seen at any moment as an office is seen, with every promise it would show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import NamedTuple

from queue_app.domain.citizen import causes, shown, waits
from queue_app.domain.citizen.away import back_at
from queue_app.domain.citizen.estimate import Estimate
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.citizen.sight import LATELY_S, Arrived, Called, Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy, Turn
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import Arrival, Call, CounterDay

OPENS = datetime(2026, 11, 30, 1, tzinfo=UTC)  # 08.00 in Jakarta
STANDARDS = {1: 600.0, 2: 720.0, 3: 900.0, 4: 480.0}
SHARES = (0.4, 0.3, 0.1, 0.2)
BY_HOUR = (0.26, 0.26, 0.2, 0.12, 0.1, 0.06)
PRIORITY_SHARE = 0.1
EVER = 9e9
RANKS = ({1: 1, 4: 2}, {1: 1, 2: 2}, {2: 1, 1: 2}, {3: 1, 2: 2}, {4: 1, 1: 2}, {1: 1, 3: 2})


@dataclass(frozen=True)
class PlayedDay:
    """gap_s: by leg id, what lies between the end of a service and the next call."""

    calls: Sequence[Call]
    people: Sequence[Arrival]
    counters: Sequence[CounterDay]
    gap_s: Mapping[int, float]
    policy: Policy

    @cached_property
    def called_at(self) -> dict[int, float]:
        return {each.arrival.leg_id: each.at.timestamp() for each in self.calls}

    @cached_property
    def by_counter(self) -> dict[int, list[Call]]:
        found = defaultdict(list)
        for each in self.calls:
            found[each.counter_id].append(each)
        return found

    def sight(self, at: float) -> Sight:
        """What is seen at that moment."""
        now = datetime.fromtimestamp(at, UTC)
        lately = [each for each in self.calls if at - LATELY_S <= each.at.timestamp() <= at]
        return Sight(
            at, 0, 0, self.policy,
            [_waiting(each) for each in self.people
             if each.queued_at <= now and self.called_at.get(each.leg_id, EVER) > at],
            [found for each in self.counters if (found := self._counter(each, at))],
            [self._called(each, at) for each in lately],
            [Arrived(each.queued_at.timestamp(), each.service_id) for each in self.people
             if at - LATELY_S <= each.queued_at.timestamp() <= at],
            STANDARDS,
        )  # fmt: skip

    def _called(self, call: Call, at: float) -> Called:
        ended = self._ended(call)
        one = call.arrival
        return Called(
            one.service_id, one.is_priority, call.counter_id, one.queued_at.timestamp(), call.at.timestamp(),
            ended if ended <= at else None,
        )  # fmt: skip

    def _ended(self, call: Call) -> float:
        return call.until.timestamp() - self.gap_s[call.arrival.leg_id]

    def _counter(self, day: CounterDay, at: float) -> Counter | None:
        spans = [(opens.timestamp(), closes.timestamp()) for opens, closes in day.intervals]
        if not spans[0][0] <= at < spans[-1][1]:
            return None
        before = [each for each in self.by_counter[day.counter_id] if each.at.timestamp() <= at]
        last = before[-1] if before else None
        is_busy = last is not None and self._ended(last) > at
        is_calling = any(opens <= at < closes for opens, closes in spans)
        left_at = max(closes for _opens, closes in spans if closes <= at) if not is_calling else at
        return Counter(
            day.counter_id, day.ranks, is_calling, None if is_calling else back_at("istirahat", left_at, at, ()),
            last.arrival.service_id if last and is_busy else None,
            last.at.timestamp() if last and is_busy else None,
            None if is_busy else self._ended(last) if last else spans[0][0],
            _turn(before, self.policy),
        )  # fmt: skip


def _turn(calls: Sequence[Call], policy: Policy) -> Turn:
    run = 0
    for each in calls:
        run = 0 if each.arrival.is_priority else min(run + 1, policy.regular)
    return Turn(run)


def _waiting(each: Arrival) -> Waiting:
    return Waiting(
        each.leg_id, each.service_id, each.is_priority, each.order_no, each.queued_at.timestamp(),
        each.arrived_at.timestamp(),
    )  # fmt: skip


def played_day(
    tickets: int, *, counters: int, seed: int, speed: float = 0.9, policy: Policy | None = None
) -> PlayedDay:
    """speed: of the standards, how long visits take here. Each counter pauses once without saying until when."""
    lots = Random(seed)
    policy = policy or Policy()
    people, gaps = [], {}
    times = sorted(_comes(lots) for _ in range(tickets))
    for number, at in enumerate(times, start=1):
        service_id = lots.choices(list(STANDARDS), SHARES)[0]
        gaps[number] = lots.expovariate(1 / 20) + (lots.random() < 0.02) * lots.uniform(200, 700)
        serves_s = lots.lognormvariate(-0.125, 0.5) * speed * STANDARDS[service_id]
        serves_s = 70.0 if lots.random() < 0.05 else serves_s
        people.append(
            Arrival(number, number, service_id, lots.random() < PRIORITY_SHARE, at, at, serves_s + gaps[number])
        )
    days = [CounterDay(1 + place, RANKS[place % len(RANKS)], _intervals(lots)) for place in range(counters)]
    return PlayedDay(simulate(people, days, policy=policy).calls, people, days, gaps, policy)


def _comes(lots: Random) -> datetime:
    hour = lots.choices(range(len(BY_HOUR)), BY_HOUR)[0]
    return OPENS + timedelta(hours=hour + lots.random())


def _intervals(lots: Random) -> list[tuple[datetime, datetime]]:
    opens = OPENS + timedelta(minutes=lots.uniform(0, 15))
    closes = OPENS + timedelta(hours=14)
    pause = OPENS + timedelta(hours=lots.uniform(1, 5))
    back = pause + timedelta(minutes=lots.uniform(8, 20))
    return [(opens, pause), (back, closes)]


class Told(NamedTuple):
    """Every promise of one person, in order, and when the call came."""

    service_id: int
    promises: list[Promise]
    called_at: float

    @property
    def shown(self) -> list[tuple[int, int]]:
        return [(each.from_at, each.to_at) for each in self.promises]


def told_after(sight: Sight, before: Sight | None, told: Mapping[int, Promise]) -> dict[int, Promise]:
    """One round: what everybody who waits is told, by leg id. told: what they were told until now."""
    found = waits.estimates(sight, None)
    basis = shown.Basis(found.how, None, found.factor)
    seen = causes.change(before, sight) if before else None
    return {
        each.leg_id: promise for each in sight.waiting
        if (promise := _told(each, told.get(each.leg_id), found.waiting.get(each.leg_id), basis, sight.at, seen))
    }  # fmt: skip


def _told(
    each: Waiting, last: Promise | None, fresh: Estimate | None, basis: shown.Basis, at: float,
    seen: causes.Change | None,
) -> Promise | None:  # fmt: skip
    if last is None:
        return shown.first(fresh, at, basis, each.service_id) if fresh else None
    cause = causes.cause(seen, each) if seen else None
    if fresh is None:
        return shown.withdrawn(last, at, cause)
    return shown.held(last, fresh, at, basis, service_id=each.service_id, cause=cause)


def all_told(day: PlayedDay, *, every_s: float, hours: float = 12) -> list[Told]:
    """Everybody who was called, and all that the rounds of the day have told them."""
    promises: dict[int, list[Promise]] = defaultdict(list)
    before: Sight | None = None
    last: dict[int, Promise] = {}
    for at in _moments(every_s, hours):
        before, last = (sight := day.sight(at)), told_after(sight, before, last)
        for leg_id, promise in last.items():
            if promises[leg_id][-1:] != [promise]:
                promises[leg_id].append(promise)
    service = {each.leg_id: each.service_id for each in day.people}
    called = {leg_id: day.called_at[leg_id] for leg_id in promises if leg_id in day.called_at}
    return [Told(service[leg_id], promises[leg_id], called_at) for leg_id, called_at in called.items()]


def _moments(every_s: float, hours: float) -> Iterator[float]:
    at = OPENS.timestamp() + 60
    while at < OPENS.timestamp() + hours * 3600:
        yield at
        at += every_s
