"""Groups of whole periods: nothing hidden is a difference of what is shown."""

from __future__ import annotations

from random import Random

import pytest

from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.citizen.survey.publishing import bar
from queue_app.domain.citizen.survey.shown_periods import counted, shown_in

ALL = "all"


def shown(counts: dict[int, int]) -> set[str]:
    found = shown_in(2026, {month: {ALL: count} for month, count in counts.items()})
    return {code for code, groups in found.items() if groups}


def test_large_months_are_shown_with_every_period_that_they_make_up() -> None:
    assert shown({10: 40, 11: 30, 12: 50}) == {"2026-10", "2026-11", "2026-12", "2026-Q4", "2026-S2", "2026"}


def test_of_a_quarter_with_a_small_month_one_of_its_large_months_is_hidden_with_it() -> None:
    assert shown({10: 40, 11: 3, 12: 50}) == {"2026-10", "2026-Q4", "2026-S2", "2026"}


def test_a_few_answers_at_the_begin_of_the_year_hide_what_would_tell_them() -> None:
    assert shown({1: 4, 4: 10, 5: 10, 6: 10, 9: 60}) == {
        "2026-04", "2026-05", "2026-06", "2026-09", "2026-Q2", "2026-Q3", "2026-S2",
    }  # fmt: skip


def test_of_few_answers_in_a_year_nothing_is_shown() -> None:
    assert shown({3: 4, 7: 5}) == set()


def test_beside_a_small_group_the_smallest_of_the_others_is_hidden_too_and_its_months_with_it() -> None:
    found = shown_in(2026, {10: {"ktp": 30, "kk": 15, "akta": 4}, 11: {"ktp": 30, "kk": 15}})

    assert found["2026-Q4"] == {"ktp"}
    assert found["2026-10"] == {"ktp"}


@pytest.mark.parametrize("seed", range(30))
def test_no_difference_of_shown_periods_of_a_group_is_a_few_answers(seed: int) -> None:
    random = Random(seed)
    by_month = {month: {key: random.choice((0, 2, 6, 9, 15, 40)) for key in "abc"} for month in range(1, 13)}

    found = shown_in(2026, by_month)

    for key in "abc":
        known = [read(code) for code, groups in found.items() if key in groups]
        counts = {each: counted(each, by_month)[key] for each in known}
        assert [each for each in known if bar(each, counts, [other for other in known if other != each])] == []
