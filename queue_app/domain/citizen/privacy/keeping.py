"""Every kind of data that leads to a person, or could: why it is kept, how long, and what becomes of it then.

Source of the terms: the purpose of each (UU 27/2022 Ps 16); an office's archive schedule (JRA) may ask for longer ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.citizen.survey import window

FEW = 10  # of fewer people, a count could lead to one of them
WEEK = timedelta(days=7)
BOOKING_MARKS_DAYS = 90  # the longest cool-down there is
PROMISE_DAYS = 62  # this month and the last can be scored anew from what was shown; sums of longer ago stay
IDENTITY_DAYS = 2 * 365  # after the end: who asks again does so within this; then nobody shall know any more


class Of(StrEnum):
    """Whom a kind could lead to, which says how its proof is told."""

    HOUSE = "house"  # screens, staff, files: the count each day
    CITIZENS = "citizens"  # the count each day, of ten and more
    VOICES = "voices"  # what citizens say: once a week, of ten and more


@dataclass(frozen=True, slots=True)
class Kind:
    """name, why, how: msgids. days: after the day it is of; None: it stays, and `why` says why."""

    name: str
    why: str
    how: str
    of: Of
    days: int | None


@dataclass(frozen=True, slots=True)
class Pending:
    """What was forgotten and not told yet. since: the first day of it; None: nothing."""

    count: int = 0
    since: date | None = None

    def and_also(self, count: int, today: date) -> Pending:
        """The same with what was forgotten today."""
        return Pending(self.count + count, self.since or (today if count else None))


DELETED = "It is deleted."
KINDS: dict[str, Kind] = {
    "pushes": Kind("Phones that asked to be woken", "To wake the phone when the number is near.", DELETED,
                   Of.CITIZENS, 0),
    "booking_mails": Kind("Mail addresses for a booking's reminder", "To remind of the booked time.", DELETED,
                          Of.CITIZENS, 0),
    "booking_marks": Kind("Marks of who booked", "So that nobody books again and again without coming.",
                          "They are taken off; the booking's day and service stay.", Of.CITIZENS, BOOKING_MARKS_DAYS),
    "notes": Kind("Notes of officers on a ticket", "So that the next officer need not ask again.", DELETED,
                  Of.CITIZENS, 30),
    "press_keys": Kind("Names of presses at a kiosk", "So that a press that is repeated gives no second number.",
                       DELETED, Of.CITIZENS, 30),
    "promises": Kind("Waiting times that were shown", "To count afterwards how far they held.", DELETED,
                     Of.CITIZENS, PROMISE_DAYS),
    "survey_marks": Kind("Marks of which ticket answered the survey", "So that nobody answers twice.", DELETED,
                         Of.VOICES, window.DAYS),
    "comments": Kind("Comments of the survey", "So that the office learns from them.", DELETED,
                     Of.VOICES, window.COMMENT_DAYS),
    "ratings": Kind("Presses on the four faces", "To see from month to month how services are felt.", DELETED,
                    Of.VOICES, 730),
    "complaint_identities": Kind("Name and contact behind a complaint", "To answer, and to ask back.",
                                 "They are taken off; what was said stays under its seal.", Of.VOICES, IDENTITY_DAYS),
    "requests": Kind("Who asked about the own data", "To answer, and to show that it was answered.",
                     "Name and words are taken off; that somebody asked stays.", Of.VOICES, 365),
    "screens": Kind("Screens that were seen", "To tell which screen is missed.", DELETED, Of.HOUSE, 7),
    "announcements": Kind("Calls as the room heard them", "To tell which call nobody heard.", DELETED, Of.HOUSE, 7),
    "flood_places": Kind("Where a flood of numbers came from", "To stop it.", "The mark is taken off.", Of.HOUSE, 30),
    "sessions": Kind("Sign-ins of staff", "To end them when an account is closed.",
                     "They are deleted; the log still tells that somebody signed in.", Of.HOUSE, 30),
    "uploads": Kind("Uploaded files that nothing shows", "A file may be in use again within a day.", DELETED,
                    Of.HOUSE, 1),
    "tickets": Kind("Numbers, services and times", "To count waits, and to judge the office's work fairly.",
                    "They stay: no name, no NIK and no telephone number is with them.", Of.HOUSE, None),
    "log": Kind("The log", "To show later what happened and that nobody changed it.",
                "It stays: it holds no name of a citizen, and of staff their number only.", Of.HOUSE, None),
    "answers": Kind("Answers of the survey", "So that a published index can be counted again.",
                    "They stay: nothing joins them to a number or a person.", Of.HOUSE, None),
    "complaints": Kind("What was said in a complaint", "To show that it was handled.",
                       "It stays under its seal until the office's archive schedule ends it.", Of.HOUSE, None),
    "staff": Kind("Staff: name, NIP, hours and reports", "The office owes them a fair evaluation.",
                  "They stay as long as the law of the civil service asks.", Of.HOUSE, None),
}  # fmt: skip
TIMED = {code: kind for code, kind in KINDS.items() if kind.days is not None}


def before(days: int, today: date) -> date:
    """What is of days before this one is forgotten on `today`."""
    return today - timedelta(days=days)


def is_told(kind: Kind, pending: Pending, today: date) -> bool:
    """Whether the log is told today of what was forgotten: of what citizens say only when a week is over."""
    if pending.since is None:
        return False
    return kind.of is not Of.VOICES or today - pending.since >= WEEK


def told_count(kind: Kind, count: int) -> int | None:
    """The count as it may be told; None where it is of so few that it could lead to somebody."""
    return count if kind.of is Of.HOUSE or count >= FEW else None
