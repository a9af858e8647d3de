"""A public forum (forum konsultasi publik, dialog): who came in groups without names, and what the office promised.

UU 25/2009, article 20: standards are made with the people whom they concern; the forum is where they are heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.log.errors import BadInput

TITLE_MOST = 120
TEXT_MOST = 6000  # of an invitation, of minutes
LINE_MOST = 400  # of a promise, its owner, what became of it
PEOPLE_MOST = 10_000  # of one group


class ForumKind(StrEnum):
    CONSULTATION = "consultation"  # FKP, of PermenPANRB 16/2017
    DIALOGUE = "dialogue"


class Group(StrEnum):
    """Whom the law wants to be heard (PermenPANRB 16/2017), and those who work here."""

    CITIZENS = "citizens"
    DISABILITY = "disability"
    WOMEN = "women"
    ORGANISATIONS = "organisations"
    BUSINESS = "business"
    EXPERTS = "experts"
    MEDIA = "media"
    GOVERNMENT = "government"
    OFFICE = "office"


class Became(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"  # with a reason


class Standing(StrEnum):
    """What of a promise is shown: derived, never stored."""

    OPEN = "open"
    LATE = "late"  # its day has passed, and nothing became of it
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Forum:
    """One forum as it is told. counts: people by group; no name of anybody who came is kept in clear."""

    title: str
    kind: ForumKind
    held_on: date
    place: str
    invitation: str
    minutes: str = ""


class Promise(NamedTuple):
    """What was promised, by whom (an office, never a person's name), by when, and what became of it."""

    text: str
    owner: str
    due_on: date
    became: Became = Became.OPEN
    done_on: date | None = None
    result: str = ""


class Tally(NamedTuple):
    """Of the promises of one forum or many."""

    kept: int
    late: int
    open: int
    dropped: int


def standing(promise: Promise, today: date) -> Standing:
    """How a promise stands on a day: what was kept behind its day says so for good."""
    if promise.became is Became.DROPPED:
        return Standing.DROPPED
    if promise.became is Became.KEPT:
        return Standing.KEPT_LATE if (promise.done_on or promise.due_on) > promise.due_on else Standing.KEPT
    return Standing.LATE if today > promise.due_on else Standing.OPEN


def tally(promises: Iterable[Promise], today: date) -> Tally:
    """How many were kept (also late), are late, are open, and were dropped."""
    found = [standing(each, today) for each in promises]
    kept = sum(each in {Standing.KEPT, Standing.KEPT_LATE} for each in found)
    return Tally(kept, found.count(Standing.LATE), found.count(Standing.OPEN), found.count(Standing.DROPPED))


def checked(forum: Forum) -> Forum:
    """The same with its texts trimmed. Raises BadInput: no title, no place, too long."""
    limits = {
        "title": (1, TITLE_MOST),
        "place": (1, TITLE_MOST),
        "invitation": (0, TEXT_MOST),
        "minutes": (0, TEXT_MOST),
    }
    texts = {name: _text(name, getattr(forum, name), *limit) for name, limit in limits.items()}
    return Forum(kind=forum.kind, held_on=forum.held_on, **texts)


def checked_promise(text: str, owner: str, due_on: date) -> Promise:
    """A promise with its texts trimmed. Raises BadInput: without a text or an owner, too long."""
    return Promise(_text("text", text, 1, LINE_MOST), _text("owner", owner, 1, TITLE_MOST), due_on)


def checked_result(result: str, became: Became) -> str:
    """What is told of how it ended. Raises BadInput where a promise is dropped without a reason."""
    return _text("result", result, 1 if became is Became.DROPPED else 0, LINE_MOST)


def _text(name: str, text: str, least: int, most: int) -> str:
    found = text.strip()
    if not least <= len(found) <= most:
        raise BadInput(field=name, expected=f"{least}-{most}")
    return found
