"""When whoever was called may be said to be absent: not before the room has heard it as often as the office asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

COUNTS_AFTER = timedelta(seconds=20)  # of its turn, where no display says that it has spoken


@dataclass(frozen=True, slots=True)
class Call:
    """One call or recall in the room. turn_at, ends_at: its time there. heard_at: when a display had spoken it."""

    turn_at: datetime
    ends_at: datetime
    heard_at: datetime | None

    @property
    def counts_from(self) -> datetime:
        """When it counts as a call. Nobody has spoken it before half of its time is over, whatever a screen says."""
        latest = self.turn_at + COUNTS_AFTER
        if self.heard_at is None:
            return latest
        return min(max(self.heard_at, self.turn_at + (self.ends_at - self.turn_at) / 2), latest)


def calls_needed(recalls_before_no_show: int) -> int:
    """How many calls must count, the first among them."""
    return recalls_before_no_show + 1


def absent_from(calls: Sequence[Call], *, needed: int) -> datetime | None:
    """From when on whoever was called so may be said to be absent; None: it takes more calls.

    A call counts once it was spoken, or COUNTS_AFTER its turn: whoever presses three times within two seconds has
    called nobody three times.
    """
    counts_from = sorted(each.counts_from for each in calls)
    return counts_from[needed - 1] if len(calls) >= needed else None
