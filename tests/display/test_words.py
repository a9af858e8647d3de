"""The spoken words, against the vectors of Indonesian counting."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.display.conftest import ROOT

COUNTING = {
    0: "nol", 1: "satu", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 6: "enam", 7: "tujuh", 8: "delapan", 9: "sembilan",
    10: "sepuluh", 11: "sebelas", 12: "dua belas", 19: "sembilan belas", 20: "dua puluh", 21: "dua puluh satu",
    99: "sembilan puluh sembilan", 100: "seratus", 101: "seratus satu", 110: "seratus sepuluh", 111: "seratus sebelas",
    112: "seratus dua belas", 120: "seratus dua puluh", 199: "seratus sembilan puluh sembilan", 200: "dua ratus",
    250: "dua ratus lima puluh", 999: "sembilan ratus sembilan puluh sembilan", 1000: "seribu", 1001: "seribu satu",
}  # fmt: skip


@pytest.fixture
def words(page: Page) -> Page:
    page.add_script_tag(path=ROOT / "display" / "page" / "words.js")
    return page


def test_counter_numbers_are_counted_in_indonesian(words: Page) -> None:
    spoken = words.evaluate("values => values.map(value => Antrean.words.cardinal(value).join(' '))", list(COUNTING))

    assert dict(zip(COUNTING, spoken, strict=True)) == COUNTING


def test_a_call_is_the_chime_then_number_by_sign_then_counter_by_count(words: Page) -> None:
    clips = words.evaluate("Antrean.words.clips({number: 'A001', counter: 12})")

    assert clips == ["chime", "nomor-antrean", "a", "nol", "nol", "satu", "silakan-menuju", "loket", "dua", "belas"]


def test_two_letters_and_zeros_within_are_all_spoken(words: Page) -> None:
    phrases = words.evaluate("Antrean.words.phrases({number: 'KX-120', counter: 2})")

    digits = ["satu", "dua", "nol"]
    assert phrases == [["nomor-antrean"], ["k", "x"], digits, ["silakan-menuju", "loket", "dua"]]


def test_a_counter_number_beyond_counting_is_spoken_sign_by_sign(words: Page) -> None:
    phrases = words.evaluate("Antrean.words.phrases({number: '7', counter: 23014})")

    assert phrases == [["nomor-antrean"], ["tujuh"], ["silakan-menuju", "loket", "dua", "tiga", "nol", "satu", "empat"]]
