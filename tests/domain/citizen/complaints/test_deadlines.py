"""The days of a complaint, by the vectors of the domain's table: working days of an office, and days of the law."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from queue_app.domain.citizen.complaints.deadlines import (
    DEFAULTS,
    Counting,
    Stage,
    add_days,
    add_working_days,
    deadline,
    remind_on,
)
from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.office.hours import Calendar, Interval, Special

WEEK = {("normal", weekday): [Interval(480, 960)] for weekday in range(5)}


def closed(*categories: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=(2026, 2027), categories=categories).items())


NATIONAL = Calendar(weekly=WEEK, holidays=closed("public", "government"))
WITHOUT_SHARED_LEAVE = Calendar(weekly=WEEK, holidays=closed("public"))
VECTORS = """
2026-05-11   2026-05-18  2026-05-20  2026-05-29  2026-06-05  2026-08-11 | 2026-05-19  2026-06-03
2026-05-16   2026-05-20  2026-05-22  2026-06-03  2026-06-09  2026-08-13
2026-03-13   2026-03-25  2026-03-27  2026-04-06  2026-04-10  2026-06-24 | 2026-03-23  2026-04-06
2026-12-22   2026-12-29  2026-12-31  2027-01-11  2027-01-15  2027-04-02 | 2026-12-30  2027-01-14
"""
DAYS = (3, 5, 10, 14, 60)


def days(text: str) -> list[date]:
    return [date.fromisoformat(each) for each in text.split()]


@pytest.mark.parametrize("line", VECTORS.strip().splitlines())
def test_working_days_leave_out_weekends_holidays_and_shared_leave(line: str) -> None:
    received, *expected = days(line.partition("|")[0])

    assert [add_working_days(NATIONAL, received, count) for count in DAYS] == expected


@pytest.mark.parametrize("line", [each for each in VECTORS.strip().splitlines() if "|" in each])
def test_an_office_that_works_through_shared_leave_counts_those_days(line: str) -> None:
    received, expected = (
        days(line)[0] if "|" not in line else days(line.partition("|")[0])[0],
        days(line.partition("|")[2]),
    )

    assert [add_working_days(WITHOUT_SHARED_LEAVE, received, count) for count in (5, 14)] == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2026-05-11", "2026-05-25"), ("2026-05-16", "2026-05-30"), ("2026-03-13", "2026-03-27"),
     ("2026-12-22", "2027-01-05")],
)  # fmt: skip
def test_days_of_the_law_leave_out_nothing(received: str, expected: str) -> None:
    counted = add_days(NATIONAL, Counting.CALENDAR, date.fromisoformat(received), 14)

    assert counted == date.fromisoformat(expected)


def test_a_day_that_the_office_closes_by_itself_is_no_working_day() -> None:
    own = Calendar(weekly=WEEK, special_days={date(2026, 11, 24): Special("Banjir")})

    assert add_working_days(own, date(2026, 11, 23), 1) == date(2026, 11, 25)


def test_a_saturday_on_which_the_office_opens_is_a_working_day() -> None:
    own = Calendar(weekly=WEEK, special_days={date(2026, 11, 28): Special("Layanan Sabtu", [Interval(480, 720)])})

    assert add_working_days(own, date(2026, 11, 27), 1) == date(2026, 11, 28)


def test_an_office_that_never_opens_counts_every_day() -> None:
    own = Calendar(weekly={("normal", 0): []}, holidays={}, special_days={})
    never = Calendar(weekly={("other", 0): [Interval(480, 960)]})

    assert add_working_days(own, date(2026, 11, 23), 3) == date(2026, 11, 26)
    assert add_working_days(never, date(2026, 11, 23), 3) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("group", "stage", "day"),
    [
        (Group.COMPLAINT, Stage.VERIFY, "2026-05-18"),  # 3 working days before 14 days of the law, of 25 May
        (Group.COMPLAINT, Stage.FINISH, "2026-06-05"),
        (Group.OVERSIGHT, Stage.FINISH, "2026-07-10"),  # 60 days of the law before 60 working days
        (Group.INFORMATION, Stage.FINISH, "2026-05-20"),
    ],
)
def test_of_two_ways_of_counting_the_earlier_one_holds(group: Group, stage: Stage, day: str) -> None:
    due = deadline(NATIONAL, DEFAULTS, group, stage, dict.fromkeys(Counting, date(2026, 5, 11)))

    assert due is not None
    assert due.due_on == date.fromisoformat(day)
    assert len(due.each) == 2


def test_an_office_without_days_for_a_stage_has_no_deadline_there() -> None:
    assert deadline(NATIONAL, {}, Group.COMPLAINT, Stage.VERIFY, dict.fromkeys(Counting, date(2026, 5, 11))) is None


def test_one_is_reminded_when_seven_tenths_of_the_days_have_passed() -> None:
    due = deadline(NATIONAL, DEFAULTS, Group.COMPLAINT, Stage.FINISH, dict.fromkeys(Counting, date(2026, 5, 11)))

    assert due is not None
    assert remind_on(NATIONAL, due) == date(2026, 5, 29)  # 10 of 14 working days
