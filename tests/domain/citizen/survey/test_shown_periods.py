"""Groups of whole periods: nothing hidden is a difference of what is shown."""

from __future__ import annotations

from queue_app.domain.citizen.survey.shown_periods import shown_in

ALL = "all"


def shown(counts: dict[int, int]) -> set[str]:
    found = shown_in(2026, {month: {ALL: count} for month, count in counts.items()})
    return {code for code, groups in found.items() if groups}


def test_large_months_are_shown_with_every_period_that_they_make_up() -> None:
    assert shown({10: 40, 11: 30, 12: 50}) == {"2026-10", "2026-11", "2026-12", "2026-Q4", "2026-S2", "2026"}


def test_beside_a_small_month_the_smallest_of_its_quarter_is_hidden_too() -> None:
    assert shown({10: 40, 11: 3, 12: 50}) == {"2026-12", "2026-Q4", "2026-S2", "2026"}


def test_months_of_a_quarter_that_is_hidden_for_its_neighbour_are_not_shown_either() -> None:
    assert shown({1: 4, 4: 10, 5: 10, 6: 10, 9: 60}) == {"2026-S1", "2026-09", "2026-Q3", "2026-S2", "2026"}


def test_of_few_answers_in_a_year_nothing_is_shown() -> None:
    assert shown({3: 4, 7: 5}) == set()


def test_a_group_is_judged_by_itself() -> None:
    found = shown_in(2026, {10: {"ktp": 30, "kk": 4}, 11: {"ktp": 30, "kk": 20}})

    assert found["2026-10"] == {"ktp"} - {"ktp"}
    assert found["2026-Q4"] == {"ktp", "kk"}
