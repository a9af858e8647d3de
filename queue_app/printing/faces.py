"""The fonts that draw what a printer lacks; see fonts/LICENSE-*.txt. The first one that knows a letter draws it."""

from __future__ import annotations

import gzip
import io
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from queue_app.places import PACKAGE

FOLDER = PACKAGE / "printing" / "fonts"
NOBODYS = "\U0010ffff"  # a letter that no font has
WHITE, BLACK = 1, 0  # of a picture of one bit


class Drawn(NamedTuple):
    """Letters in dots, and how far they reach above and below the line that they stand on."""

    image: Image.Image
    above: int
    below: int


@dataclass(frozen=True)
class Face:
    """One font file. dots: of its letters at the printer's normal size, times `grows`."""

    file: str
    dots: int
    grows: float = 1.0
    is_dots: bool = False  # made for one size, of whose dots each becomes a square
    shapes: bool = False  # it joins letters and stacks them

    def across(self, text: str, times: int) -> int:
        """Dots across. times: as large as the printer's normal letter."""
        font, square = self._at(times)
        return math.ceil(max(font.getlength(text), font.getbbox(text, anchor="ls")[2])) * square

    def drawn(self, text: str, times: int) -> Drawn:
        """The letters, black on white."""
        font, square = self._at(times)
        left, top, _right, bottom = map(round, font.getbbox(text, anchor="ls"))
        above, below = max(-top, 1), max(bottom, 0)
        across = self.across(text, times) // square
        sheet = Image.new("1", (max(across, 1), above + below), WHITE)
        draw = ImageDraw.Draw(sheet)
        draw.fontmode = "1"
        draw.text((max(-left, 0), above), text, BLACK, font, anchor="ls")
        size = sheet.width * square, sheet.height * square
        return Drawn(sheet.resize(size, Image.Resampling.NEAREST), above * square, below * square)

    def _at(self, times: int) -> tuple[ImageFont.FreeTypeFont, int]:
        """The font in its size, and the side of the square that each of its dots becomes."""
        grown = max(1, math.floor(times * self.grows + 0.5))
        return (_font(self.file, self.dots), grown) if self.is_dots else (_font(self.file, self.dots * grown), 1)


FACES = (
    Face("ter-u24b_unicode.pcf.gz", 24, is_dots=True),  # as the printer's own letters look
    *(
        Face(f"Noto{script}-Regular.ttf", 26, shapes=True)
        for script in (
            "SansJavanese", "NaskhArabic", "SansBalinese", "SansSundanese", "SansBatak", "SansBuginese", "SansTamil",
            "SansDevanagari",
        )
    ),
    Face("unifont.pcf.gz", 16, grows=1.5, is_dots=True),
    Face("unifont_upper.otf", 16, grows=1.5),
)  # fmt: skip
LAST = FACES[-2]  # for the mark of a letter that none knows


@lru_cache(maxsize=4096)
def of(letter: str) -> Face | None:
    """The font that draws the letter."""
    return next((face for face in FACES if knows(face, letter)), None)


def knows(face: Face, letter: str) -> bool:
    """Whether the font has the letter: what it has not, it draws as one mark for all."""
    return _mark(face, letter) != _mark(face, NOBODYS)


@lru_cache(maxsize=8192)
def _mark(face: Face, letter: str) -> tuple[bytes, float]:
    font = _font(face.file, face.dots)
    return bytes(font.getmask(letter, mode="1")), font.getlength(letter)


@cache
def _font(file: str, dots: int) -> ImageFont.FreeTypeFont:
    path = FOLDER / file
    # Opened whole: FreeType would unpack a packed file from its start again for every letter.
    whole = io.BytesIO(gzip.decompress(path.read_bytes())) if path.suffix == ".gz" else path
    return ImageFont.truetype(whole, dots)
