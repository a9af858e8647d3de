"""A paper as a picture, drawn dot for dot from the lines that a printer gets: a preview of what comes out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from queue_app.places import PACKAGE
from queue_app.printing import qr
from queue_app.printing.lines import LETTER_DOTS, Align, Cut, Line, Paper, Picture, Qr, Text, dots_high

WHITE, BLACK = 1, 0  # of a picture of one bit
# Printable ASCII in cells of LETTER_DOTS, from the space on; see LICENSE-letters.txt.
LETTERS = PACKAGE / "printing" / "letters.png"
FIRST, ACROSS = " ", 16  # the first letter of the sheet, and how many stand in a row
DASH_DOTS = 8


def png(lines: Iterable[Line], paper: Paper) -> bytes:
    """The paper from its top to the cut, as wide as the printer's head has dots. Raises TooDense."""
    listed = list(lines)
    sheet = Image.new("1", (paper.dots, sum(dots_high(line, paper) for line in listed)), WHITE)
    top = 0
    for line in listed:
        _DRAWN.get(type(line), _nothing)(sheet, line, top)
        top += dots_high(line, paper)
    made = io.BytesIO()
    sheet.save(made, "PNG", optimize=True)
    return made.getvalue()


def _nothing(sheet: Image.Image, line: Line, top: int) -> None:
    """An empty line."""


def _text(sheet: Image.Image, line: Text, top: int) -> None:
    width, height = LETTER_DOTS[0] * line.width, LETTER_DOTS[1] * line.height
    across = len(line.text) * width
    left = _left(sheet, across, line.align)
    for place, letter in enumerate(line.text):
        cell = _letter(letter, (line.width, line.height), is_bold=line.bold)
        sheet.paste(cell, (left + place * width, top, left + (place + 1) * width, top + height))


def _letter(letter: str, size: tuple[int, int], *, is_bold: bool) -> Image.Image:
    """One letter in the cell of the printer's normal letter, then as many times as large."""
    row, column = divmod(ord(letter) - ord(FIRST), ACROSS)
    left, top = column * LETTER_DOTS[0], row * LETTER_DOTS[1]
    cell = _sheet().crop((left, top, left + LETTER_DOTS[0], top + LETTER_DOTS[1]))
    if is_bold:  # as a printer does it: once more, one dot further
        cell = ImageChops.logical_and(cell, ImageChops.offset(cell, 1, 0))
    return cell.resize((LETTER_DOTS[0] * size[0], LETTER_DOTS[1] * size[1]), Image.Resampling.NEAREST)


@cache
def _sheet() -> Image.Image:
    with Image.open(LETTERS) as sheet:
        return sheet.convert("1")


def _qr(sheet: Image.Image, line: Qr, top: int) -> None:
    code = qr.image(line.content)
    sheet.paste(code, (_left(sheet, code.width, "center"), top))


def _picture(sheet: Image.Image, line: Picture, top: int) -> None:
    dots = line.image()
    sheet.paste(dots, (_left(sheet, dots.width, line.align), top))


def _cut(sheet: Image.Image, _line: Cut, _top: int) -> None:
    draw, last = ImageDraw.Draw(sheet), sheet.height - 1
    for left in range(0, sheet.width, 2 * DASH_DOTS):
        draw.line((left, last, left + DASH_DOTS - 1, last), BLACK, width=1)


def _left(sheet: Image.Image, across: int, align: Align) -> int:
    return {"left": 0, "center": (sheet.width - across) // 2, "right": sheet.width - across}[align]


_DRAWN: dict[type, Callable[[Image.Image, Any, int], None]] = {
    Text: _text,
    Qr: _qr,
    Picture: _picture,
    Cut: _cut,
}
