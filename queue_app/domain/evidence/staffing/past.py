"""What one counter more, or one fewer, would have done on a past day: its own people, its own times, called again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from queue_app.domain.evidence.staffing.duty import Desk, next_desk, opening_order
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import Arrival, CounterDay, Simulated, Waits, waits


@dataclass(frozen=True, slots=True)
class Telling:
    """The waits of one telling of the day. left: whom nobody called."""

    waits: Waits
    left: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A day as it was, called again as it was, and with other counters.

    off_s: half of the waits called again differ from the real ones by at most this: no smaller difference counts.
    added: the counter that is opened beside the others; is_copy: no other could help, so it is a second of its kind.
    removed: the one that stayed closed. more, fewer: None where there was no counter to add to or to take from.
    """

    as_it_was: Telling
    again: Telling
    more: Telling | None
    fewer: Telling | None
    off_s: float | None
    added: int | None
    is_copy: bool
    removed: int | None


def compared(
    people: Sequence[Arrival], counters: Sequence[CounterDay], desks: Iterable[Desk], *, policy: Policy
) -> Compared:
    """people, counters: of the day, as `past_day` tells them. desks: all counters of the office.

    The counter more has the hours and the breaks of the one that was open longest.
    """
    again = simulate(people, counters, policy=policy)
    extra, is_copy = _extra(people, counters, desks)
    fewer = _without_last(people, counters)
    return Compared(
        as_it_was=_telling(people, [each.waited_s for each in people if each.is_wait_known]),
        again=_simulated(again),
        more=_simulated(simulate(people, [*counters, extra], policy=policy)) if extra else None,
        fewer=_simulated(simulate(people, fewer, policy=policy)) if fewer else None,
        off_s=_off(again),
        added=(-extra.counter_id if is_copy else extra.counter_id) if extra else None,
        is_copy=is_copy,
        removed=_missing(counters, fewer) if fewer else None,
    )


def _extra(
    people: Sequence[Arrival], counters: Sequence[CounterDay], desks: Iterable[Desk]
) -> tuple[CounterDay | None, bool]:
    """The counter that would have helped most, and whether it is a copy of one that was open."""
    open_ = [each for each in counters if each.intervals]
    if not open_:
        return None, False
    held, work = [Desk(each.counter_id, each.ranks) for each in open_], _work(people)
    taken = {each.counter_id for each in held}
    closed = [each for each in desks if each.counter_id not in taken and each.ranks.keys() & work.keys()]
    best = next_desk(closed or held, held, work)
    longest = max(open_, key=_open_s)
    counter_id = best.counter_id if closed else -best.counter_id
    return CounterDay(counter_id, best.ranks, longest.intervals), not closed


def _without_last(people: Sequence[Arrival], counters: Sequence[CounterDay]) -> list[CounterDay]:
    """Without the counter that is opened last; nobody is sent to it then. Empty where only one was open."""
    open_ = [each for each in counters if each.intervals]
    if len(open_) < 2:
        return []
    desks = [Desk(each.counter_id, each.ranks, _open_s(each)) for each in open_]
    last = opening_order(desks, _work(people))[-1].counter_id
    return [each for each in counters if each.counter_id != last]


def _missing(counters: Iterable[CounterDay], fewer: Iterable[CounterDay]) -> int:
    left = {each.counter_id for each in fewer}
    return next(each.counter_id for each in counters if each.counter_id not in left)


def _work(people: Iterable[Arrival]) -> dict[int, float]:
    found: Counter[int] = Counter()
    for each in people:
        found[each.service_id] += round(each.takes_s)
    return {service_id: float(seconds) for service_id, seconds in found.items()}


def _open_s(counter: CounterDay) -> float:
    return sum((closes - opens).total_seconds() for opens, closes in counter.intervals)


def _simulated(day: Simulated) -> Telling:
    told = [call.waited_s for call in day.calls if call.arrival.is_wait_known]
    return Telling(waits(told), len(day.left))


def _telling(people: Sequence[Arrival], told: Sequence[float | None]) -> Telling:
    return Telling(waits(each for each in told if each is not None), sum(each.waited_s is None for each in people))


def _off(day: Simulated) -> float | None:
    off = [
        abs(call.waited_s - call.arrival.waited_s)
        for call in day.calls
        if call.arrival.is_wait_known and call.arrival.waited_s is not None
    ]
    return median(off) if off else None
