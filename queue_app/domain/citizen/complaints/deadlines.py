"""By when something must be done with a complaint: working days of the office's calendar, and days of the law.

Day 0 is the day it starts from and is not counted. Where two ways of counting are set, both are told and the earlier
one holds. Sources: UU 25/2009, articles 44 and 50; the stages of SP4N-LAPOR!.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.office.hours import Calendar, next_working_day


class Stage(StrEnum):
    VERIFY = "verify"  # counted from the receipt
    ANSWER = "answer"  # counted from when it was found complete
    FINISH = "finish"  # working days from the receipt; by the law, in days, from when it was found complete


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
class Counted:
    """One way of counting a stage's days: from which day how many, and the last one."""

    counting: Counting
    days: int
    starts_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """One stage's last day: the earlier one of its ways of counting, and each of them."""

    stage: Stage
    each: tuple[Counted, ...]

    @property
    def holds(self) -> Counted:
        """The one that comes first."""
        return min(self.each, key=lambda counted: counted.due_on)

    @property
    def due_on(self) -> date:
        return self.holds.due_on


def add_working_days(calendar: Calendar, start: date, days: int) -> date:
    """The last of so many working days after `start`, which is not counted itself.

    A working day is one on which the office is open at all. An office that opens on no day of a year counts every day.
    """
    day = start
    for _ in range(days):
        day = next_working_day(calendar, day) or day + timedelta(days=1)
    return day


def add_days(calendar: Calendar, counting: Counting, start: date, days: int) -> date:
    """The same by either way of counting."""
    return _ADD[counting](calendar, start, days)


def deadline(
    calendar: Calendar, rules: Mapping[Rule, int], group: Group, stage: Stage, starts: Mapping[Counting, date]
) -> Deadline | None:
    """The stage's deadline. starts: day 0 of each way of counting. None: no days are set for it."""
    each = tuple(
        Counted(counting, days, start, add_days(calendar, counting, start, days))
        for counting, start in starts.items()
        if (days := rules.get((group, stage, counting), 0))
    )
    return Deadline(stage, each) if each else None


def remind_on(calendar: Calendar, due: Deadline) -> date:
    """The day from which one is reminded before the deadline: when 70 % of its days have passed, whole days up."""
    holds = due.holds
    return add_days(calendar, holds.counting, holds.starts_on, -(-holds.days * REMIND_AT_PCT // 100))


def _calendar_days(_calendar: Calendar, start: date, days: int) -> date:
    return start + timedelta(days=days)


_ADD = {Counting.WORKING: add_working_days, Counting.CALENDAR: _calendar_days}
