"""Whole periods of a survey: their codes and their days, the last of which belongs to them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.citizen.survey import periods
from queue_app.domain.citizen.survey.periods import PeriodKind
from queue_app.domain.log.errors import NotFound


@pytest.mark.parametrize(
    ("code", "first", "last", "before"),
    [
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "2028-01"),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "2025-12"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026-Q3"),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31), "2026-S1"),
        ("2026-S1", date(2026, 1, 1), date(2026, 6, 30), "2025-S2"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025"),
    ],
)
def test_a_code_tells_its_days_and_what_came_before(code: str, first: date, last: date, before: str) -> None:
    period = periods.read(code)

    assert (period.code, period.first, period.last, period.before().code) == (code, first, last, before)
    assert (period.is_over(last), period.is_over(date.fromordinal(last.toordinal() + 1))) == (False, True)


@pytest.mark.parametrize("code", ["2026-13", "2026-Q5", "2026-S3", "1999", "2026-", "2026-11\n", "٢٠٢٦", "", "2026-1"])
def test_what_is_no_period_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        periods.read(code)


@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)), st.sampled_from(PeriodKind))
def test_every_day_is_in_its_period(day: date, kind: PeriodKind) -> None:
    period = periods.of(day, kind)

    assert period.first <= day <= period.last
    assert periods.read(period.code) == period


def test_a_year_has_its_nineteen_periods_the_whole_last() -> None:
    codes = [each.code for each in periods.all_of(2026)]

    assert (len(codes), codes[0], codes[12], codes[-1]) == (19, "2026-01", "2026-Q1", "2026")
