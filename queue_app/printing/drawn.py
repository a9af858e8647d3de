"""Letters that a printer lacks, as rows of dots: every script, broken between words, within the paper."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, reduce
from itertools import groupby
from typing import NamedTuple

from PIL import Image, ImageChops

from queue_app.printing import faces
from queue_app.printing.faces import Face
from queue_app.printing.lines import Align, Picture

WHITE, BLACK = 1, 0  # of a picture of one bit
LEADING_DOTS = 3  # above and below a row
EVEN_DOTS = 8  # rows that differ by less look even
MISSING = "\N{REPLACEMENT CHARACTER}"
RIGHT_TO_LEFT = ("R", "AL")
STRONG = ("L", *RIGHT_TO_LEFT)
VIRAMA = 9  # combining class: the next letter hangs below this one
NEUTRAL = frozenset(" 0123456789.,:;()-/'\"")  # they go with the letters before them


class Run(NamedTuple):
    """Letters one after the other that one font draws."""

    text: str
    face: Face


@lru_cache(maxsize=256)  # the same few for every ticket of the day
def rows(text: str, dots: int, times: int, *, bold: bool, align: Align) -> tuple[Picture, ...]:
    """The plain text in as few rows as its words need, each at most so many dots across.

    times: as large as the printer's normal letter.
    """
    return tuple(_picture(row, dots, times, bold=bold, align=align) for row in _even(text, dots, times))


@lru_cache(maxsize=512)
def fits(text: str, dots: int, times: int, *, lines: int) -> bool:
    """Whether the text keeps its words whole within so many rows."""
    words = [word for word, _blank in _words(text)]
    return all(_across(word, times) <= dots for word in words) and len(_broken(text, dots, times)) <= lines


def unknown(text: str) -> str:
    """The letters that no font has: each comes as the same mark."""
    return "".join(letter for letter in text if not _is_silent(letter) and faces.of(letter) is None)


def _broken(text: str, dots: int, times: int) -> list[str]:
    found = [""]
    for word, blank in _words(text):
        joined = found[-1] + blank + word if found[-1] else word
        if _across(joined, times) <= dots:
            found[-1] = joined
        else:
            found += _pieces(word, dots, times)
    return [row for row in found if row]


def _even(text: str, dots: int, times: int) -> list[str]:
    """As few rows, and about as long: a single letter below a full row reads like an afterthought."""
    found = _broken(text, dots, times)
    longest = max((_across(word, times) for word, _blank in _words(text)), default=0)
    too_narrow, enough = (longest if longest <= dots else dots // 2) - 1, dots
    while len(found) > 1 and enough - too_narrow > EVEN_DOTS:
        middle = (too_narrow + enough) // 2
        tried = _broken(text, middle, times)
        if len(tried) > len(found):
            too_narrow = middle
        else:
            found, enough = tried, middle
    return found


def _words(text: str) -> Iterator[tuple[str, str]]:
    """What must stay together, each with what stands before it: a wide letter may stand at the end of any row."""
    for word in text.split():
        blank = " "
        for is_wide, letters in groupby(_clusters(word), _is_wide):
            for piece in list(letters) if is_wide else ["".join(letters)]:
                yield piece, blank
                blank = ""


def _pieces(word: str, dots: int, times: int) -> list[str]:
    """A word longer than the paper, broken between letters: losing its end would be worse."""
    found = [""]
    for letter in _clusters(word):
        if found[-1] and _across(found[-1] + letter, times) > dots:
            found.append("")
        found[-1] += letter
    return found


def _clusters(word: str) -> list[str]:
    """Letters with all that hangs on them."""

    def gathered(found: list[str], letter: str) -> list[str]:
        hangs = _hangs(letter) or (found and unicodedata.combining(found[-1][-1]) == VIRAMA)
        return [*found[:-1], found[-1] + letter] if found and hangs else [*found, letter]

    start: list[str] = []
    return reduce(gathered, word, start)


def _hangs(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or _is_silent(letter)


def _is_wide(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF"


def _is_silent(letter: str) -> bool:
    """It changes the look of its neighbours and has none of its own."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


@lru_cache(maxsize=2048)
def _runs(text: str) -> tuple[Run, ...]:
    """As they stand on the paper, from the left."""
    found: list[Run] = []
    for letter in text:
        last = found[-1].face if found else None
        face = _face(letter, last)
        shown = letter if face else MISSING
        if _is_silent(letter) and not (last and last.shapes and face is last):
            continue  # a font that joins no letters would show it
        face = face or faces.LAST
        if face is last:
            found[-1] = Run(found[-1].text + shown, face)
        else:
            found.append(Run(shown, face))
    apart = [piece for run in found for piece in _without_blank(run)]
    return tuple(reversed(apart) if _is_right_to_left(text) else apart)


def _without_blank(run: Run) -> list[Run]:
    """A blank at the end stands by itself, or a font that writes from the right would put it before its letters."""
    bare = run.text.rstrip(" ")
    blank = run.text[len(bare) :]
    return [piece for piece in (run._replace(text=bare), Run(blank, faces.FACES[0])) if piece.text]


def _face(letter: str, last: Face | None) -> Face | None:
    goes_on = letter in NEUTRAL or _hangs(letter)
    return last if last and goes_on and faces.knows(last, letter) else faces.of(letter)


def _is_right_to_left(text: str) -> bool:
    first = next((way for way in map(unicodedata.bidirectional, text) if way in STRONG), "L")
    return first in RIGHT_TO_LEFT


def _across(text: str, times: int) -> int:
    return sum(run.face.across(run.text, times) for run in _runs(text))


def _picture(row: str, dots: int, times: int, *, bold: bool, align: Align) -> Picture:
    runs = _runs(row)
    images = [run.face.drawn(run.text, times) for run in runs]
    above, below = max(each.above for each in images), max(each.below for each in images)
    across = min(dots, max(1, sum(each.image.width for each in images)) + bold)
    sheet = Image.new("1", (across, above + below + 2 * LEADING_DOTS), WHITE)
    left = 0
    for each in images:
        sheet.paste(each.image, (left, LEADING_DOTS + above - each.above))
        left += each.image.width
    if bold:  # as a printer does it: once more, one dot further
        moved = Image.new("1", sheet.size, WHITE)
        moved.paste(sheet, (1, 0))
        sheet = ImageChops.logical_and(sheet, moved)
    made = io.BytesIO()
    sheet.save(made, "PNG")
    return Picture(made.getvalue(), align)
