"""How calls are said: the numbers of the offices' own practice, read back by a reader that was written apart."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.hall import speech
from queue_app.domain.hall.room import LANGUAGES, READINGS, RoomRules
from queue_app.domain.hall.speech import PAUSES, Saying, announcement_s, cardinal, digits, length_s, sentence
from queue_app.places import find

# Section 5.2 of the notes on practice, verified there with num2words 0.5.14.
VECTORS = {
    0: "nol", 1: "satu", 9: "sembilan", 10: "sepuluh", 11: "sebelas", 12: "dua belas", 19: "sembilan belas",
    20: "dua puluh", 21: "dua puluh satu", 99: "sembilan puluh sembilan", 100: "seratus", 101: "seratus satu",
    110: "seratus sepuluh", 111: "seratus sebelas", 112: "seratus dua belas", 120: "seratus dua puluh",
    199: "seratus sembilan puluh sembilan", 200: "dua ratus", 250: "dua ratus lima puluh",
    999: "sembilan ratus sembilan puluh sembilan", 1000: "seribu", 1001: "seribu satu",
}  # fmt: skip
ENGLISH = {
    0: "zero", 13: "thirteen", 20: "twenty", 45: "forty five", 100: "one hundred", 101: "one hundred and one",
    320: "three hundred and twenty", 1001: "one thousand and one", 1100: "one thousand one hundred",
    9999: "nine thousand nine hundred and ninety nine",
}  # fmt: skip
ONES_ID = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ONES_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def read_indonesian(words: Sequence[str]) -> int:
    """As a listener adds up what is heard: `se-` is one, a unit multiplies what came right before it."""
    total = heard = 0
    for each in words:
        has_se = each.startswith("se") and each != "sembilan"
        word = each.removeprefix("se") if has_se else each
        heard = 1 if has_se else heard
        if word == "belas":
            heard += 10
        elif word in ("puluh", "ratus", "ribu"):
            total, heard = total + heard * {"puluh": 10, "ratus": 100, "ribu": 1000}[word], 0
        else:
            heard = ONES_ID.index(word)
    return total + heard


def read_english(words: Sequence[str]) -> int:
    total = heard = 0
    for word in words:
        if word in ("hundred", "thousand"):
            total, heard = total + heard * {"hundred": 100, "thousand": 1000}[word], 0
        elif word in TENS_EN:
            heard += 10 * (TENS_EN.index(word) + 2)
        elif word != "and":
            heard += ONES_EN.index(word)
    return total + heard


@pytest.mark.parametrize(("value", "words"), VECTORS.items())
def test_indonesian_numbers_are_said_as_in_practice(value: int, words: str) -> None:
    assert " ".join(cardinal(value, lang="id")) == words


@pytest.mark.parametrize(("value", "words"), ENGLISH.items())
def test_english_numbers_are_said_as_in_britain(value: int, words: str) -> None:
    assert " ".join(cardinal(value, lang="en")) == words


@pytest.mark.parametrize(("lang", "read"), [("id", read_indonesian), ("en", read_english)])
def test_every_number_is_understood_as_itself(lang: str, read: object) -> None:
    assert callable(read)

    assert [read(cardinal(value, lang=lang)) for value in range(10_000)] == list(range(10_000))


def test_a_number_without_a_word_for_it_is_said_digit_by_digit() -> None:
    assert cardinal(10_203, lang="id") == ("satu", "nol", "dua", "nol", "tiga")
    assert digits("007", lang="en") == ("zero", "zero", "seven")


@pytest.mark.parametrize(
    ("reading", "lang", "said"),
    [
        ("digits", "id", "nomor-antrean, a, nol satu dua, silakan-menuju loket dua belas"),
        ("number", "id", "nomor-antrean, a, dua belas, silakan-menuju loket dua belas"),
        ("digits", "en", "number, a, zero one two, please-go-to counter twelve"),
        ("number", "en", "number, a, twelve, please-go-to counter twelve"),
    ],
)
def test_a_call_is_one_sentence_in_each_language_and_reading(reading: str, lang: str, said: str) -> None:
    phrases = sentence("A012", 12, reading=reading, lang=lang)

    assert ", ".join(" ".join(phrase) for phrase in phrases) == said


def test_a_counters_own_name_takes_the_place_of_its_number() -> None:
    said = sentence("A001", 2, reading="digits", lang="id", has_own_counter=True)

    assert said[-1] == ("silakan-menuju", "counter-2")


def test_signs_without_a_sound_are_left_out() -> None:
    assert sentence("É-12", 1, reading="digits", lang="id")[1:-1] == (("satu", "dua"),)


@given(
    st.from_regex(r"[A-Z][0-9]{3,5}", fullmatch=True), st.integers(1, 9999), st.sampled_from(sorted(READINGS)),
    st.sampled_from(sorted(speech.CLIPS)),
)  # fmt: skip
def test_nothing_is_said_that_a_voice_does_not_have(number: str, counter: int, reading: str, lang: str) -> None:
    said = {clip for phrase in sentence(number, counter, reading=reading, lang=lang) for clip in phrase}

    assert said - set(speech.CLIPS[lang]) == set()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_shipped_voices_have_every_clip(lang: str) -> None:
    pack = tomllib.loads((find("display") / "voice" / lang / "pack.toml").read_text(encoding="utf-8"))

    assert set(pack["clips"]) == set(speech.CLIPS[lang])


@pytest.mark.parametrize("lang", speech.REGIONAL)
def test_a_language_of_a_region_has_its_words_and_no_clip(lang: str) -> None:
    folder = find("display") / "voice" / lang
    pack = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))

    assert [*pack["clips"]] == [*speech.CLIPS[lang]]
    assert [each.name for each in folder.iterdir()] == ["pack.toml"]
    assert pack["standing"] == "(to be confirmed)"


def test_a_language_of_a_region_is_said_digit_by_digit() -> None:
    said = {reading: sentence("A014", 12, reading=reading, lang="jv") for reading in READINGS}

    place = ("sumangga-dhateng", "loket", "setunggal", "kalih")
    assert said["digits"] == (("nomer",), ("a",), ("nol", "setunggal", "sekawan"), place)
    assert said["number"] == (("nomer",), ("a",), ("setunggal", "sekawan"), place)


def test_thirteen_recordings_are_a_voice_of_a_region() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"

    assert {lang: len(speech.missing(lang, letters)) for lang in speech.REGIONAL} == dict.fromkeys(speech.REGIONAL, 13)


def test_each_language_of_the_set_up_can_be_said() -> None:
    assert {lang for languages in LANGUAGES for lang in languages.split()} == set(speech.CLIPS)


ONE_SECOND = {lang: dict.fromkeys(clips, 1.0) for lang, clips in speech.CLIPS.items()}


def test_a_sentence_lasts_as_long_as_its_clips_and_the_breaths_between_them() -> None:
    said = sentence("A001", 2, reading="digits", lang="id")  # 1, 1, 3 and 3 clips

    assert length_s(said, ONE_SECOND["id"]) == pytest.approx(8 + 4 * PAUSES["word"] + 3 * PAUSES["phrase"])
    assert length_s(said, ONE_SECOND["id"], rate_pct=80) == pytest.approx(
        10 + 4 * PAUSES["word"] + 3 * PAUSES["phrase"]
    )


def test_an_announcement_lasts_until_the_next_may_begin() -> None:
    said = sentence("A001", 2, reading="digits", lang="id")
    once = length_s(said, ONE_SECOND["id"])
    say, rules = [Saying("id", said)], RoomRules()

    takes_s = announcement_s(say, ONE_SECOND, repeat=2, rate_pct=rules.rate_pct, chime=True)
    plain_s = announcement_s(say, ONE_SECOND, repeat=1, rate_pct=rules.rate_pct, chime=False)

    assert takes_s == pytest.approx(1 + PAUSES["chime"] + 2 * once + PAUSES["sentence"] + PAUSES["announcement"])
    assert plain_s == pytest.approx(once + PAUSES["announcement"])
