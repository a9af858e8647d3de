"""The code by which a sender finds a complaint again. It stands on the receipt, and nowhere in this house."""

from __future__ import annotations

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ2345679"  # nothing that is read as something else: no I, O, 0, 1, 8
LENGTH = 10  # some 50 bits
PURPOSE = "complaint"  # of desk.seal.mark


def spaced(code: str) -> str:
    """As it is printed: "ABCDE FGHJK"."""
    return f"{code[:5]} {code[5:]}"


def read_code(typed: str) -> str | None:
    """What somebody typed, without spaces and strokes and in capitals; None where it cannot be a code."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None
