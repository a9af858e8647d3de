"""What becomes of the training register, and of the criteria of recognition. Words stay out of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class CourseNoted(Event):
    """services, officers: their numbers, parted by spaces; services of none: "". hours: lesson hours (JP)."""

    kind: ClassVar[str] = "course.noted"
    course_id: int
    business_date: str
    hours: int
    services: str
    officers: str
    by_id: int


@dataclass(frozen=True, slots=True)
class CourseWithdrawn(Event):
    kind: ClassVar[str] = "course.withdrawn"
    course_id: int
    business_date: str
    by_id: int


@dataclass(frozen=True, slots=True)
class TopicsSet(Event):
    """What the office suggests as a course for each kind of gap."""

    kind: ClassVar[str] = "course.topics_set"
    by_id: int


@dataclass(frozen=True, slots=True)
class CriterionSet(Event):
    """It counts for periods that begin after the day on which it was set."""

    kind: ClassVar[str] = "criterion.set"
    criterion_id: int
    measure: str  # a key of recognition.MEASURES
    limit_pct: int
    group: str  # a code; "": the whole office
    published_on: str
    by_id: int


@dataclass(frozen=True, slots=True)
class CriterionWithdrawn(Event):
    """It still counts for the periods that had begun."""

    kind: ClassVar[str] = "criterion.withdrawn"
    criterion_id: int
    withdrawn_on: str
    by_id: int
