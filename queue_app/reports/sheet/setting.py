"""Text set in lines: words by their width, long ones broken between letters, other scripts as pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from queue_app.reports.sheet import lettering

MM_OF_PT = 25.4 / 72
LEADING = 1.32  # of the size of the letters


@dataclass(frozen=True, slots=True)
class Style:
    """size: points. grey: 0 is black."""

    size: float
    is_bold: bool = False
    grey: int = 20

    @property
    def line_mm(self) -> float:
        return self.size * MM_OF_PT * LEADING


class Word(NamedTuple):
    """width: millimetres."""

    text: str
    width: float
    is_drawn: bool


Line = tuple[Word, ...]
Measure = Callable[[str, Style], float]  # the width of letters that the sheet's own font has, in millimetres


def lines(text: str, width: float, style: Style, measure: Measure) -> list[Line]:
    """The text in lines of at most `width` millimetres; where it says to begin a new one, it does."""
    blank = measure(" ", style)
    return [line for part in lettering.plain(text).split("\n") for line in _filled(part, width, style, measure, blank)]


def width_of(line: Line, blank: float) -> float:
    """Millimetres from the first letter to the last."""
    return sum(each.width for each in line) + blank * (len(line) - 1)


def as_read(line: Line) -> Line:
    """The words as they stand from the left: neighbours that are read from the right change places."""
    found: list[Word] = []
    for is_turned, words in groupby(line, lambda word: lettering.is_right_to_left(word.text)):
        run = list(words)
        found += reversed(run) if is_turned else run
    return tuple(found)


def dot_mm(style: Style) -> float:
    """Millimetres of one dot of a drawn word."""
    return style.size * MM_OF_PT / lettering.EM_DOTS


def _filled(text: str, width: float, style: Style, measure: Measure, blank: float) -> list[Line]:
    found: list[Line] = [()]
    for word in _words(text, width, style, measure):
        joined = (*found[-1], word)
        if found[-1] and width_of(joined, blank) > width:
            found.append((word,))
        else:
            found[-1] = joined
    return found


def _words(text: str, width: float, style: Style, measure: Measure) -> Iterator[Word]:
    for each in text.split():
        left = each
        while left:
            word = _measured(left, style, measure)
            if word.width > width:
                word = _measured(_that_fits(left, width, style, measure), style, measure)
            yield word
            left = left[len(word.text) :]


def _that_fits(text: str, width: float, style: Style, measure: Measure) -> str:
    """As many of its first letters as fit, one at least."""
    fits, too_many = 1, len(text)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _measured(text[:middle], style, measure).width <= width:
            fits = middle
        else:
            too_many = middle
    return text[:fits]


def _measured(text: str, style: Style, measure: Measure) -> Word:
    if lettering.is_known(text):
        return Word(text, measure(text, style), is_drawn=False)
    return Word(text, lettering.picture(text).image.width * dot_mm(style), is_drawn=True)
