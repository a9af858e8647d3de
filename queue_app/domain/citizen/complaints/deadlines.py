"""By when something must be done with a complaint: working days of the office's calendar, and days of the law.

Day 0 is the day it starts from and is not counted. Where two ways of counting are set, both are told and the earlier
one holds. Sources: UU 25/2009, articles 44 and 50; the stages of SP4N-LAPOR!.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.office.hours import Calendar, next_working_day


class Stage(StrEnum):
    VERIFY = "verify"  # counted from the receipt
    ANSWER = "answer"  # counted from when it was found complete
    FINISH = "finish"  # counted from the receipt; by the law from when it was found complete


class Counting(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


COMPLETE_WITHIN_DAYS = 30  # calendar days, UU 25/2009 article 44: else it counts as withdrawn
REPLY_WITHIN_DAYS = 10  # working days after the answer: then it is closed, and cannot be opened again
REMIND_AT_PCT = 70  # of a deadline's days
DAYS_MOST = 365

Rule = tuple[Group, Stage, Counting]
_W, _C = Counting.WORKING, Counting.CALENDAR
DEFAULTS: dict[Rule, int] = {
    **{(group, Stage.VERIFY, _W): 3 for group in Group},  # SP4N-LAPOR!
    **{(group, Stage.VERIFY, _C): 14 for group in Group},  # UU 25/2009, article 44
    **{(group, Stage.ANSWER, _W): 5 for group in Group},  # SP4N-LAPOR!
    (Group.INFORMATION, Stage.FINISH, _W): 5,
    (Group.COMPLAINT, Stage.FINISH, _W): 14,
    (Group.OVERSIGHT, Stage.FINISH, _W): 60,
    (Group.ASPIRATION, Stage.FINISH, _W): 14,
    **{(group, Stage.FINISH, _C): 60 for group in Group},  # UU 25/2009, article 50
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One stage's last day: the earlier one of its ways of counting, and each of them."""

    stage: Stage
    due_on: date
    starts_on: date
    each: tuple[tuple[Counting, int, date], ...]


def add_working_days(calendar: Calendar, start: date, days: int) -> date:
    """The last of so many working days after `start`, which is not counted itself.

    A working day is one on which the office is open at all. An office that opens on no day of a year counts every day.
    """
    day = start
    for _ in range(days):
        day = next_working_day(calendar, day) or day + timedelta(days=1)
    return day


def deadline(
    calendar: Calendar, rules: Mapping[Rule, int], group: Group, stage: Stage, starts_on: date
) -> Deadline | None:
    """The stage's deadline. None: no days are set for it."""
    each = tuple(
        (counting, rules[group, stage, counting], _ADD[counting](calendar, starts_on, rules[group, stage, counting]))
        for counting in Counting
        if rules.get((group, stage, counting))
    )
    return Deadline(stage, min(due for _how, _days, due in each), starts_on, each) if each else None


def earliest(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The one that comes first."""
    return min(deadlines, key=lambda each: each.due_on, default=None)


def remind_on(calendar: Calendar, due: Deadline) -> date:
    """The day from which one is reminded before the deadline: when 70 % of its days have passed, whole days up."""
    days = next(days for _how, days, on in due.each if on == due.due_on)
    counting = next(how for how, _days, on in due.each if on == due.due_on)
    return _ADD[counting](calendar, due.starts_on, -(-days * REMIND_AT_PCT // 100))


def _calendar_days(_calendar: Calendar, start: date, days: int) -> date:
    return start + timedelta(days=days)


_ADD = {Counting.WORKING: add_working_days, Counting.CALENDAR: _calendar_days}
