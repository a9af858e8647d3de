"""Months and quarters: their codes, days, and whether they are over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.evidence import periods
from queue_app.domain.log.errors import NotFound


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_a_code_tells_its_first_and_last_day(code: str, first: date, last: date) -> None:
    period = periods.read(code)

    assert (period.code, period.first, period.last) == (code, first, last)
    assert (period.is_over(last), period.is_over(date.fromordinal(last.toordinal() + 1))) == (False, True)


@pytest.mark.parametrize(
    "code", ["2026-13", "2026-00", "2026-Q5", "1999-01", "2026-1", "2026-11\n", "٢٠٢٦-11", "2٠٢٦-11", ""]
)
def test_what_is_no_period_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        periods.read(code)


@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_in_its_month_and_its_quarter(day: date) -> None:
    for period in (periods.month_of(day), periods.quarter_of(day)):
        assert period.first <= day <= period.last
        assert periods.read(period.code) == period


def test_periods_are_listed_back_with_each_quarter_before_its_first_month() -> None:
    told = [each.code for each in periods.back_from(date(2026, 2, 3), months=5)]

    assert told == ["2026-02", "2026-Q1", "2026-01", "2025-12", "2025-11", "2025-Q4", "2025-10"][:7]


@pytest.mark.parametrize(("since", "is_trial"), [(None, True), (date(2026, 11, 2), True), (date(2026, 11, 1), False)])
def test_a_period_that_began_in_the_trial_is_of_the_trial(since: date | None, is_trial: bool) -> None:
    assert periods.is_trial(since, periods.read("2026-11")) is is_trial
