"""What becomes of the calendar by which figures are read: outages of the office."""

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
