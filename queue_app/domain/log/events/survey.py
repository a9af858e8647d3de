"""Events of the survey. There is none of an answer: the log is in order of time, and would tell who gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class SurveySealed(Event):
    """Nothing of that day's answers is added, changed or removed from here on, but by forms that the log tells of."""

    kind: ClassVar[str] = "survey.sealed"
    business_date: str
    answers: int
    sha256: str  # as citizen.survey.sealed.digest has it


@dataclass(frozen=True, slots=True)
class FormsTaken(Event):
    """Answers on paper were entered, or a file of them was taken in; which of them, the log does not know."""

    kind: ClassVar[str] = "survey.forms_taken"
    channel: str  # "paper" or "import"
    forms: int
    first_day: str
    last_day: str
    sha256: str | None  # of the file
    officer_id: int  # who entered them
