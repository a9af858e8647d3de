"""What happens to the reports about officers. What people write stays out of the log: it holds a hash of it.

officer_id: whom the report is about, who does what is the officer's to do. by_id: who did it, where that is another.
period: as periods.Period writes it. sha256: of what was written, as UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class DraftPublished(Event):
    kind: ClassVar[str] = "evidence.published"
    officer_id: int
    period: str
    version: int
    sha256: str  # of the figures, in their canonical form
    head_seq: int  # of the last event that they were read from
    by_id: int


@dataclass(frozen=True, slots=True)
class DraftReceived(Event):
    """The officer opened it for the first time: from here on the term for disputes runs."""

    kind: ClassVar[str] = "evidence.received"
    officer_id: int
    period: str
    version: int


@dataclass(frozen=True, slots=True)
class TargetsSet(Event):
    kind: ClassVar[str] = "evidence.targets_set"
    officer_id: int
    period: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LetterNoted(Event):
    kind: ClassVar[str] = "evidence.noted"
    officer_id: int
    period: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordDisputed(Event):
    """of_ticket, of_service: the record, as CaseFact tells it; None: the report as a whole."""

    kind: ClassVar[str] = "evidence.disputed"
    officer_id: int
    period: str
    dispute_id: int
    of_ticket: int | None
    of_service: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class DisputeDecided(Event):
    kind: ClassVar[str] = "evidence.decided"
    officer_id: int
    period: str
    dispute_id: int
    decision: str  # a value of cycle.Decision
    sha256: str
    by_id: int


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Event):
    kind: ClassVar[str] = "evidence.feedback"
    officer_id: int
    period: str
    sha256: str
    by_id: int


@dataclass(frozen=True, slots=True)
class LetterDiscussed(Event):
    """by_id says that they have talked it through: the officer, or the supervisor."""

    kind: ClassVar[str] = "evidence.discussed"
    officer_id: int
    period: str
    version: int
    by_id: int


@dataclass(frozen=True, slots=True)
class LetterLocked(Event):
    kind: ClassVar[str] = "evidence.locked"
    officer_id: int
    period: str
    version: int
    sha256: str  # of the whole letter, in its canonical form: antrean verify-log holds the stored bytes against it
    reason: str | None  # a key of cycle.LOCKED_ALONE; None: both had discussed it
    by_id: int


@dataclass(frozen=True, slots=True)
class LetterOpened(Event):
    """The head of the unit read one officer's report."""

    kind: ClassVar[str] = "evidence.opened"
    officer_id: int
    period: str
    reason: str  # a key of cycle.OPENED
    sha256: str
    by_id: int
