"""Passwords for those who are added: three words that can be read to somebody, and two digits.

Some 30 bits: enough where tries are counted (web.frame.sign_in_door), for the days until people choose their own.
"""

from __future__ import annotations

import secrets
from pathlib import Path

# Short words that everyone can spell, one a line.
WORDS = tuple(Path(__file__).with_name("password_words.txt").read_text(encoding="ascii").split())


def new() -> str:
    """One that nobody had before: "kopi-meja-biru-27"."""
    words = [secrets.choice(WORDS) for _word in range(3)]
    return "-".join([*words, f"{secrets.randbelow(90) + 10}"])
