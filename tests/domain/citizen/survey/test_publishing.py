"""What may be published beside what is."""

from __future__ import annotations

import pytest

from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.citizen.survey.publishing import Bar, bar, correction_bar


@pytest.mark.parametrize(
    ("code", "counts", "why"),
    [
        ("2026-Q3", {"2026-Q3": 9}, Bar.FEW),
        ("2026-Q3", {"2026-Q3": 100}, None),
        ("2026-Q3", {"2026-Q3": 100, "2026-07": 50, "2026-08": 46}, Bar.REST),  # September would be four people
        ("2026-Q3", {"2026-Q3": 100, "2026-07": 50, "2026-08": 50}, None),
        ("2026-Q3", {"2026-Q3": 100, "2026-07": 50}, None),
        ("2026-08", {"2026-08": 47, "2026-07": 50, "2026-Q3": 100}, Bar.REST),
        ("2026-08", {"2026-08": 40, "2026-07": 50, "2026-Q3": 100}, None),
        ("2026-07", {"2026-07": 93, "2026-Q3": 100}, Bar.REST),
        ("2026", {"2026": 300, "2026-S1": 100, "2026-Q3": 195}, Bar.REST),
    ],
)
def test_a_period_is_published_only_where_no_few_answers_are_left_over(
    code: str, counts: dict[str, int], why: Bar | None
) -> None:
    told = {read(each): count for each, count in counts.items()}

    assert bar(read(code), told, [each for each in told if each.code != code]) == why


def test_a_correction_is_of_ten_answers_or_of_the_weight_alone() -> None:
    rows = ["333333333"] * 20

    assert correction_bar(rows, rows, same_weight=True) == Bar.SAME
    assert correction_bar(rows, rows, same_weight=False) is None
    assert correction_bar(rows, [*rows, "111111111"], same_weight=True) == Bar.CORRECTION
    assert correction_bar(rows, [*rows, *["111111111"] * 10], same_weight=True) is None
