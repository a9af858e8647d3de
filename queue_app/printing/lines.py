"""The lines of a paper, as every part of printing knows them: on the wire to a station, as bytes, as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from PIL import Image

from queue_app.printing import qr
from queue_app.printing.logo import opened

Align = Literal["left", "center", "right"]
LETTER_DOTS = (12, 24)  # the normal letter (font A), its space included
LINE_DOTS = 30  # from one line of normal letters to the next, as printers start
DOTS_PER_MM = 8  # 203 dpi
TEAR_LINES = 4  # from the head to the tear bar, about 17 mm
CUT_LINES = 6  # from the head to the cutter


@dataclass(frozen=True)
class Paper:
    """A roll as ESC/POS printers know it: columns of the normal letter, dots across at 203 dpi."""

    width_mm: int
    columns: int
    dots: int
    has_cutter: bool


PAPERS: dict[int, Paper] = {
    58: Paper(58, columns=32, dots=384, has_cutter=False),  # such printers have a tear bar only
    80: Paper(80, columns=48, dots=576, has_cutter=True),
}


class Text(msgspec.Struct, frozen=True, tag="text"):
    """One printed line; its letters times its width never exceed the paper's columns."""

    text: str
    width: int = 1
    height: int = 1
    align: Align = "center"
    bold: bool = False


class Qr(msgspec.Struct, frozen=True, tag="qr"):
    content: str


class Gap(msgspec.Struct, frozen=True, tag="gap"):
    lines: int = 1


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """Black and white dots as they are printed, one dot each."""

    png: bytes
    align: Align = "center"

    def image(self) -> Image.Image:
        return opened(self.png)


class Cut(msgspec.Struct, frozen=True, tag="cut"):
    """The end of the paper: cut where there is a cutter, fed past the tear bar where there is none."""


Line = Text | Qr | Gap | Picture | Cut


def lines_to_json(lines: Sequence[Line]) -> list[Any]:
    """The lines as plain JSON values, for a station that prints elsewhere."""
    plain: list[Any] = msgspec.to_builtins(lines)
    return plain


def lines_from_json(values: object) -> list[Line]:
    """The lines that `lines_to_json` wrote. Raises ValueError for anything else."""
    return msgspec.convert(values, list[Line])


def length_mm(lines: Iterable[Line], paper: Paper) -> int:
    """Paper that the lines take, cut included, in whole millimetres upwards."""
    return math.ceil(sum(dots_high(line, paper) for line in lines) / DOTS_PER_MM)


def dots_high(line: Line, paper: Paper) -> int:
    """How many dots the paper moves on for the line. Raises qr.TooDense."""
    match line:
        case Text():
            return max(LINE_DOTS, LETTER_DOTS[1] * line.height)
        case Gap():
            return LINE_DOTS * line.lines
        case Qr():
            return qr.dots(line.content)
        case Picture():
            return line.image().height
        case Cut():
            return LINE_DOTS * (CUT_LINES if paper.has_cutter else TEAR_LINES)
