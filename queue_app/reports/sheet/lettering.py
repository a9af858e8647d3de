"""Which letters the font of the sheets has, and words of all other scripts as pictures of their letters."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import Image

from queue_app.places import PACKAGE
from queue_app.printing import faces
from queue_app.printing.faces import WHITE, Drawn, Face

FONTS = {
    "": PACKAGE / "reports" / "fonts" / "atkinson-400.ttf",
    "B": PACKAGE / "reports" / "fonts" / "atkinson-700.ttf",
}
TIMES = 4  # as large as a printer draws them: smooth on paper too
EM_DOTS = 26 * TIMES  # of such letters
MISSING = "\N{REPLACEMENT CHARACTER}"
JOINERS = "\u200c\u200d"  # they shape the letters beside them
RIGHT_TO_LEFT = ("R", "AL")


class Picture(NamedTuple):
    """A word in dots. above: how far it reaches above the line that it stands on."""

    image: Image.Image
    above: int


@cache
def known() -> frozenset[str]:
    """The letters that the sheet's own font has."""
    with TTFont(FONTS[""]) as font:
        return frozenset(map(chr, font.getBestCmap()))


def plain(text: str) -> str:
    """The text as it can be written: no sign that only turns the way of reading, or that nobody sees."""
    whole = unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ")
    return "".join(each for each in whole if each in JOINERS or each == "\n" or unicodedata.category(each)[0] != "C")


def is_known(word: str) -> bool:
    """Whether the sheet's own font writes the whole word."""
    return known().issuperset(word)


def is_right_to_left(word: str) -> bool:
    """Whether it is read from the right."""
    return any(unicodedata.bidirectional(each) in RIGHT_TO_LEFT for each in word)


@lru_cache(maxsize=256)
def picture(word: str) -> Picture:
    """The word in the fonts that know its letters, one behind the other."""
    runs = [_drawn(face or faces.LAST, "".join(letters)) for face, letters in groupby(_shown(word), _Faces())]
    above, below = max(each.above for each in runs), max(each.below for each in runs)
    sheet = Image.new("1", (max(1, sum(each.image.width for each in runs)), above + below), WHITE)
    left = 0
    for each in reversed(runs) if is_right_to_left(word) else runs:
        sheet.paste(each.image, (left, above - each.above))
        left += each.image.width
    return Picture(sheet.convert("L"), above)


def _shown(word: str) -> str:
    return "".join(each if each in JOINERS or faces.of(each) else MISSING for each in word)


def _drawn(face: Face, letters: str) -> Drawn:
    return face.drawn(letters if face.shapes else letters.translate(dict.fromkeys(map(ord, JOINERS))) or " ", TIMES)


class _Faces:
    """The font of each letter; what hangs on one is drawn by the same."""

    def __init__(self) -> None:
        self._last: Face | None = None

    def __call__(self, letter: str) -> Face | None:
        hangs = letter in JOINERS or unicodedata.category(letter)[0] == "M"
        if not (hangs and self._last and (letter in JOINERS or faces.knows(self._last, letter))):
            self._last = faces.of(letter)
        return self._last
