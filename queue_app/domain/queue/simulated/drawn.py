"""People of a day that is not on record: when they come is given, how long each keeps a counter is drawn.

Every time is drawn with the person and before the day begins, so that one person takes as long under every way to staff
the day: two ways differ by what they do, not by their luck.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from queue_app.domain.queue.simulated.people import Arrival

T = TypeVar("T")


class Lots(Protocol):
    """What `random.Random` gives: whoever asks brings it with its seed, and the same seed is the same day."""

    def random(self) -> float: ...

    def choice(self, seq: Sequence[T], /) -> T: ...

    def expovariate(self, lambd: float) -> float: ...

    def gammavariate(self, alpha: float, beta: float) -> float: ...


class Times(Protocol):
    """Where times at the counter are drawn from."""

    def keeps_s(self, lots: Lots, service_id: int) -> float:
        """Seconds from a call until the counter can call again: the walk, the service, what is done after it."""

    def rest_s(self, lots: Lots, service_id: int, *, spent_s: float) -> float:
        """Seconds that are left of one which has kept its counter for `spent_s` already."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who comes. leaves_at: goes away then, unless called before."""

    at: datetime
    service_id: int
    is_priority: bool = False
    appointed_at: datetime | None = None
    leaves_at: datetime | None = None


def drawn(coming: Iterable[Coming], times: Times, *, lots: Lots) -> list[Arrival]:
    """Everybody with the time at the counter, ready for `day.simulate`; their numbers are given in order of time."""
    ordered = sorted(coming, key=lambda each: each.at)
    return [
        Arrival(
            number, number, each.service_id, each.is_priority, each.at, each.at, times.keeps_s(lots, each.service_id),
            appointed_at=each.appointed_at, leaves_at=each.leaves_at,
        )
        for number, each in enumerate(ordered, start=1)
    ]  # fmt: skip
