"""A form on paper is one line: nine digits in the order of the form, and what the respondent said as letters."""

from __future__ import annotations

import pytest

from queue_app.domain.citizen.survey.answers import NOTHING_SAID, Respondent
from queue_app.domain.citizen.survey.typed_forms import TypedForm, read


def test_digits_stand_in_the_order_of_the_paper_whose_eighth_question_is_sarpras() -> None:
    assert read("123412341").forms[0].values == {
        "persyaratan": 1, "prosedur": 2, "waktu": 3, "biaya": 4, "produk": 1, "kompetensi": 2, "perilaku": 3,
        "sarpras": 4, "pengaduan": 1,
    }  # fmt: skip


def test_what_was_not_answered_is_no_value() -> None:
    assert read("3000-0000").forms == [TypedForm(1, {"persyaratan": 3}, NOTHING_SAID)]


def test_letters_behind_the_digits_say_who_it_was_as_far_as_the_form_asks() -> None:
    said = [each.respondent for each in read("333333333 PCDFT\n333333333 l----").forms]

    assert said == [Respondent("p", "30-39", "sma", "lainnya", False), Respondent(sex="l")]


def test_empty_lines_are_no_forms_and_lines_are_counted_with_them() -> None:
    assert [each.line for each in read("333333333\n\n444444444\n").forms] == [1, 3]


@pytest.mark.parametrize(
    "line", ["33333333", "33333333x", "3333333333", "333333335", "000000000", "333333333 X----", "333333333 P"]
)
def test_what_is_no_form_is_told_by_its_line(line: str) -> None:
    assert read(f"444444444\n{line}").faults == [2]
