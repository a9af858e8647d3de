"""What the office adds to a complaint: how it goes on, and what was said at each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from queue_app.domain.citizen.complaints.states import Verb


@dataclass(frozen=True, slots=True)
class Handling:
    """How it goes on. complete_on: when it was found complete, from where the days of the answer are counted."""

    handler_id: int | None = None
    complete_on: date | None = None
    asked_on: date | None = None  # when something was found missing
    answered_on: date | None = None
    is_reopened: bool = False
    no_lapor: str = ""  # its number at SP4N-LAPOR!
    came_from_lapor: bool = False
    reminded: tuple[str, ...] = ()  # which reminders went out: "verify:early"


@dataclass(frozen=True, slots=True)
class Said:
    """One step. by_id None: the sender, or the calendar. public: for the sender's eyes, too."""

    verb: Verb
    by_id: int | None = field(default=None, repr=False)
    public: str = field(default="", repr=False)
    internal: str = field(default="", repr=False)
