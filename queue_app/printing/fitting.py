"""Text broken and sized so that no line is wider than the paper. Pure."""

from __future__ import annotations

import textwrap

from queue_app.domain.paper.plain_text import plain
from queue_app.printing import drawn
from queue_app.printing.lines import Align, Paper, Picture, Text

Size = tuple[int, int]  # (width, height), each in multiples of the printer's normal letter, 1 to 8
NORMAL: Size = (1, 1)
TALL: Size = (1, 2)


def wrapped(
    text: str, paper: Paper, *, size: Size = NORMAL, bold: bool = False, align: Align = "center"
) -> list[Text | Picture]:
    """The text as the fewest lines that fit the paper at this size, even in length, broken between words only.

    A single word longer than the paper is broken where the paper ends: losing its end would be worse. What the
    printer's letters cannot say is drawn.
    """
    width, height = size
    shown = plain(text)
    if not shown.isascii():
        return list(drawn.rows(shown, paper.dots, width, bold=bold, align=align))
    return [Text(piece, width, height, align, bold) for piece in _balanced(shown, paper.columns // width)]


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
) -> list[Text | Picture]:
    """The text at the first of `sizes` that keeps every word whole within `lines` lines, else at the last."""
    shown = plain(text)
    is_whole = _is_whole if shown.isascii() else _is_drawn_whole
    found = next((size for size in sizes if is_whole(shown, paper, size[0], lines)), sizes[-1])
    return wrapped(shown, paper, size=found, bold=bold, align=align)


def _is_whole(shown: str, paper: Paper, width: int, lines: int) -> bool:
    columns = paper.columns // width
    if any(len(word) > columns for word in shown.split()):
        return False
    return len(shown) <= columns or len(textwrap.wrap(shown, columns, break_on_hyphens=False)) <= lines


def _is_drawn_whole(shown: str, paper: Paper, width: int, lines: int) -> bool:
    return drawn.fits(shown, paper.dots, width, lines=lines)
