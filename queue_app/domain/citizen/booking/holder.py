"""Whoever books, by what can be recognised again: never by a name."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"62\d{8,13}\Z")


class Holder(NamedTuple):
    """phone: as `phone` has it. device: the secret of the browser's own cookie. Neither: somebody at the reception."""

    phone: str | None = None
    device: str | None = None


class Reminder(NamedTuple):
    """Where somebody wishes to be reminded: a mail address, and in which language."""

    mail: str
    lang: str


def phone(text: str) -> str | None:
    """One number however it was written: "0812-3456-7890", "+62 812 3456 7890" -> "6281234567890"; None: it is none."""
    digits = _DIGITS.sub("", text)
    if digits.startswith("0") and not digits.startswith("00"):
        digits = "62" + digits[1:]
    digits = digits.removeprefix("00")
    return digits if _PHONE.match(digits) else None
