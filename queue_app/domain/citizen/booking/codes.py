"""The code of a booking: short enough to be typed at a kiosk, and nothing that could be mistaken in it."""

from __future__ import annotations

import re

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0, 1, I, L and O
LENGTH = 8
TOKEN = re.compile(r"[0-9a-f]{32}\Z")
_LINK = re.compile(r"/b/([0-9a-f]{32})\Z")
_BETWEEN = re.compile(r"[\s./_-]+")


def of(secret: bytes) -> str:
    """The code that stands for a secret: LENGTH of LETTERS. secret: at least 16 bytes that look random."""
    number = int.from_bytes(secret[:16])
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def shown(code: str) -> str:
    """In two halves, as it is read out and copied: "ABCD-2345"."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def typed(text: str) -> str | None:
    """The code as people type it, in any case and with whatever between; None: that is none."""
    code = _BETWEEN.sub("", text.strip()).upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None


def scanned_token(text: str) -> str | None:
    """The booking's name in addresses, alone or at the end of its link, as a scanner types it; None: that is none."""
    plain = text.strip().rstrip("/")
    found = _LINK.search(plain)
    if found:
        return found[1]
    return plain if TOKEN.match(plain) else None
