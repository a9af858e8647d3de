"""Which deadlines run for a complaint as it stands, and whether it may be opened again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from queue_app.domain.citizen.complaints.deadlines import (
    COMPLETE_WITHIN_DAYS,
    REPLY_WITHIN_DAYS,
    Counting,
    Deadline,
    Rule,
    Stage,
    add_working_days,
    deadline,
)
from queue_app.domain.citizen.complaints.handling import Handling
from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.citizen.complaints.states import State
from queue_app.domain.log.complaint_errors import ComplaintStands, ReopenedOnce, ReopenOver
from queue_app.domain.office.hours import Calendar

_RUN: dict[State, tuple[Stage, ...]] = {
    State.RECEIVED: (Stage.VERIFY, Stage.FINISH),
    State.INCOMPLETE: (),  # it waits for the sender
    State.VERIFIED: (Stage.ANSWER, Stage.FINISH),
    State.HANDLED: (Stage.ANSWER, Stage.FINISH),
}


def running(
    calendar: Calendar, rules: Mapping[Rule, int], group: Group, state: State, *, received_on: date, handling: Handling
) -> tuple[Deadline, ...]:
    """The deadlines that run now, the earliest first."""
    found = (
        deadline(calendar, rules, group, stage, _starts(stage, received_on, handling)) for stage in _RUN.get(state, ())
    )
    return tuple(sorted((each for each in found if each), key=lambda each: each.due_on))


def finish_deadline(
    calendar: Calendar, rules: Mapping[Rule, int], group: Group, *, received_on: date, complete_on: date | None
) -> Deadline | None:
    """By when it had to be answered the first time, whatever became of it."""
    starts = _starts(Stage.FINISH, received_on, Handling(complete_on=complete_on))
    return deadline(calendar, rules, group, Stage.FINISH, starts)


def lapses_on(handling: Handling) -> date | None:
    """The last day on which the sender may bring what is missing; None: nothing is."""
    return handling.asked_on and handling.asked_on + timedelta(days=COMPLETE_WITHIN_DAYS)


def closes_on(calendar: Calendar, handling: Handling) -> date | None:
    """The last day on which the sender may have it opened again; None: it is not answered."""
    return handling.closes_from and add_working_days(calendar, handling.closes_from, REPLY_WITHIN_DAYS)


def require_reopening(calendar: Calendar, handling: Handling, today: date) -> None:
    """Raises ReopenedOnce, ReopenOver, and ComplaintStands where nothing was answered."""
    if handling.reopened_on is not None:
        raise ReopenedOnce
    until = closes_on(calendar, handling)
    if until is None:
        raise ComplaintStands
    if today > until:
        raise ReopenOver


def _starts(stage: Stage, received_on: date, handling: Handling) -> dict[Counting, date]:
    """Day 0 of each way of counting."""
    begun = handling.reopened_on or received_on
    start: dict[Stage, tuple[date, date]] = {
        Stage.VERIFY: (handling.completed_on or begun, handling.completed_on or begun),
        Stage.ANSWER: (handling.complete_on or begun, handling.complete_on or begun),
        Stage.FINISH: (begun, handling.complete_on or begun),
    }
    working, by_law = start[stage]
    return {Counting.WORKING: working, Counting.CALENDAR: by_law}
