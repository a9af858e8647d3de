"""A user name that a person will remember: their first name, and more of it only where that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count, dropwhile

LONGEST = 40
LEAST = 3  # letters of a name by which somebody is called: "I Wayan" is Wayan, "Ni Made" is Made


def suggested(name: str, *, is_taken: Callable[[str], bool]) -> str:
    """For "Dra. Siti Rahmawati, M.Si." siti; else siti.rahmawati, siti2, ... "" where no letter of it can be used."""
    return next((each for each in _candidates(_words(name)) if not is_taken(each)), "")


def _words(name: str) -> list[str]:
    """The parts of the name itself: titles stand behind a comma, or end with a point; what leads to it is short."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().lower()
    own = [word for word in plain.split() if not word.endswith(".")] or plain.split()
    words = [word for word in (re.sub(r"[^a-z0-9]", "", each) for each in own) if word]
    return list(dropwhile(lambda word: len(word) < LEAST, words)) or words


def _candidates(words: list[str]) -> Iterator[str]:
    if not words:
        return
    yield words[0][:LONGEST]
    if len(words) > 1:
        yield f"{words[0]}.{words[-1]}"[:LONGEST]
    yield from (f"{words[0][: LONGEST - 4]}{number}" for number in count(2))
