"""What is frozen can be counted again, and tells of no respondent."""

from __future__ import annotations

from decimal import Decimal

from queue_app.domain.citizen.survey import frozen as figures
from queue_app.domain.citizen.survey.frozen import Frozen, FrozenService
from queue_app.domain.citizen.survey.skm_2017 import UNSUR


def frozen(rows: list[str], weight: str = "1/9") -> Frozen:
    services = [FrozenService("KTP", "Identity card", len(rows))]
    return Frozen("Uji", "2026-Q3", weight, rows, 40, {"page": len(rows)}, 0, {"sex": {"p": 1}}, services)


def test_rows_are_sorted_and_an_unsur_that_was_not_answered_is_a_dash() -> None:
    sets = [dict.fromkeys(UNSUR, 4), {}, {code: 3 for code in UNSUR if code != "biaya"}]

    assert figures.rows_of(sets) == ["333-33333", "444444444"]
    assert figures.values_of(["333-33333"]) == [{code: 3 for code in UNSUR if code != "biaya"}]


def test_the_index_is_counted_from_the_rows_with_the_weight_of_the_publication() -> None:
    found = [figures.recount(frozen(["444444444"] * 10, weight)) for weight in ("1/9", "0.111", "0.11")]

    assert [each and each.shown for each in found] == [Decimal("100.00"), Decimal("99.90"), Decimal("99.00")]


def test_what_is_kept_is_read_again_and_has_one_digest() -> None:
    kept = figures.canonical(frozen(["444444444"]))

    assert figures.canonical(figures.read(kept)) == kept
    assert figures.digest(kept) != figures.digest(figures.canonical(frozen(["444444443"])))
