"""What the office adds to a complaint: how it goes on, and what was said at each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from queue_app.domain.citizen.complaints.states import Verb


@dataclass(frozen=True, slots=True)
class Handling:
    """How it goes on. Days are business dates; None: not yet."""

    handler_id: int | None = None
    asked_on: date | None = None  # something is missing since
    completed_on: date | None = None  # when the sender brought it: the days of the check start anew
    complete_on: date | None = None  # when it was found complete: the days of the answer start here
    answered_on: date | None = None  # the first time
    closes_from: date | None = None  # its newest answer
    reopened_on: date | None = None
    no_lapor: str = ""  # its number at SP4N-LAPOR!
    came_from_lapor: bool = False
    reminded: tuple[str, ...] = ()  # which reminders went out


@dataclass(frozen=True, slots=True)
class Said:
    """One step. by_id None: the sender, or the calendar. public: for the sender's eyes, too."""

    verb: Verb
    by_id: int | None = field(default=None, repr=False)
    public: str = field(default="", repr=False)
    internal: str = field(default="", repr=False)


def after(handling: Handling, verb: Verb, today: date) -> Handling:
    """What the verb changes by itself, on that business date."""
    change = _CHANGES.get(verb)
    return change(handling, today) if change else handling


_CHANGES: dict[Verb, Callable[[Handling, date], Handling]] = {
    Verb.ASK: lambda own, today: replace(own, asked_on=today),
    Verb.COMPLETE: lambda own, today: replace(own, asked_on=None, completed_on=today),
    Verb.ACCEPT: lambda own, today: replace(own, asked_on=None, complete_on=today),
    Verb.ANSWER: lambda own, today: replace(own, answered_on=own.answered_on or today, closes_from=today),
    Verb.REOPEN: lambda own, today: replace(own, reopened_on=today, complete_on=today, closes_from=None),
}
