"""Whether a computer's clock can be right, by what was noted already.

A small computer keeps no time while it is off: where it finds no network in the morning, its day begins in the past.
"""

from __future__ import annotations

from datetime import datetime, timedelta

BEHIND = timedelta(minutes=10)  # so far a clock is set back, or one server's behind another's, and nothing is wrong


def stands_behind(now: datetime, noted: datetime | None) -> bool:
    """Whether the clock that says `now` surely is wrong. noted: the latest time in the log; None before the first."""
    return noted is not None and noted - now > BEHIND
