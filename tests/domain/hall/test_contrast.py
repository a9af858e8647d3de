"""Contrast as WCAG 2.2 defines it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.hall.contrast import carrying, contrast, text_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54),
    ("#0000ff", "#ffffff", 8.59), ("#ff0000", "#ffffff", 4.0),
])  # fmt: skip
def test_contrast_is_that_of_the_published_examples(one: str, other: str, ratio: float) -> None:
    assert (round(contrast(one, other), 2), contrast(one, other)) == (ratio, contrast(other, one))


@given(COLOURS)
def test_every_colour_carries_black_or_white(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5


@given(COLOURS, st.sampled_from([4.5, 7.0, 12.0]))
def test_a_colour_too_near_to_its_text_moves_away_from_it_and_no_further(colour: str, least: float) -> None:
    found, text = carrying(colour, least=least)

    assert contrast(found, text) >= least
    if contrast(text_on(colour), colour) >= least:
        assert found == colour
