"""What becomes of the calendar by which figures are read: outages of the office, and leave of its officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class OutageNoted(Event):
    """Times of these minutes count in no comparison, whoever served. Minutes of the office's day."""

    kind: ClassVar[str] = "outage.noted"
    outage_id: int
    business_date: str
    from_min: int
    until_min: int
    services: str  # their numbers, parted by spaces; "": all
    why: str  # a value of outages.OutageKind
    by_id: int


@dataclass(frozen=True, slots=True)
class OutageWithdrawn(Event):
    kind: ClassVar[str] = "outage.withdrawn"
    outage_id: int
    business_date: str
    by_id: int


@dataclass(frozen=True, slots=True)
class LeaveAsked(Event):
    """An officer asked not to be expected for some days, or hours. The kind may tell of health: it is not here."""

    kind: ClassVar[str] = "leave.asked"
    leave_id: int
    officer_id: int
    first_day: str
    last_day: str
    from_min: int | None  # of a part of one day; None: whole days
    until_min: int | None


@dataclass(frozen=True, slots=True)
class LeaveDecided(Event):
    kind: ClassVar[str] = "leave.decided"
    leave_id: int
    officer_id: int
    decision: str  # approved, refused
    by_id: int


@dataclass(frozen=True, slots=True)
class LeaveWithdrawn(Event):
    kind: ClassVar[str] = "leave.withdrawn"
    leave_id: int
    officer_id: int
