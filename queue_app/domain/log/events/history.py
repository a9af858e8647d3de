"""What another system knows of days before this one was used, taken over as it was told: facts with their source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class HistoryImported(Event):
    """The visits of one file follow, all of them, in the same transaction."""

    kind: ClassVar[str] = "history.imported"
    source: str  # SHA-256 of the file's bytes, hex
    visits: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class HistoryVisit(Event):
    """A visit as the file told it; whether it is true nobody here saw. Times are ISO with their offset."""

    kind: ClassVar[str] = "history.visit"
    source: str  # as HistoryImported's
    number: int  # among all visits that the office ever took over, from 1 on
    row: int  # its line in the file; what the file calls it may be a person's number, and stays there
    business_date: str
    service_id: int
    officer_id: int | None  # None: the file names nobody
    is_priority: bool
    arrived_at: str
    called_at: str | None
    ended_at: str | None  # when it was served, or when the citizen left
    end: str  # "done", "expired" (left unserved), "no_show", "cancelled": facts.End
