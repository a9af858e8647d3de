"""What became of complaints. The log hears of a day's steps when that day is over: no minute, no track, no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class ComplaintMoved(Event):
    """A complaint came in, or something was done with it on that business date; the same of every kind and track."""

    kind: ClassVar[str] = "complaint.moved"
    complaint_id: int  # random
    business_date: str
    state: str  # after it


@dataclass(frozen=True, slots=True)
class ComplaintIdentityOpened(Event):
    """Somebody who handles it read who it came from."""

    kind: ClassVar[str] = "complaint.identity_opened"
    complaint_id: int
    business_date: str
