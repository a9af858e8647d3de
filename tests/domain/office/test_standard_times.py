from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.domain.office.standard_times import ALWAYS, counts_from, on, with_set

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(1999, 12, 31), 10), (ALWAYS, 10), (MONDAY, 10), (TUESDAY, 5), (FRIDAY, 5)],
)
def test_a_day_has_the_standard_that_began_last_by_then(day: date, minutes: int) -> None:
    assert on({TUESDAY: 5, ALWAYS: 10}, day) == minutes


@pytest.mark.parametrize(
    ("last_called", "from_day"),
    [(None, ALWAYS), (MONDAY, TUESDAY), (date(2026, 11, 2), TUESDAY), (date(2026, 11, 26), FRIDAY)],
    ids=["nobody was ever called", "today", "earlier", "later, by a clock that was set back"],
)
def test_a_standard_counts_from_the_next_day_once_somebody_was_called(last_called: date | None, from_day: date) -> None:
    assert counts_from(MONDAY, last_called=last_called) == from_day


def test_a_new_standard_leaves_the_days_before_it_alone() -> None:
    assert with_set({ALWAYS: 10}, 5, from_day=TUESDAY) == {ALWAYS: 10, TUESDAY: 5}


def test_of_two_changes_on_one_day_the_last_counts() -> None:
    once = with_set({ALWAYS: 10}, 5, from_day=TUESDAY)

    assert with_set(once, 7, from_day=TUESDAY) == {ALWAYS: 10, TUESDAY: 7}


def test_changed_and_changed_back_on_one_day_is_not_changed() -> None:
    once = with_set({ALWAYS: 10}, 5, from_day=TUESDAY)

    assert with_set(once, 10, from_day=TUESDAY) == {ALWAYS: 10}


def test_what_counts_at_once_is_in_place_of_everything() -> None:
    assert with_set({ALWAYS: 10, TUESDAY: 5}, 8, from_day=ALWAYS) == {ALWAYS: 8}
