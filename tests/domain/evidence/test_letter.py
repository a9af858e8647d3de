"""A letter is its bytes: written in one way, read back whole."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from queue_app.domain.evidence import letter
from tests.letters import make_figures, make_letter

GOLDEN = Path(__file__).parents[2] / "golden"


def test_a_letter_is_read_back_whole_and_written_in_the_same_bytes() -> None:
    made = make_letter()
    content = letter.canonical(made)

    assert letter.read(content) == made
    assert letter.canonical(letter.read(content)) == content


def test_a_whole_number_for_a_measure_is_written_as_it_is_read() -> None:
    counted = letter.TargetTold(
        leader_plan="", plan="Melayani", aspect="kuantitas", indicator="Selesai", target="100",
        realised=letter.Realised(measure="volume", value=412),
    )  # fmt: skip
    content = letter.canonical(make_letter(targets=(counted,), figures=make_figures(service_s=0)))

    assert letter.canonical(letter.read(content)) == content


def test_a_letter_that_was_locked_long_ago_keeps_its_bytes() -> None:
    """A field more would change the hash that its page prints: raise FORMAT then, and keep both readable."""
    content = (GOLDEN / "letter-1.json").read_bytes()

    assert letter.canonical(letter.read(content)) == content


def test_names_stand_in_order_and_nothing_is_left_out() -> None:
    told = json.loads(letter.canonical(make_letter()))

    assert list(told) == sorted(told)
    assert set(told) == {*letter.Letter.__struct_fields__}


def test_one_letter_more_is_another_hash() -> None:
    content = letter.canonical(make_letter())

    assert letter.sha256(content) != letter.sha256(letter.canonical(make_letter(lock_reason="x")))
    assert letter.sha256(content) == letter.sha256(bytes(content))


def test_what_no_letter_says_is_not_read() -> None:
    told = {**json.loads(letter.canonical(make_letter())), "score": 87}

    with pytest.raises(msgspec.ValidationError):
        letter.read(json.dumps(told).encode())


@pytest.mark.parametrize(
    ("low", "high", "differs"), [(0.8, 0.99, True), (0.9, 1.0, False), (0.95, 1.2, False), (1.01, 1.2, True)]
)
def test_a_ratio_differs_where_its_interval_leaves_one_out(low: float, high: float, differs: bool) -> None:
    figures = make_letter().figures

    assert figures.ratio is not None
    assert msgspec.structs.replace(figures.ratio, low=low, high=high).differs is differs
