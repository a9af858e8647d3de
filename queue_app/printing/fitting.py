"""Text broken and sized so that no line is wider than the paper. Pure."""

from __future__ import annotations

import textwrap

from queue_app.domain.paper.plain_text import plain
from queue_app.printing.lines import Align, Paper, Text

Size = tuple[int, int]  # (width, height), each in multiples of the printer's normal letter, 1 to 8
NORMAL: Size = (1, 1)
TALL: Size = (1, 2)


def wrapped(text: str, paper: Paper, *, size: Size = NORMAL, bold: bool = False, align: Align = "center") -> list[Text]:
    """The text as the fewest lines that fit the paper at this size, even in length, broken between words only.

    A single word longer than the paper is broken where the paper ends: losing its end would be worse.
    """
    width, height = size
    return [Text(piece, width, height, align, bold) for piece in _balanced(plain(text), paper.columns // width)]


def _balanced(text: str, columns: int) -> list[str]:
    # Even lines, because a single short word left below a full line reads like an afterthought.
    fewest = textwrap.wrap(text, columns, break_on_hyphens=False)
    if not fewest:
        return []
    longest_word = max(map(len, text.split()))
    for narrower in range(max(longest_word, len(text) // len(fewest)), columns):
        pieces = textwrap.wrap(text, narrower, break_on_hyphens=False)
        if len(pieces) == len(fewest):
            return pieces
    return fewest


def fitting(
    text: str, paper: Paper, *, sizes: tuple[Size, ...], lines: int, bold: bool = False, align: Align = "center"
) -> list[Text]:
    """The text at the first of `sizes` that keeps every word whole within `lines` lines, else at the last."""
    words = plain(text).split()
    for size in sizes:
        candidate = wrapped(text, paper, size=size, bold=bold, align=align)
        if len(candidate) <= lines and all(len(word) <= paper.columns // size[0] for word in words):
            return candidate
    return wrapped(text, paper, size=sizes[-1], bold=bold, align=align)
