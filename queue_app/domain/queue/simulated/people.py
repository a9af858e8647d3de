"""Who waits, who calls, and what came of it: the nouns of a simulated day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from queue_app.domain.queue.performance import quantile
from queue_app.domain.queue.routing import Turn

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
    not_before: datetime | None = None  # nobody calls it until then, by its citizen's own wish

    @property
    def kind(self) -> str:
        """One of CLASSES."""
        return "appointed" if self.appointed_at else "priority" if self.is_priority else "regular"


@dataclass(frozen=True, slots=True)
class CounterDay:
    """When a counter calls and what: the intervals (its duty without its breaks) are in order and apart.

    busy_until: it serves somebody who was called before the simulation begins; None: it is free.
    turn: where its order stands when the simulation begins.
    """

    counter_id: int
    ranks: Mapping[int, int]  # service id -> rank
    intervals: Sequence[tuple[datetime, datetime]]
    busy_until: datetime | None = None
    turn: Turn = field(default_factory=Turn)

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
class Simulated:
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
