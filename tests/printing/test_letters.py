"""The letters of a paper's picture: one for each that a printer is sent, and no two alike."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from queue_app.printing.lines import LETTER_DOTS, PAPERS, Text
from queue_app.printing.picture import png

ASCII = [chr(code) for code in range(0x20, 0x7F)]


def drawn(letter: str, **more: object) -> Image.Image:
    line = Text(letter, align="left", **more)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(png([line], PAPERS[58]))).crop((0, 0, *LETTER_DOTS))


def test_every_letter_that_a_printer_is_sent_has_its_own_shape() -> None:
    shapes = {letter: drawn(letter).tobytes() for letter in ASCII}

    assert len({*shapes.values()}) == len(ASCII)


def test_only_the_space_is_empty() -> None:
    assert [letter for letter in ASCII if drawn(letter).convert("L").getextrema() == (255, 255)] == [" "]


@pytest.mark.parametrize("letter", ["A", "0", "g"])
def test_a_letter_is_drawn_on_the_printer_s_own_grid(letter: str) -> None:
    """Twice as wide and high, each of its dots is two by two."""
    small = drawn(letter)
    large = Image.open(io.BytesIO(png([Text(letter, 2, 2, "left")], PAPERS[58]))).crop((0, 0, 24, 48))

    assert large.tobytes() == small.resize((24, 48), Image.Resampling.NEAREST).tobytes()
