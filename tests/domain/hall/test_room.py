"""Which slides a room shows, and in which order, step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.hall.room import SLIDES, WAYS, with_slide


@pytest.mark.parametrize(
    ("slides", "name", "way", "after"),
    [
        ("figures maklumat closing", "closing", "up", "figures closing maklumat"),
        ("figures maklumat closing", "figures", "down", "maklumat figures closing"),
        ("figures maklumat", "figures", "up", "figures maklumat"),
        ("figures maklumat", "maklumat", "down", "figures maklumat"),
        ("figures maklumat", "figures", "hide", "maklumat"),
        ("figures", "figures", "hide", ""),
        ("", "closing", "show", "closing"),
        ("figures maklumat", "closing", "show", "figures maklumat closing"),
        ("figures", "closing", "up", "figures"),
        ("figures", "closing", "hide", "figures"),
    ],
)
def test_a_slide_is_moved_hidden_and_shown(slides: str, name: str, way: str, after: str) -> None:
    assert with_slide(slides, name, way) == after


@given(st.lists(st.tuples(st.sampled_from(list(SLIDES)), st.sampled_from(list(WAYS)))))
def test_no_step_doubles_a_slide_or_makes_one_up(steps: list[tuple[str, str]]) -> None:
    slides = "figures maklumat"
    for name, way in steps:
        slides = with_slide(slides, name, way)

    assert len(set(slides.split())) == len(slides.split())
    assert set(slides.split()) <= set(SLIDES)
