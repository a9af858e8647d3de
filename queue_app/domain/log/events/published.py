"""What an office published of its survey, what it does about it, and what it changed. Words stay out of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class SurveyPublished(Event):
    kind: ClassVar[str] = "survey.published"
    publication_id: int
    period: str
    version: int
    sha256: str  # as citizen.survey.frozen.digest has it
    by_id: int


@dataclass(frozen=True, slots=True)
class FollowUpSet(Event):
    """A line of the follow-up plan (RTL) of a period."""

    kind: ClassVar[str] = "follow_up.set"
    follow_up_id: int
    period: str
    due_on: str
    by_id: int


@dataclass(frozen=True, slots=True)
class FollowUpDone(Event):
    kind: ClassVar[str] = "follow_up.done"
    follow_up_id: int
    business_date: str
    by_id: int


@dataclass(frozen=True, slots=True)
class FollowUpWithdrawn(Event):
    """It stays in the plan, marked so."""

    kind: ClassVar[str] = "follow_up.withdrawn"
    follow_up_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class ChangeNoted(Event):
    """Something of the office changed on that day, around which its survey is compared."""

    kind: ClassVar[str] = "change.noted"
    change_id: int
    business_date: str
    by_id: int


@dataclass(frozen=True, slots=True)
class ChangeWithdrawn(Event):
    kind: ClassVar[str] = "change.withdrawn"
    change_id: int
    by_id: int
