"""A stretch: somebody did one thing, with one visit or at one desk, from when to when, until what ended it.

Plain tuples, for a log has millions.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Doing(StrEnum):
    WAIT = "wait"  # a visit's: in the queue
    ASIDE = "aside"  # a visit's: in the queue, and not called yet by the citizen's own wish
    WALK = "walk"  # a visit's and a desk's: called, and not yet there
    SERVE = "serve"  # a visit's and a desk's
    HOLD = "hold"  # a visit's: sent away for a while
    ABSENT = "absent"  # a visit's: missed the call, and waits again afterwards
    FREE = "free"  # a desk's: nobody is there
    BREAK = "break"
    BACK_OFFICE = "back_office"


IN_QUEUE = frozenset({Doing.WAIT, Doing.ASIDE})
AT_DESK = frozenset({Doing.WALK, Doing.SERVE})


class Moment(NamedTuple):
    """When an event happened. micros: on the steady axis. jumps: how often the clock has been set by then."""

    micros: int
    at: datetime
    kind: str  # of the event
    jumps: int


class Stretch(NamedTuple):
    """start, end: microseconds on the steady axis. began_at, ended_at: what the clock said (aware UTC).

    officer_id, counter_id: who and where; of a hold who sent away, of a wait who had the visit before, if anybody.
    ended_by: the kind of the event that ended it. jumped: the clock was set meanwhile.
    """

    doing: Doing
    start: int
    end: int
    began_at: datetime
    ended_at: datetime
    ended_by: str
    ticket_id: int | None
    leg_id: int | None
    service_id: int | None
    counter_id: int | None
    officer_id: int | None
    reason: str | None  # of a hold or a break: a key of outcomes.HOLDS or desks.BREAKS
    jumped: bool

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / 1_000_000


class OpenStretch(NamedTuple):
    """One that has not ended. jumps: as its first moment's."""

    doing: Doing
    start: int
    began_at: datetime
    jumps: int
    ticket_id: int | None = None
    leg_id: int | None = None
    service_id: int | None = None
    counter_id: int | None = None
    officer_id: int | None = None
    reason: str | None = None

    def until(self, now: Moment) -> Stretch:
        """As it is if it ends now; a ticket taken for a later hour that ends before has waited for no time."""
        return Stretch(
            self.doing, min(self.start, now.micros), now.micros, self.began_at, now.at, now.kind, self.ticket_id,
            self.leg_id, self.service_id, self.counter_id, self.officer_id, self.reason, self.jumps != now.jumps,
        )  # fmt: skip
