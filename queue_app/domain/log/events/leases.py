"""Numbers that are lent to a kiosk's computer, so that it can go on while it is cut off, and their return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class LeaseGranted(Event):
    kind: ClassVar[str] = "lease.granted"
    device_id: int
    series_id: int
    business_date: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LeaseReturned(Event):
    kind: ClassVar[str] = "lease.returned"
    device_id: int
    series_id: int
    business_date: str
    first: int
    last: int
    why: str  # a key of blocks.RETURNS


@dataclass(frozen=True, slots=True)
class SlipSettled(Event):
    """A person has looked at a number of a cut-off kiosk that was not as it should be."""

    kind: ClassVar[str] = "slip.settled"
    slip_id: int
    fault: str  # a key of slips.FAULTS
    officer_id: int
