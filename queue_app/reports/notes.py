"""What a reader must know before reading a number of the officers' report: the sheet "Keterangan"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from queue_app.texts import long_time


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose report, of which business dates (both included), made when (aware), in which language.

    seq, hash: the last entry of the office's log when it was made.
    """

    office: str
    zone: str
    first: date
    last: date
    made_at: datetime
    lang: str
    seq: int
    hash: str


# (subject, text), both msgids. The parentheses hold what is too long for one line.
NOTES: tuple[tuple[str, str], ...] = (
    (
        "Where it comes from",
        (
            "Every figure is counted anew from the entries of the office's log, each of which was checked against the "
            "one before it. No figure comes from anything else that could be changed. The names of officers and "
            "services are those that the set-up has now."
        ),
    ),
    (
        "What is measured",
        (
            "The seconds in which the citizen was served at a counter, from each start to the next hold or to the end. "
            "All of them in one service of one visit are one time, also after a transfer, a hold or a return. "
            "Waiting, the walk to the counter and holds are not in it."
        ),
    ),
    (
        "What counts once",
        (
            "A service counts once a visit, however often it is taken up again. It counts for the officer who finished "
            "it last; minutes belong to whoever sat there. What a colleague had done before counts for that colleague: "
            "doing it again has a column of its own."
        ),
    ),
    ("Which day", "A record belongs to the day on which the ticket was taken."),
    (
        "Outcomes",
        (
            "Served are all services that were finished, each under its outcome. Only those that ended as done say how "
            "long the service takes; the others enter no time."
        ),
    ),
    (
        "Median and P90",
        (
            "Half of the timed services took at most the median, nine of ten at most the P90. "
            "Both stay empty where no service was timed."
        ),
    ),
    (
        "Within standard",
        (
            "The share of the timed services that took at most the standard minutes. Each is judged by the standard of "
            "its own day: where two stand in the column, it changed, and the first one counts for the days before."
        ),
    ),
    (
        "Excluded: priority",
        "Priority citizens may rightly take longer: counted as served, left out of the times, in a column of its own.",
    ),
    (
        "Excluded: doubted",
        (
            "A time that somebody doubts is counted as served and left out of the times. The officer and a supervisor "
            "mark it by hand. The system doubts what is far shorter or longer than the service takes, what began long "
            "after the call, what was on hold for longer than served, what two officers served, what ended on another "
            "day, and what a clock was set in. One service may be doubted by several, and may be priority too."
        ),
    ),
    (
        "Who withdraws a doubt",
        (
            "Only who made it, or a supervisor with a reason; services of which a supervisor withdrew a doubt are "
            "counted. Two officers, another day and a clock that was set are facts that nobody withdraws. An officer "
            "may dispute any of them: the doubt stays until it is withdrawn."
        ),
    ),
    (
        "Transferred, not completed",
        (
            "Tickets passed on to another service or colleague, with the minutes that the citizen was at this counter "
            "for them. Not completed is what was begun and then cancelled, or left when the day ended: counted for "
            "whoever cancelled it, its minutes for whoever served. Both are work; neither is counted as served. A call "
            "that was cancelled before the start is told beside them, with how long it stood."
        ),
    ),
    (
        "Calls and holds",
        (
            "Call to start is the time between the call and the start of the service. On hold is the time in which the "
            "citizen was sent away; of it is told how much the officer served nobody else. No-shows said within a "
            "minute of the call, calls out of order, numbers that the officer gave for the own counter, services that "
            "the officer added to a visit and finished, and actions taken back are told as they are."
        ),
    ),
    (
        "At the counter",
        (
            "The officer's sessions at counters, to the second: serving, called and not yet begun, free, breaks, work "
            "away from the counter. Some say little of presence: those that a colleague began by handing the counter "
            "over, and those left open past midnight, have columns, and so have those that another took over, with the "
            "ticket that was open there. A session that still goes on counts up to the last thing done in it."
        ),
    ),
    (
        "Not counted",
        "All that is in no time, why, and how much it is. One service may have several reasons.",
    ),
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
        (_("Log checked up to"), _("Entry {number}, hash: {hash}", number=heading.seq, hash=heading.hash)),
        *((_(subject), _(text)) for subject, text in NOTES),
    ]
