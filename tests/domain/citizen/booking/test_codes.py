"""Codes that a hand types and a scanner reads, and phones however they are written."""

from __future__ import annotations

import hashlib

import pytest

from queue_app.domain.citizen.booking import codes, holder
from queue_app.domain.citizen.booking.states import TRANSITIONS, State, Verb, after


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ABCD2345", "ABCD2345"), ("abcd-2345", "ABCD2345"), (" ab cd.23 45 ", "ABCD2345"), ("ABCD234", None),
        ("ABCD23456", None), ("ABCO2345", None), ("ABCD1345", None), ("", None), ("ÄBCD2345", None),
    ],
)  # fmt: skip
def test_a_code_is_known_however_it_is_typed(text: str, code: str | None) -> None:
    assert codes.typed(text) == code


def test_every_letter_is_used_alike() -> None:
    made = "".join(codes.of(hashlib.sha256(str(number).encode()).digest()) for number in range(3100))

    assert set(made) == set(codes.LETTERS)
    assert max(made.count(each) for each in codes.LETTERS) < 1.25 * len(made) / len(codes.LETTERS)


def test_a_code_is_shown_in_two_halves_that_are_typed_back() -> None:
    assert (codes.shown("ABCD2345"), codes.typed(codes.shown("ABCD2345"))) == ("ABCD-2345", "ABCD2345")


@pytest.mark.parametrize("before", ["", "https://antrean.test/b/", "http://10.0.0.2:8080/train/b/"])
def test_a_scanner_reads_the_page_of_a_booking(before: str) -> None:
    assert codes.scanned_token(f"{before}{'0a' * 16}\n") == "0a" * 16


@pytest.mark.parametrize("text", ["0A" * 16, "0a" * 15, "https://antrean.test/t/" + "0a" * 16, "ABCD2345", ""])
def test_what_is_no_page_of_a_booking_is_none(text: str) -> None:
    found = codes.scanned_token(text)

    assert found is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812-3456-7890", "6281234567890"), ("+62 812 3456 7890", "6281234567890"),
        ("62812 34567890", "6281234567890"),
        ("0062 81234567890", "6281234567890"), ("12345", None), ("", None), ("0" * 40, None), ("+1 212 555 0100", None),
    ],
)  # fmt: skip
def test_a_phone_is_one_number_however_it_is_written(text: str, number: str | None) -> None:
    assert holder.phone(text) == number


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_only_a_booking_that_stands_takes_any_verb(state: State, verb: Verb) -> None:
    assert (after(state, verb) is not None) == (state is State.BOOKED)
    assert after(state, verb) == TRANSITIONS.get((state, verb))
