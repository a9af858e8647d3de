"""What stands on a paper ticket, line by line: pure, no printer, no clock, no language of its own.

A ticket carries nothing personal: no name, no NIK, no priority category, and it promises no wait.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
Size = tuple[int, int]  # (width, height), each in multiples of the printer's normal letter, 1 to 8


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


@dataclass(frozen=True)
class Text:
    """One printed line; its letters times its width never exceed the paper's columns."""

    text: str
    width: int = 1
    height: int = 1
    align: Align = "center"
    bold: bool = False


@dataclass(frozen=True)
class Qr:
    content: str


@dataclass(frozen=True)
class Gap:
    lines: int = 1


@dataclass(frozen=True)
class Cut:
    """The end of the paper: cut where there is a cutter, fed past the tear bar where there is none."""


Line = Text | Qr | Gap | Cut


@dataclass(frozen=True)
class TicketText:
    """What a ticket says, in the reader's language; `taken_at` is already written out in the office's zone."""

    office: str
    address: str
    number: str
    service: str
    taken_at: str
    ahead: int
    url: str
    footer: str = ""  # the office's own words, in lines


NORMAL: Size = (1, 1)
TALL: Size = (1, 2)
DOUBLE: Size = (2, 2)
# Beyond six the digits get no easier to read at arm's length and only eat paper.
NUMBER_SIZES: tuple[Size, ...] = tuple((n, n) for n in range(6, 0, -1))
HEADING_SIZES: tuple[Size, ...] = (DOUBLE, TALL)
HEADING_LINES = 2

# What Unicode decomposition does not bring down to ASCII by itself.
_PLAIN_FORMS = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00b7": "-", "\u2022": "-", "\u00d7": "x", "\u00df": "ss", "\u00e6": "ae", "\u00c6": "AE",
    "\u00f8": "o", "\u00d8": "O", "\u0142": "l", "\u0141": "L", "\u0111": "d", "\u0110": "D",
})  # fmt: skip


def plain(text: str) -> str:
    """The text in printable ASCII on one line, which every ESC/POS printer has in every code page.

    Accents fall off, dashes and quotes become simple ones, each run of white space one blank;
    what has no plain form becomes "?".
    """
    spaced = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    decomposed = unicodedata.normalize("NFKD", spaced.translate(_PLAIN_FORMS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    # NFKD can uncover another dash or blank (a fullwidth one, say), hence the second pass.
    return " ".join(bare.translate(_PLAIN_FORMS).encode("ascii", "replace").decode("ascii").split())


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


def fitting(text: str, paper: Paper, *, sizes: tuple[Size, ...], lines: int, bold: bool = False) -> list[Text]:
    """The text at the first of `sizes` that keeps every word whole within `lines` lines, else at the last."""
    words = plain(text).split()
    for size in sizes:
        candidate = wrapped(text, paper, size=size, bold=bold)
        if len(candidate) <= lines and all(len(word) <= paper.columns // size[0] for word in words):
            return candidate
    return wrapped(text, paper, size=sizes[-1], bold=bold)


def ticket_lines(ticket: TicketText, paper: Paper, *, _: Callable[..., str]) -> list[Line]:
    """A ticket from the office's name to the cut, for this paper.

    _: gettext of the reader's language; takes an English text and the values of its named placeholders.
    A ticket without a url gets no QR.
    """
    return [
        *wrapped(ticket.office, paper, size=TALL, bold=True),
        *wrapped(ticket.address, paper),
        Gap(),
        *wrapped(_("QUEUE NUMBER"), paper),
        *fitting(ticket.number, paper, sizes=NUMBER_SIZES, lines=1, bold=True),
        Gap(),
        *fitting(ticket.service, paper, sizes=HEADING_SIZES, lines=HEADING_LINES, bold=True),
        Gap(),
        *_moment(ticket.taken_at, paper),
        *wrapped(_("Waiting ahead of you: {count}", count=ticket.ahead), paper, size=TALL),
        *_follow(ticket.url, paper, _=_),
        *wrapped(_("Thank you. This service is free of charge."), paper),
        *(line for text in ticket.footer.splitlines() for line in wrapped(text, paper)),
        Cut(),
    ]


def _moment(text: str, paper: Paper) -> list[Text]:
    """Date and time on one line, or where that is too long the time on its own."""
    if len(plain(text)) <= paper.columns:
        return wrapped(text, paper)
    date, _comma, time = text.rpartition(", ")
    return [*wrapped(date, paper), *wrapped(time, paper)]


def _follow(url: str, paper: Paper, *, _: Callable[..., str]) -> list[Line]:
    if not url:
        return [Gap()]
    return [Gap(), *wrapped(_("Scan to follow your turn on your phone"), paper), Gap(), Qr(url), Gap()]
