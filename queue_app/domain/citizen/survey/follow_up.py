"""A line of the follow-up plan (rencana tindak lanjut, RTL): what the office does about an unsur, who, and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.domain.log.errors import BadInput

LONGEST_PROGRAMME, LONGEST_OWNER, LONGEST_TOLD = 300, 120, 500
LAST_YEAR = 2100
SHORT_MONTHS, MIDDLE_MONTHS = 12, 24  # PermenPANRB 14/2017: under 12 months, 12 to 24, over 24


class Term(StrEnum):
    """jangka pendek, menengah, panjang."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"


class Standing(StrEnum):
    """Where a line stands on a day."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FollowUpEntry:
    """period: code of the survey that it answers. unsur: a code. owner: a post, as the plan prints it."""

    period: str
    unsur: str
    programme: str
    owner: str
    due_on: date
    is_public: bool

    @property
    def quarter(self) -> int:
        """TW I to IV of the year of its due date."""
        return (self.due_on.month + 2) // 3


def checked(entry: FollowUpEntry, *, today: date) -> FollowUpEntry:
    """The line as it is kept. Raises BadInput naming the field: unsur, programme, owner or due_on (a day to come)."""
    told = replace(entry, programme=" ".join(entry.programme.split()), owner=" ".join(entry.owner.split()))
    faults = {
        "unsur": (told.unsur not in UNSUR, "unsur"),
        "programme": (not _fits(told.programme, LONGEST_PROGRAMME), f"1-{LONGEST_PROGRAMME}"),
        "owner": (not _fits(told.owner, LONGEST_OWNER), f"1-{LONGEST_OWNER}"),
        "due_on": (not today <= told.due_on < date(LAST_YEAR, 1, 1), f">= {today}"),
    }
    for field, (is_wrong, expected) in faults.items():
        if is_wrong:
            raise BadInput(field=field, expected=expected)
    return told


def term(set_on: date, due_on: date) -> Term:
    """Short, middle or long, by the months from the day of the plan to the due date."""
    months = 12 * (due_on.year - set_on.year) + due_on.month - set_on.month - (due_on.day < set_on.day)
    if months < SHORT_MONTHS:
        return Term.SHORT
    return Term.MIDDLE if months <= MIDDLE_MONTHS else Term.LONG


def standing(due_on: date, done_on: date | None, today: date) -> Standing:
    """The day it is due it is not late yet."""
    if done_on is not None:
        return Standing.DONE
    return Standing.LATE if due_on < today else Standing.OPEN


def _fits(text: str, longest: int) -> bool:
    return 1 <= len(text) <= longest and "\0" not in text
