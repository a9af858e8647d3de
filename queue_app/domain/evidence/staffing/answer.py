"""What is asked of the simulator about a weekday, and what it answers: plain values, fit for a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from queue_app.domain.evidence.staffing.duty import Desk
from queue_app.domain.evidence.staffing.needed import Office, Staffed
from queue_app.domain.evidence.staffing.pattern import Pattern
from queue_app.domain.evidence.staffing.service_times import Pools
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.drawn import Lots


@dataclass(frozen=True, slots=True)
class Question:
    """hours: half hours of the day in which counters may be open. usual: how many are, on the average of past days."""

    pattern: Pattern
    times: Pools
    desks: Sequence[Desk]
    hours: range
    usual: Sequence[float]
    policy: Policy
    target_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """By half hour of `halves`.

    arrivals: how many come, on the average. needed: with the counters that hold the target; usual: with those of past
    days, rounded; None where nobody knows when they were open. order: ids of the counters, as they are to be opened.
    out_of_reach: half hours in which all of them together do not hold the target.
    """

    halves: range
    arrivals: Sequence[float]
    needed: Staffed
    usual: Staffed | None
    order: Sequence[int]
    out_of_reach: frozenset[int]


def answered(question: Question, lots: Callable[[str], Lots]) -> Answer:
    """The counters that each half hour asks for, and what the usual ones do. The same question has the same answer."""
    asked = question
    office = Office(asked.pattern, asked.times, asked.desks, hours=asked.hours, policy=asked.policy, lots=lots)
    usual = [min(len(office.order), max(1, round(count))) for count in asked.usual]
    needed = office.needed(asked.target_s)
    return Answer(
        office.halves,
        [office.mean(half) for half in office.halves],
        office.judged(needed.counts, asked.target_s),
        office.judged(usual, asked.target_s) if any(asked.usual) else None,
        [desk.counter_id for desk in office.order],
        needed.out_of_reach,
    )
