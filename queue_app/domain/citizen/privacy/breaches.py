"""When personal data may have got into wrong hands: the clock of UU 27/2022 Ps 46 and what is done before it ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_app.domain.log.errors import BadInput

NOTIFY_WITHIN = timedelta(hours=72)  # UU 27/2022 Ps 46 (1): at most 3 x 24 hours, in writing
NEAR_END = timedelta(hours=12)  # from when the clock is shown as near its end


class Step(StrEnum):
    """In the order in which they are usually done; none waits for another."""

    CONTAINED = "contained"
    TOLD_PEOPLE = "told_people"  # those whose data it is
    TOLD_AUTHORITY = "told_authority"  # Lembaga PDP; in the interim Komdigi


MUST_TELL = frozenset({Step.TOLD_PEOPLE, Step.TOLD_AUTHORITY})  # Ps 46 (1): both of them


class Mood(StrEnum):
    RUNNING = "running"
    NEAR = "near"  # twelve hours or less
    OVER = "over"  # the time passed, and not everybody was told
    TOLD = "told"  # everybody was told who must be


@dataclass(frozen=True, slots=True)
class Clock:
    """ends_at: aware. left: until then, never negative. mood: as a page shows it."""

    ends_at: datetime
    left: timedelta
    mood: Mood


def clock(found_at: datetime, done: Collection[Step], *, now: datetime) -> Clock:
    """How much of the 72 hours is left. found_at: when the office learned of it, aware.

    Source: UU 27/2022 Ps 46 (1). It counts from when the failure is known; the law's text says "3 x 24 jam", so hours.
    """
    ends_at = found_at + NOTIFY_WITHIN
    left = max(ends_at - now, timedelta(0))
    return Clock(ends_at, left, _mood(left, frozenset(done)))


def _mood(left: timedelta, done: frozenset[Step]) -> Mood:
    if done >= MUST_TELL:
        return Mood.TOLD
    if not left:
        return Mood.OVER
    return Mood.NEAR if left <= NEAR_END else Mood.RUNNING


TEXT_MOST = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """What UU 27/2022 Ps 46 (2) asks to be told: which data, when and how, what is done. report: once it is over."""

    what: str
    how: str
    handling: str
    report: str = ""


def checked(told: Told, found_at: datetime, *, now: datetime) -> Told:
    """The same, trimmed. Raises BadInput: nothing said of what, too long, found in time to come."""
    good = Told(told.what.strip(), told.how.strip(), told.handling.strip())
    for name, text, least in (("what", good.what, 1), ("how", good.how, 0), ("handling", good.handling, 0)):
        if not least <= len(text) <= TEXT_MOST:
            raise BadInput(field=name, expected=f"{least}-{TEXT_MOST}")
    if found_at > now:
        raise BadInput(field="found_at", expected="not after now")
    return good


def checked_report(report: str) -> str:
    """What a breach is closed with, trimmed. Raises BadInput: empty, or too long."""
    good = report.strip()
    if not 0 < len(good) <= TEXT_MOST:
        raise BadInput(field="report", expected=f"1-{TEXT_MOST}")
    return good
