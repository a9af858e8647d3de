"""How the clocks stood at an office's last event, kept with the head of its log, and the one look at them.

The head is locked and moved by every transaction that writes an event, whichever worker it is: nothing else is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from queue_app.domain.log.clock import Jump, Seen, Steady, compared, jumped_until

SteadyClock = Callable[[], Steady]


class Kept(NamedTuple):
    """What the head of a log keeps of them.

    at: of the last event. clocks: of the last machines, as JSON. jumped_until: after it nothing was noted that a jump
    came behind.
    """

    at: datetime | None
    clocks: str | None
    jumped_until: datetime | None


class Reading(NamedTuple):
    """One look at the clocks. jump: if the clock was set since the last event. kept: for the next look."""

    now: datetime
    jump: Jump | None
    kept: Kept


def read(kept: Kept, clock: Callable[[], datetime], steady: SteadyClock | None) -> Reading:
    """What the clocks say now, and whether one of them was set."""
    now, steady_now = clock(), steady() if steady else None
    jump, seen = compared(now, steady_now, last_at=kept.at, seen=_seen(kept.clocks))
    until = kept.jumped_until
    if jump is not None:
        until = jumped_until(until, now, jump.by_s)
    return Reading(now, jump, Kept(now, _written(seen), until))


def _seen(clocks: str | None) -> list[Seen]:
    return [Seen(*each) for each in json.loads(clocks)] if clocks else []


def _written(seen: Sequence[Seen]) -> str | None:
    return json.dumps(seen) if seen else None
