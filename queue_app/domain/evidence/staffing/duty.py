"""Which counters open first, and from when to when, if so many are to be open in each half hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_app.domain.evidence.facts import DeskFact
from queue_app.domain.evidence.staffing.pattern import HALF_HOUR, MIDNIGHT
from queue_app.domain.queue.simulated.people import CounterDay

SERVES_ON = timedelta(hours=6)  # behind the last half hour: whoever came before the end is served
DAY = range(48)  # half hours; what lasts past midnight is not looked for
LEAST_OPEN = 0.25  # of a counter, on the average: less is somebody who once came early


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter that can be opened. ranks: service id -> rank; usual_s: how long it was open of late."""

    counter_id: int
    ranks: Mapping[int, int]
    usual_s: float = 0.0


def opening_order(desks: Iterable[Desk], work: Mapping[int, float]) -> list[Desk]:
    """The counters, each the one that takes most of the work that those before it leave; then the one used most.

    work: service id -> seconds of work. Shared out as seats are by the method of highest averages.
    """
    left, chosen = list(desks), list[Desk]()
    while left:
        best = next_desk(left, chosen, work)
        chosen.append(best)
        left.remove(best)
    return chosen


def next_desk(desks: Sequence[Desk], chosen: Sequence[Desk], work: Mapping[int, float]) -> Desk:
    """Of `desks` the one that helps most beside those that were chosen."""
    held = {service_id: sum(_share(each, service_id) for each in chosen) for service_id in work}

    def helps(desk: Desk) -> float:
        return sum(_share(desk, service_id) * each / (1 + held[service_id]) for service_id, each in work.items())

    return max(desks, key=lambda each: (helps(each), each.usual_s, -each.counter_id))


def _share(desk: Desk, service_id: int) -> float:
    """Of a counter's help for a service: whole for its own work, little where it comes late."""
    rank = desk.ranks.get(service_id)
    return 1 / rank**2 if rank else 0.0


def on_duty(ordered: Sequence[Desk], halves: range, needed: Sequence[int]) -> list[CounterDay]:
    """The first `needed[i]` of the counters open in the i-th half hour; those of the last one until all are served."""
    counts = dict(zip(halves, needed, strict=True))
    last = max((half for half, count in counts.items() if count), default=0)
    return [
        CounterDay(desk.counter_id, desk.ranks, _merged([half for half in halves if counts[half] > place], last))
        for place, desk in enumerate(ordered[: max(needed, default=0)])
    ]


def _merged(open_: Iterable[int], last: int) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for half in open_:
        start = MIDNIGHT + half * HALF_HOUR
        end = start + HALF_HOUR + (SERVES_ON if half == last else timedelta())
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def hours(usually_open: Sequence[float], came: range) -> range:
    """The half hours of DAY in which counters are open on a usual day; those of `came`, where nobody knows."""
    open_ = [half for half, count in zip(DAY, usually_open, strict=True) if count >= LEAST_OPEN]
    return range(open_[0], open_[-1] + 1) if open_ else came


def usual(sessions: Iterable[DeskFact], days: Iterable[date], halves: range) -> list[float]:
    """How many counters were open in each half hour, on the average of these days, breaks taken off evenly."""
    dates, open_min = set(days), dict.fromkeys(halves, 0.0)
    for each in sessions:
        if each.business_date in dates:
            there = _there(each)
            for half in halves:
                open_min[half] += there * max(0, min(each.closed_min, half * 30 + 30) - max(each.opened_min, half * 30))
    return [open_min[half] / 30 / len(dates) if dates else 0.0 for half in halves]


def used_s(sessions: Iterable[DeskFact]) -> dict[int, float]:
    """Counter id -> how long it was open, breaks taken off."""
    found: dict[int, float] = defaultdict(float)
    for each in sessions:
        found[each.counter_id] += _there(each) * max(0, each.closed_min - each.opened_min) * 60
    return dict(found)


def _there(session: DeskFact) -> float:
    """The share of a session without its breaks."""
    long_min = session.closed_min - session.opened_min
    return max(0.0, 1 - sum(session.breaks_s.values()) / 60 / long_min) if long_min > 0 else 0.0
