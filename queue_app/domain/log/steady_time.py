"""Seconds that never run backwards, read from a log whose clock may have been set meanwhile.

From them durations are taken; the log itself stays honest about what the clock said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from queue_app.domain.log.events import ClockJumped, Event

# Two machines of one office may disagree by so much, and neither was set. A deeper fall without an event of its own is
# of a log from before there was one.
APART = timedelta(minutes=1)


class SteadyAxis:
    """Reads an office's events in the order of the log; between two events lie the seconds that passed.

    `jumped`: whether the clock was set between the event before and the one that was read last. The axis is only
    good for differences: it begins with 0 at the first event that it reads, which may stand anywhere in the log.
    """

    def __init__(self) -> None:
        self.jumped = False
        self._reached: datetime | None = None  # the clock's time that has passed already
        self._seconds = 0.0

    def read(self, at: datetime, event: Event) -> float:
        """The event's place on the axis, in seconds; never less than that of the event before.

        A `clock.jumped` is taken off as it says. Without one, a fall of more than APART is a jump of just that size,
        so that time does not stand still until the clock comes there again; in a smaller one it does stand still.
        """
        reached, self._reached = self._reached or at, at
        by_s = event.by_s if isinstance(event, ClockJumped) else 0.0
        passed_s = (at - reached).total_seconds() - by_s
        self.jumped = isinstance(event, ClockJumped) or reached - at > APART
        if passed_s < 0 and not self.jumped:
            self._reached = reached
        self._seconds += max(0.0, passed_s)
        return self._seconds
