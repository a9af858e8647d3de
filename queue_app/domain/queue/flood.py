"""When numbers are taken faster than people can take them: limits of one place, and which of its tickets to look at.

Pure. A busy morning never meets the limits, though all of its kiosks stand behind one address: see
docs/decisions/0012-limits-at-an-unpaired-kiosk.md for the figures.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

MINUTE_S, HOUR_S = 60, 3600
MINUTES_AN_HOUR = 15  # an hour takes as many numbers as fifteen of its fullest minutes
TOLD_EACH_S = 10  # a place that goes on asking is told of again no sooner


@dataclass(slots=True)
class Press:
    """One number that is being taken, or was. ticket_id: None until it is known."""

    at_s: float
    ticket_id: int | None = None


@dataclass(slots=True)
class Place:
    """What was taken at one kiosk, or from one address, within the last hour. Times are seconds of one steady clock."""

    presses: deque[Press] = field(default_factory=deque)
    told_at_s: float | None = None

    def is_full(self, at_s: float, *, per_min: int) -> bool:
        """Whether another number now would be one too many."""
        while self.presses and self.presses[0].at_s <= at_s - HOUR_S:
            self.presses.popleft()
        taken = len(self.presses)
        within_minute = taken >= per_min and self.presses[-per_min].at_s > at_s - MINUTE_S
        return within_minute or taken >= per_min * MINUTES_AN_HOUR

    def was_told_after(self, at_s: float) -> bool:
        """Whether staff were told of this place since then."""
        return self.told_at_s is not None and self.told_at_s >= at_s

    def to_tell(self, at_s: float) -> list[int] | None:
        """The tickets taken here, for staff to look at; None where they were told a moment ago."""
        if self.told_at_s is not None and at_s - self.told_at_s < TOLD_EACH_S:
            return None
        self.told_at_s = at_s
        return [each.ticket_id for each in self.presses if each.ticket_id is not None]
