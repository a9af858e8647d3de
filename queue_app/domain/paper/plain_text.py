"""Text as a ticket printer has it: printable ASCII on one line, the same in every code page. Pure."""

from __future__ import annotations

import unicodedata

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
