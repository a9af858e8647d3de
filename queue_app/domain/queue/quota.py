"""A day's quota of a service: how many numbers there are, and how many are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BOOKED = "booked"  # and places that somebody holds who has not come yet
LENT = "lent"  # and places that kiosks hold, for when they are cut off
CARRIED = "carried"  # beside the keys of numbering.SOURCES: numbers that took the place of those of another day


@dataclass(frozen=True, slots=True)
class Quota:
    """Of one service on one business date. limit: None where as many are served as come.

    taken: by where the number was taken, a key of numbering.SOURCES, CARRIED, BOOKED or LENT; what took none is
    missing.
    """

    limit: int | None
    taken: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """Numbers that count, wherever they were taken; it may pass the limit."""
        return sum(self.taken.values())

    @property
    def left(self) -> int | None:
        """Numbers that may still be taken, never below 0; None where there is no limit."""
        return None if self.limit is None else max(0, self.limit - self.used)
