"""When whoever was called may be said to be absent: not before the room has heard it as often as the office asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

COUNTS_AFTER = timedelta(seconds=20)  # of its turn, where no display says that it has spoken


@dataclass(frozen=True, slots=True)
class Call:
    """One call or recall in the room. turn_at: when it is to be spoken. heard_at: when a display had spoken it."""

    turn_at: datetime
    heard_at: datetime | None


def calls_needed(recalls_before_no_show: int) -> int:
    """How many calls must count, the first among them."""
    return recalls_before_no_show + 1


def absent_from(calls: Sequence[Call], *, needed: int) -> datetime | None:
    """From when on whoever was called so may be said to be absent; None: it takes more calls.

    A call counts once it was spoken, or COUNTS_AFTER its turn: whoever presses three times within two seconds has
    called nobody three times.
    """
    counts_from = sorted(each.heard_at or each.turn_at + COUNTS_AFTER for each in calls)
    return counts_from[needed - 1] if len(calls) >= needed else None
