"""Text as a ticket has it: on one line, in the printer's own letters wherever these say the same. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What Unicode's decomposition does not bring down to ASCII by itself.
_PLAIN_FORMS = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00b7": "-", "\u2022": "-", "\u00d7": "x", "\u2044": "/",
})  # fmt: skip
ZERO_WIDTH_SPACE = "\u200b"  # where a word may be broken
JOINERS = "\u200c\u200d"  # they change the letters around them
WIDE_COLUMNS = 3  # of a letter that is drawn as a square, for two of the printer's own stand in 24 dots


@lru_cache(maxsize=512)  # the same few for every ticket of the day
def plain(text: str) -> str:
    """The text on one line: printable ASCII, which every ESC/POS printer has, wherever that says the same.

    Dashes and quotes become simple ones, each run of white space one blank. Letters that ASCII lacks stay as they
    are: whoever prints must draw them.
    """
    spaced = "".join(_on_one_line(letter) for letter in text)
    # Twice, for a decomposition can uncover another dash or blank (a fullwidth one, say).
    simple = "".join(_plain(letter) for letter in spaced.translate(_PLAIN_FORMS)).translate(_PLAIN_FORMS)
    return " ".join(unicodedata.normalize("NFC", simple).split())


def columns(text: str) -> int:
    """Columns of the normal letter that a plain text takes, about, where some of it is drawn."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return WIDE_COLUMNS if unicodedata.east_asian_width(letter) in "WF" else 1


def _on_one_line(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf":  # marks of a writing program: the ways of letters follow from the letters
        return letter if letter in JOINERS else " " if letter == ZERO_WIDTH_SPACE else ""
    return " " if kind[0] == "Z" or kind in ("Cc", "Cs") else letter


def _plain(letter: str) -> str:
    """Its decomposition where that is ASCII, and else itself: an accent is part of its letter."""
    if letter.isascii():
        return letter
    apart = unicodedata.normalize("NFKD", letter).translate(_PLAIN_FORMS)
    return apart if apart.isascii() else letter
