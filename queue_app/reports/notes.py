"""What a reader must know before reading a number of the officers' report: the sheet "Keterangan"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from queue_app.texts import long_time


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose report, of which business dates (both included), made when (aware), in which language."""

    office: str
    zone: str
    first: date
    last: date
    made_at: datetime
    lang: str


# (subject, text), both msgids. The parentheses hold what is too long for one line.
NOTES: tuple[tuple[str, str], ...] = (
    (
        "What is measured",
        (
            "The time from the start of the service at the counter to its finish, without the time on hold. "
            "Waiting and the walk to the counter are not in it."
        ),
    ),
    ("Which day", "A record belongs to the day on which the ticket was taken."),
    (
        "Median and P90",
        (
            "Half of the timed services took at most the median, nine of ten at most the P90. "
            "Both stay empty where no service was timed."
        ),
    ),
    ("Within standard", "The share of the timed services that took at most the standard minutes of the service."),
    ("Excluded: priority", "Priority citizens may rightly take longer: counted as served, left out of the times."),
    (
        "Excluded: forgotten finish",
        (
            "A service whose finish was pressed on a later day than its start says nothing about its length: "
            "counted as served, shown in its own column, left out of the times."
        ),
    ),
    (
        "Excluded: marked as inaccurate",
        (
            "The officer, or a supervisor, may mark a time as inaccurate. The system proposes it for a time far "
            "outside what the service takes, and for one that two officers share. Counted as served, left out of the "
            "times."
        ),
    ),
    ("Transferred", "Tickets passed on to another service are work too: counted apart, never among the served."),
    (
        "How to compare",
        "Only within the same service; services differ. There is no total over services. A few records say little.",
    ),
    ("Order of rows", "By the officer's name, then the service."),
    (
        "Use",
        (
            "This is supporting evidence, one of several, not a rank and not a score. "
            "The rating stays the decision of a person, after talking with the officer."
        ),
    ),
    ("Confidential", "For the officer concerned and the direct assessor only."),
)


def notes(heading: Heading, *, _: Callable[..., str]) -> list[tuple[str, str]]:
    """Pairs of subject and text, in the heading's language."""
    first, last = (format_date(day, "long", locale=heading.lang) for day in (heading.first, heading.last))
    return [
        (_("Office"), heading.office),
        (_("Period"), _("{first} to {last}", first=first, last=last)),
        (_("Report made"), long_time(heading.made_at, heading.zone, lang=heading.lang)),
        *((_(subject), _(text)) for subject, text in NOTES),
    ]
