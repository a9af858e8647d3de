"""The index by the regulation's rules, and the faults that others' programs make."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.citizen.survey.grades import grade, performance, shown
from queue_app.domain.citizen.survey.ikm import Ikm, Weight, ikm
from queue_app.domain.citizen.survey.influence import student
from queue_app.domain.citizen.survey.skm_2017 import ANNEX_ORDER, SKM_2017, UNSUR
from tests.domain.citizen.survey.worked import COMPLETE, WITH_GAPS, answered

BORDERS = [
    ("1.0000", "25.00", "D"), ("2.5996", "64.99", "D"), ("2.5997", "64.99", "D"), ("2.5998", "65.00", "C"),
    ("2.6000", "65.00", "C"), ("3.0640", "76.60", "C"), ("3.0641", "76.60", "C"), ("3.0642", "76.61", "B"),
    ("3.0644", "76.61", "B"), ("3.5320", "88.30", "B"), ("3.5321", "88.30", "B"), ("3.5322", "88.31", "A"),
    ("3.5324", "88.31", "A"), ("4.0000", "100.00", "A"),
]  # fmt: skip


def found(rows: list[dict[str, int]], weight: Weight = Weight.NINTH) -> Ikm:
    index = ikm(rows, weight)
    assert index is not None
    return index


def told(index: Ikm) -> tuple[str, str]:
    return str(index.shown), index.grade


@pytest.mark.parametrize(("interval", "index", "letter"), BORDERS)
def test_the_grade_is_of_the_exact_index_rounded_once(interval: str, index: str, letter: str) -> None:
    printed = shown(Fraction(interval) * 25)

    assert (str(printed), grade(printed)) == (index, letter)


@pytest.mark.parametrize(
    ("exact", "index", "letter"),
    [
        ("64.994", "64.99", "D"), ("64.995", "65.00", "C"), ("76.604", "76.60", "C"), ("76.605", "76.61", "B"),
        ("88.304", "88.30", "B"), ("88.305", "88.31", "A"),
    ],
)  # fmt: skip
def test_half_a_hundredth_goes_up(exact: str, index: str, letter: str) -> None:
    printed = shown(Fraction(exact))

    assert (str(printed), grade(printed)) == (index, letter)


@pytest.mark.parametrize(
    ("weight", "value", "index"),
    [
        (Weight.NINTH, 4, "100.00"), (Weight.THREE_DIGITS, 4, "99.90"), (Weight.TWO_DIGITS, 4, "99.00"),
        (Weight.NINTH, 1, "25.00"), (Weight.THREE_DIGITS, 1, "24.98"), (Weight.TWO_DIGITS, 1, "24.75"),
    ],
)  # fmt: skip
def test_the_printed_weights_do_not_reach_the_ends(weight: Weight, value: int, index: str) -> None:
    assert str(found([dict.fromkeys(UNSUR, value)], weight).shown) == index


@pytest.mark.parametrize(
    ("weight", "expected"),
    [(Weight.NINTH, ("88.33", "A")), (Weight.THREE_DIGITS, ("88.25", "B")), (Weight.TWO_DIGITS, ("87.45", "B"))],
)
def test_ten_complete_forms_give_what_their_weight_says(weight: Weight, expected: tuple[str, str]) -> None:
    assert told(found(answered(COMPLETE), weight)) == expected


def test_every_line_of_the_processing_table_of_ten_complete_forms() -> None:
    index = found(answered(COMPLETE))

    assert [each.total for each in index.unsur.values()] == [37, 35, 31, 40, 34, 37, 39, 32, 33]
    assert [str(each.shown) for each in index.unsur.values()] == [
        "92.50", "87.50", "77.50", "100.00", "85.00", "92.50", "97.50", "80.00", "82.50",
    ]  # fmt: skip
    assert "".join(each.grade for each in index.unsur.values()) == "ABBABAABB"
    assert [f"{shown(each.weighted, Decimal('0.001'))}"[1:] for each in index.unsur.values()] == [
        ".411", ".389", ".344", ".444", ".378", ".411", ".433", ".356", ".367",
    ]  # fmt: skip
    assert (index.n, index.lowest()[0]) == (10, "waktu")


@pytest.mark.parametrize(
    ("weight", "expected"),
    [(Weight.NINTH, ("75.71", "C")), (Weight.THREE_DIGITS, ("75.63", "C")), (Weight.TWO_DIGITS, ("74.95", "C"))],
)
def test_what_was_not_answered_is_no_zero(weight: Weight, expected: tuple[str, str]) -> None:
    index = found(answered(WITH_GAPS), weight)

    assert told(index) == expected
    assert [each.n for each in index.unsur.values()] == [12, 12, 12, 9, 12, 12, 12, 12, 10]
    assert index.n == 12


def test_a_gap_counts_in_no_way_that_others_have_it() -> None:
    rows = answered(WITH_GAPS)
    missing_as_zero = Fraction(sum(sum(row.values()) for row in rows), 9 * 12) * 25
    all_cells = Fraction(sum(sum(row.values()) for row in rows), sum(map(len, rows))) * 25

    assert [str(shown(each)) for each in (missing_as_zero, all_cells)] == ["71.76", "75.24"]
    assert told(found([row for row in rows if len(row) == 9])) == ("75.40", "C")
    assert found(rows).value not in {missing_as_zero, all_cells}


def test_two_units_are_pooled_and_not_averaged() -> None:
    both = found(answered(COMPLETE) + answered(WITH_GAPS))

    assert told(both) == ("81.55", "B")
    assert [each.n for each in both.unsur.values()] == [22, 22, 22, 19, 22, 22, 22, 22, 20]
    assert [each.total for each in both.unsur.values()] == [74, 68, 61, 75, 71, 75, 79, 65, 60]


def test_an_average_of_rounded_values_would_be_another_number() -> None:
    index = found(answered(COMPLETE))
    rounded = sum((shown(each.weighted) for each in index.unsur.values()), Decimal(0)) * 25

    assert (str(rounded), grade(rounded)) == ("88.25", "B")
    assert told(index) == ("88.33", "A")


def test_a_tie_is_not_rounded_to_the_even_digit() -> None:
    rows = [dict.fromkeys(UNSUR, 4 if place < 21 else 3) for place in range(40)]

    assert sum(sum(row.values()) for row in rows) == 1269
    assert (round(88.125, 2), str(found(rows).shown)) == (88.12, "88.13")


def test_no_age_group_is_left_out() -> None:
    young, old = answered(COMPLETE), answered(WITH_GAPS)

    assert found([*young, *old]).n == len(young) + len(old)
    assert found([*young, *old]).value != found(young).value


def test_without_any_answer_to_an_unsur_there_is_no_index() -> None:
    rows = [{code: 4 for code in UNSUR if code != "pengaduan"}] * 20

    assert (ikm(rows), ikm([]), ikm([{}])) == (None, None, None)
    assert found([*rows, {"pengaduan": 4}]).shown == Decimal("100.00")


@pytest.mark.parametrize("values", [{"waktu": 5}, {"waktu": 0}, {"u3": 4}])
def test_what_is_no_answer_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="is no answer"):
        ikm([values])


def test_an_office_that_asks_one_more_shares_the_weight_evenly() -> None:
    codes = (*UNSUR, "keamanan")
    index = ikm([dict.fromkeys(codes, 4)], codes=codes)

    assert index is not None
    assert (str(index.shown), index.unsur["keamanan"].weighted) == ("100.00", Fraction(4, 10))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(UNSUR, st.integers(1, 4))), min_size=1, max_size=40), st.randoms())
def test_the_order_of_the_forms_changes_nothing(rows: list[dict[str, int]], chance: Random) -> None:
    turned = rows[:]
    chance.shuffle(turned)

    assert found(turned) == found(rows)


def test_one_form_tells_no_interval_and_ten_that_agree_tell_no_certainty() -> None:
    one, ten = found(answered(COMPLETE[:1])), found([dict.fromkeys(UNSUR, 3)] * 10)

    assert (one.low, one.high) == (None, None)
    assert (ten.low, ten.high) == (Decimal("69.34"), Decimal("80.66"))


def test_who_asked_everybody_is_not_uncertain() -> None:
    index = ikm(answered(COMPLETE), population=10)

    assert index is not None
    assert (index.low, index.high) == (index.shown, index.shown)


def test_the_interval_holds_the_truth_in_nineteen_of_twenty_surveys() -> None:
    chance = Random(15)
    people = [_person(chance) for _ in range(400)]
    truth = found(people).value
    hits, least = 0, 300
    for _ in range(least):
        index = ikm(chance.sample(people, 40), population=400)
        assert index is not None
        assert index.low is not None
        assert index.high is not None
        hits += index.low <= truth <= index.high

    assert 0.93 <= hits / least <= 0.975


def _person(chance: Random) -> dict[str, int]:
    """Who is content is so with most things, and leaves some unasked."""
    mood = chance.gauss(3.1, 0.5)
    values = {code: min(4, max(1, round(mood + chance.gauss(0, 0.5)))) for code in UNSUR}
    return {code: value for code, value in values.items() if code == "waktu" or chance.random() > 0.1}


@pytest.mark.parametrize(("freedom", "expected"), [(1, 12.706), (9, 2.262), (29, 2.045), (120, 1.980), (5000, 1.960)])
def test_the_quantile_of_student_is_that_of_the_tables(freedom: int, expected: float) -> None:
    assert round(student(0.95, freedom), 3) == expected


def test_the_words_of_the_form_are_the_regulations() -> None:
    assert [len(each.options_id) for each in SKM_2017.questions] == [4] * 9
    assert [each.number for each in SKM_2017.questions] == [f"U{place}" for place in range(1, 10)]
    assert SKM_2017.questions[3].options("id") == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")
    assert (ANNEX_ORDER[7], ANNEX_ORDER[8]) == ("sarpras", "pengaduan")
    assert [performance(letter, "id") for letter in "ABCD"] == ["Sangat baik", "Baik", "Kurang baik", "Tidak baik"]
