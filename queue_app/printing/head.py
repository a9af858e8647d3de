"""A printer's head, where its profile says that it is narrower than the roll: lines are made to fit it.

What lays a ticket out knows the roll only; a kiosk's profile is known at the kiosk alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from queue_app.printing.fitting import Size, fitting
from queue_app.printing.lines import LETTER_DOTS, Line, Paper, Picture, Text
from queue_app.printing.logo import scaled

FEWEST_COLUMNS = 32  # a profile that tells fewer counts something else: NT-80-V-UL says 12, the dots of a letter
NORMAL_FONT = "0"


def head(paper: Paper, profile: Mapping[str, Any]) -> Paper:
    """The part of the roll that the printer's head reaches. profile: as python-escpos keeps it."""
    told = profile["media"]["width"].get("pixels")
    dots = min(paper.dots, told) if isinstance(told, int) else paper.dots  # or "Unknown", or nothing
    columns = profile["fonts"][NORMAL_FONT]["columns"]
    known = [columns] if columns >= FEWEST_COLUMNS else []
    return replace(paper, dots=dots, columns=min(paper.columns, dots // LETTER_DOTS[0], *known))


def fitted(lines: Iterable[Line], within: Paper) -> Iterator[Line]:
    """The lines, none wider than the head: letters become smaller, then break between words; pictures are scaled."""
    for line in lines:
        match line:
            case Text() if len(line.text) * line.width > within.columns:
                yield from fitting(line.text, within, sizes=_smaller(line), lines=1, bold=line.bold, align=line.align)
            case Picture():
                yield _narrowed(line, within.dots)
            case _:
                yield line


def _smaller(line: Text) -> tuple[Size, ...]:
    return tuple((width, min(width, line.height)) for width in range(line.width, 0, -1))


def _narrowed(line: Picture, dots: int) -> Picture:
    picture = line.image()
    if picture.width <= dots:
        return line
    made = io.BytesIO()
    scaled(picture, (dots, max(1, round(picture.height * dots / picture.width)))).save(made, "PNG")
    return Picture(made.getvalue(), line.align)
