"""Why a leg's time is doubted, and by whom: a mark stands until its maker, or a supervisor with a reason, withdraws it.

The fold of what the log tells of marks, and the rules of who may say what. Facts are withdrawn by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from queue_app.domain.log import events


class Source(StrEnum):
    """Who makes a mark. The codes of officer and supervisor are these values; all others are the system's."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


FACTS = frozenset({"overnight", "clock_set_back", "clock_jumped", "two_officers"})
_SHOWN_FIRST = [Source.SUPERVISOR, Source.SYSTEM, Source.OFFICER]


@dataclass(frozen=True, slots=True)
class Mark:
    """One doubt about one leg, which has at most one of each code."""

    why: str  # a key of performance.DOUBTS
    by_id: int | None  # None: the system
    made_at: datetime
    withdrawn_by_id: int | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None  # a key of outcomes.WITHDRAWALS; None: by its maker
    disputed_by_id: int | None = None
    disputed_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_overruled(self) -> bool:
        """Whether somebody else than its maker has withdrawn it."""
        return not self.stands and self.withdrawn_by_id != self.by_id


Marks: TypeAlias = Mapping[str, Mark]  # of one leg, by code


def source(why: str) -> Source:
    """Who makes marks of this code."""
    return Source(why) if why in {Source.OFFICER, Source.SUPERVISOR} else Source.SYSTEM


def standing(marks: Marks) -> str | None:
    """The doubt to show where one is shown: a supervisor's before the system's before the officer's; None: none."""
    found = [each for each in marks.values() if each.stands]
    return min(found, key=_rank).why if found else None


def _rank(mark: Mark) -> tuple[int, bool, datetime, str]:
    return _SHOWN_FIRST.index(source(mark.why)), mark.why not in FACTS, mark.made_at, mark.why


def after(marks: Marks, event: events.Event, *, at: datetime, legs_officer: int | None) -> Marks:
    """The leg's marks after an event of this leg; any other event than those that speak of marks changes none.

    legs_officer: whose leg it was before the event. What a log of before 0.7 tells is read by what was meant: there an
    officer's code by somebody else was a supervisor's, and a mark was taken back without saying whose.
    """
    if isinstance(event, events.TimeMarked):
        if event.why is None:
            return _believed(marks, event.officer_id, at, legs_officer)
        return _made(marks, event.why, event.officer_id, at, legs_officer)
    if isinstance(event, events.ServiceResumed) and event.officer_id != legs_officer:
        return _made(marks, "two_officers", None, at, legs_officer)
    if isinstance(event, events.DoubtWithdrawn):
        return _withdrawn(marks, [event.why], event.officer_id, at, event.reason)
    if isinstance(event, events.DoubtDisputed):
        return _disputed(marks, [event.why], event.officer_id, at)
    return marks


def taken_back(marks: Marks, before: Marks) -> Marks:
    """The marks once the leg's last action is undone: what the system said of it is gone, what people said stays.

    before: the marks as they were before that action.
    """
    return {why: each for why, each in marks.items() if source(why) != Source.SYSTEM or why in before}


def _made(marks: Marks, why: str, by_id: int | None, at: datetime, legs_officer: int | None) -> Marks:
    if why == Source.OFFICER and by_id != legs_officer:
        why = Source.SUPERVISOR.value
    if why in marks and marks[why].stands:
        return marks
    return {**marks, why: Mark(why, None if source(why) == Source.SYSTEM else by_id, at)}


def _believed(marks: Marks, by_id: int | None, at: datetime, legs_officer: int | None) -> Marks:
    """A mark taken back as logs of before 0.7 tell it: the own one; else an officer can only have disputed."""
    whys = [why for why, each in marks.items() if each.stands and why not in FACTS]
    own = [why for why in whys if marks[why].by_id == by_id is not None]
    if not own and by_id == legs_officer:
        return _disputed(marks, whys, by_id, at)
    return _withdrawn(marks, own or whys, by_id, at, None)


def _withdrawn(marks: Marks, whys: Iterable[str], by_id: int | None, at: datetime, reason: str | None) -> Marks:
    changed = {
        why: replace(marks[why], withdrawn_by_id=by_id, withdrawn_at=at, withdrawn_reason=reason)
        for why in whys
        if why in marks and marks[why].stands and why not in FACTS
    }
    return {**marks, **changed}


def _disputed(marks: Marks, whys: Iterable[str], by_id: int | None, at: datetime) -> Marks:
    changed = {
        why: replace(marks[why], disputed_by_id=by_id, disputed_at=at)
        for why in whys
        if why in marks and marks[why].stands and marks[why].disputed_at is None
    }
    return {**marks, **changed}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks of a leg's time. A supervisor who served a leg is its officer like any other."""

    officer_id: int
    is_legs_officer: bool
    is_supervisor: bool

    @property
    def marks_as(self) -> Source | None:
        """The mark that is this person's to make; None: somebody else's leg."""
        if self.is_legs_officer:
            return Source.OFFICER
        return Source.SUPERVISOR if self.is_supervisor else None

    def may_mark(self, marks: Marks) -> bool:
        """Where no mark of this kind of person stands."""
        return self.marks_as is not None and not (self.marks_as in marks and marks[self.marks_as].stands)

    def may_take_back(self, mark: Mark) -> bool:
        """The own mark, for which nobody need say why."""
        return mark.stands and mark.why not in FACTS and mark.by_id == self.officer_id

    def may_withdraw(self, mark: Mark) -> bool:
        """Another's mark, with a reason."""
        is_guess = mark.stands and mark.why not in FACTS and mark.by_id != self.officer_id
        return is_guess and self.marks_as == Source.SUPERVISOR

    def may_dispute(self, mark: Mark) -> bool:
        """Another's mark on the own leg, once."""
        is_open = mark.stands and mark.disputed_at is None and mark.by_id != self.officer_id
        return is_open and self.is_legs_officer
