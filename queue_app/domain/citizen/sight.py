"""What is seen of an office's queue at one moment: all that an estimate may use, and nothing that happened later.

Times are POSIX seconds, so that thousands of sights of the past are cheap. Of one's own office a sight is read from
the rows, of the past it is replayed; an estimate cannot tell which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from queue_app.domain.queue.routing import Policy, Turn

LATELY_S = 3600.0  # how far back calls and arrivals are seen


class Waiting(NamedTuple):
    """One leg that waits. counter_id: directed to this counter. not_before: asked to be passed until then."""

    leg_id: int
    service_id: int
    is_priority: bool
    order_no: int  # its place: lower is called first within its class
    queued_at: float
    arrived_at: float
    appointed_at: float | None = None
    counter_id: int | None = None
    not_before: float | None = None


class Counter(NamedTuple):
    """A counter that somebody is at.

    is_calling: False on a break or in the back office; back_at: when that is expected to end, where anybody knows.
    busy_with: the service of whom it called and has not done with, since `busy_since`; None: free since `free_since`.
    """

    counter_id: int
    ranks: Mapping[int, int]  # service id -> rank
    is_calling: bool
    back_at: float | None
    busy_with: int | None
    busy_since: float | None
    free_since: float | None
    turn: Turn = Turn()


class Called(NamedTuple):
    """Somebody who was called lately. ended_at: when the counter was done; None: not yet."""

    service_id: int
    is_priority: bool
    counter_id: int
    queued_at: float
    called_at: float
    ended_at: float | None


class Arrived(NamedTuple):
    at: float
    service_id: int


@dataclass(frozen=True, slots=True)
class Sight:
    """waiting: in order of place. called, arrived: of the last LATELY_S, in order of time. minute: of the local day."""

    at: float
    minute: int
    weekday: int  # Monday is 0
    policy: Policy
    waiting: Sequence[Waiting]
    counters: Sequence[Counter]
    called: Sequence[Called]
    arrived: Sequence[Arrived]
    standard_s: Mapping[int, float]  # service id -> the standard time at the counter
    closes_at: float | None = None  # when the office closes today, where it does
    closed: Mapping[int, float | None] = field(default_factory=dict)  # services closed by hand -> until when
    breaks: Sequence[tuple[float, float]] = ()  # of the office's hours: from and to, those of today that are not over
    carried: Mapping[int, int] = field(default_factory=dict)  # service id -> people carried over to another day today
