"""What was forgotten, who asked for what, and breaches. No event knows a person outside the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class DataForgotten(Event):
    """A kind of data was forgotten by itself: what was of days before `before`. count: None where it could tell."""

    kind: ClassVar[str] = "data.forgotten"
    what: str  # a key of keeping.KINDS
    before: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PrivacyContactSet(Event):
    """Whom people may ask about their data was named, or named anew."""

    kind: ClassVar[str] = "privacy.contact_set"
    sha256: str  # of what stands on the notice
    by_id: int


@dataclass(frozen=True, slots=True)
class PrivacyAsked(Event):
    """Somebody asked in writing, and it was entered."""

    kind: ClassVar[str] = "privacy.asked"
    request_id: int
    what: str  # a value of requests.RequestKind
    received_at: str
    by_id: int


@dataclass(frozen=True, slots=True)
class PrivacyAnswered(Event):
    kind: ClassVar[str] = "privacy.answered"
    request_id: int
    decision: str  # a value of requests.Outcome
    by_id: int


@dataclass(frozen=True, slots=True)
class BreachNoted(Event):
    """Personal data may have got into wrong hands; its clock runs from `found_at`."""

    kind: ClassVar[str] = "breach.noted"
    breach_id: int
    found_at: str
    sha256: str  # of what was written down
    by_id: int


@dataclass(frozen=True, slots=True)
class BreachStepDone(Event):
    kind: ClassVar[str] = "breach.step_done"
    breach_id: int
    action: str  # a value of breaches.Step
    by_id: int


@dataclass(frozen=True, slots=True)
class BreachClosed(Event):
    kind: ClassVar[str] = "breach.closed"
    breach_id: int
    sha256: str  # of its report
    by_id: int
