"""How a weekday usually goes, half hour by half hour, so that today can be seen beside it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, median
from typing import NamedTuple

from queue_app.domain.evidence.facts import CaseFact, End

LENGTH_MIN = 30


class UsualHalfHour(NamedTuple):
    """minute: of its beginning, since the midnight of the office's wall. arrivals: visits, a mean of the days.

    waiting: cases that wait when it ends, the median of the days.
    """

    minute: int
    arrivals: float
    waiting: float


def usual(days: Sequence[Sequence[CaseFact]]) -> list[UsualHalfHour]:
    """Of days that went alike: from the first half hour in which somebody came to the last in which somebody waited.

    days: the cases of each; a day without any counts as one on which nobody came. Of numbers on paper nobody knows when
    they came and how long they waited.
    """
    came = [_arrivals(cases) for cases in days]
    waits = [_waiting(cases) for cases in days]
    seen = {slot for day in (*came, *waits) for slot in day}
    return [
        UsualHalfHour(
            slot * LENGTH_MIN,
            fmean(day.get(slot, 0) for day in came),
            float(median(day.get(slot, 0) for day in waits)),
        )
        for slot in range(min(seen, default=0), max(seen, default=-1) + 1)
    ]


def _arrivals(cases: Iterable[CaseFact]) -> Counter[int]:
    """Half hour -> visits that began in it; what a visit needs later on is no arrival."""
    first: dict[int, int] = {}
    for case in cases:
        if case.end is not End.PAPER:
            first[case.ticket_id] = min(case.arrived_min, first.get(case.ticket_id, case.arrived_min))
    return Counter(minute // LENGTH_MIN for minute in first.values())


def _waiting(cases: Iterable[CaseFact]) -> Counter[int]:
    """Half hour -> cases that wait when it ends."""
    told = ((case.arrived_min, _waited_s(case)) for case in cases)
    ends = ((since, since + waited_s / 60) for since, waited_s in told if waited_s is not None)
    return Counter(slot for since, until in ends for slot in range(since // LENGTH_MIN, int(until // LENGTH_MIN)))


def _waited_s(case: CaseFact) -> float | None:
    """Until its first call, or until it left without one."""
    return case.left_s if case.wait_s is None else case.wait_s
