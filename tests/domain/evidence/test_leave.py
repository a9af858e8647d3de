"""Leave: what may be asked for, who decides, and for how many hours an officer is expected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from queue_app.domain.evidence import leave
from queue_app.domain.evidence.leave import Span, State
from queue_app.domain.log.errors import BadInput, QueueError
from queue_app.domain.log.leave_errors import (
    LeaveDecided,
    LeaveOverlaps,
    NotYourDecision,
    OwnLeave,
    TooMuchAsked,
)
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar, Interval, Special

TODAY = date(2026, 11, 23)  # a Monday
DAY = timedelta(days=1)
MORNING, AFTERNOON = Interval(8 * 60, 12 * 60), Interval(13 * 60, 15 * 60)
WEEK = Calendar(weekly={("normal", day): (MORNING, AFTERNOON) for day in range(5)})  # 6 hours from Monday to Friday


def test_days_that_are_over_may_be_asked_for() -> None:
    assert leave.checked(Span(TODAY - 30 * DAY, TODAY - 29 * DAY), "sick", " surat\n dokter ", today=TODAY) == (
        "surat dokter"
    )


@pytest.mark.parametrize(
    ("field", "span", "other"),
    [
        ("days", Span(TODAY, TODAY - DAY), {}),
        ("days", Span(TODAY - 367 * DAY, TODAY), {}),
        ("days", Span(TODAY, TODAY + 367 * DAY), {}),
        ("days", Span(TODAY - 10 * DAY, TODAY + 356 * DAY), {}),  # 367 days
        ("times", Span(TODAY, TODAY + DAY, 480, 600), {}),
        ("times", Span(TODAY, TODAY, 600, 600), {}),
        ("times", Span(TODAY, TODAY, 600, None), {}),
        ("times", Span(TODAY, TODAY, 600, 1441), {}),
        ("kind", Span(TODAY, TODAY), {"kind": "malas"}),
        ("words", Span(TODAY, TODAY), {"words": "x" * 201}),
        ("words", Span(TODAY, TODAY), {"words": "a\0b"}),
    ],
)
def test_what_cannot_be_asked_for_is_refused(field: str, span: Span, other: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        leave.checked(span, **{"kind": "annual", "words": "", **other}, today=TODAY)

    assert refused.value.data["field"] == field


@pytest.mark.parametrize(
    ("one", "other", "is_overlap"),
    [
        (Span(TODAY, TODAY + DAY), Span(TODAY + DAY, TODAY + 2 * DAY), True),
        (Span(TODAY, TODAY), Span(TODAY + DAY, TODAY + DAY), False),
        (Span(TODAY, TODAY), Span(TODAY, TODAY, 600, 660), True),
        (Span(TODAY, TODAY, 540, 600), Span(TODAY, TODAY, 600, 660), False),
        (Span(TODAY, TODAY, 540, 601), Span(TODAY, TODAY, 600, 660), True),
    ],
)
def test_two_spans_overlap_by_a_minute_of_a_day(one: Span, other: Span, *, is_overlap: bool) -> None:
    assert (one.overlaps(other), other.overlaps(one)) == (is_overlap, is_overlap)


@pytest.mark.parametrize("state", State)
def test_only_what_stands_keeps_others_away(state: State) -> None:
    own = [(Span(TODAY, TODAY), state)]

    if state in leave.STANDS:
        with pytest.raises(LeaveOverlaps):
            leave.require_free(Span(TODAY, TODAY), own)
    else:
        leave.require_free(Span(TODAY, TODAY), own)


def test_nobody_lets_more_than_twenty_requests_wait() -> None:
    own = [(Span(TODAY + day * DAY, TODAY + day * DAY), State.ASKED) for day in range(20)]

    leave.require_free(Span(TODAY - DAY, TODAY - DAY), own[:19])
    with pytest.raises(TooMuchAsked):
        leave.require_free(Span(TODAY - DAY, TODAY - DAY), own)


MAY = {(Role.OFFICER, Role.SUPERVISOR), (Role.SUPERVISOR, Role.SUPERVISOR), (Role.SUPERVISOR, Role.HEAD)}


@pytest.mark.parametrize("asker", Role)
@pytest.mark.parametrize("decider", Role)
def test_who_decides_about_whom(asker: Role, decider: Role) -> None:
    if (asker, decider) in MAY:
        leave.require_decider(asker=(1, asker), decider=(2, decider))
        return
    with pytest.raises(NotYourDecision):
        leave.require_decider(asker=(1, asker), decider=(2, decider))


def test_nobody_decides_about_the_own_leave() -> None:
    with pytest.raises(OwnLeave):
        leave.require_decider(asker=(1, Role.SUPERVISOR), decider=(1, Role.SUPERVISOR))


@pytest.mark.parametrize(
    ("decision", "reason", "told"),
    [
        ("approved", "", ""),
        ("approved", " selamat\n jalan", "selamat jalan"),
        ("refused", "Loket kurang", "Loket kurang"),
    ],
)
def test_a_decision_is_kept_with_its_reason(decision: str, reason: str, told: str) -> None:
    assert leave.decided(State.ASKED, decision, reason) == told


@pytest.mark.parametrize(
    ("state", "decision", "reason", "refusal"),
    [
        (State.ASKED, "refused", " ", BadInput),
        (State.ASKED, "asked", "x", BadInput),
        (State.ASKED, "approved", "x" * 201, BadInput),
        (State.APPROVED, "refused", "x", LeaveDecided),
        (State.WITHDRAWN, "approved", "", LeaveDecided),
    ],
)
def test_what_is_no_decision_is_refused(state: State, decision: str, reason: str, refusal: type[QueueError]) -> None:
    with pytest.raises(refusal):
        leave.decided(state, decision, reason)


def hours(*away: Span, calendar: Calendar = WEEK, days: int = 7) -> float | None:
    found = leave.expected_s(TODAY, TODAY + (days - 1) * DAY, calendar, away)
    return None if found is None else found / 3600


def test_a_week_is_expected_as_the_office_is_open_without_its_breaks() -> None:
    assert (hours(), hours(days=1), hours(days=14)) == (30, 6, 60)


def test_days_off_and_special_days_are_the_offices() -> None:
    closed = Calendar(
        weekly=WEEK.weekly,
        holidays={TODAY: "Hari libur"},
        special_days={
            TODAY + DAY: Special("Rapat", (Interval(480, 540),)),
            TODAY + 5 * DAY: Special("Sabtu", (MORNING,)),
        },
    )

    assert hours(calendar=closed) == 1 + 3 * 6 + 4


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (Span(TODAY, TODAY), 24),
        (Span(TODAY - 5 * DAY, TODAY + DAY), 18),
        (Span(TODAY + 4 * DAY, TODAY + 20 * DAY), 24),  # the weekend is nobody's
        (Span(TODAY, TODAY, 11 * 60, 14 * 60), 28),  # the break is not leave
        (Span(TODAY, TODAY, 6 * 60, 7 * 60), 30),
        (Span(TODAY + 7 * DAY, TODAY + 8 * DAY), 30),
    ],
)
def test_leave_takes_the_hours_that_were_expected(away: Span, expected: float) -> None:
    assert hours(away) == expected


def test_two_parts_of_a_day_are_taken_both() -> None:
    assert hours(Span(TODAY, TODAY, 480, 540), Span(TODAY, TODAY, 780, 840), days=1) == 4


def test_an_office_without_weekly_hours_expects_nobody_knows_when() -> None:
    assert hours(calendar=Calendar()) is None


def test_days_of_a_month_know_who_is_away() -> None:
    found = leave.by_day(
        TODAY,
        TODAY + 6 * DAY,
        {1: Span(TODAY - DAY, TODAY), 2: Span(TODAY, TODAY + DAY), 3: Span(TODAY + 9 * DAY, TODAY + 9 * DAY)},
    )

    assert found == {TODAY: [1, 2], TODAY + DAY: [2]}
