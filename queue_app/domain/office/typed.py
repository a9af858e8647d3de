"""What people type as they type it: signs of phones and of Word, the words around a time, dates. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from queue_app.domain.log.errors import BadInput

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_JOINERS = "\u200c\u200d"  # without which some scripts and emoji fall apart
_BLANKS = "\u115f\u1160\u3164\uffa0"  # letters of Hangul that show nothing
TIME_WORD = r"(?:(?:PUKUL|JAM|PKL)\.?\s*)?"
ZONE_WORD = r"(?:\s*(?:WIB|WITA|WIT)\b)?"
MONTHS: dict[str, int] = {
    "JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MEI": 5, "MAY": 5, "JUN": 6, "JUL": 7, "AGU": 8, "AGT": 8, "AGS": 8,
    "AUG": 8, "SEP": 9, "OKT": 10, "OCT": 10, "NOV": 11, "NOP": 11, "DES": 12, "DEC": 12,
}  # fmt: skip
LONGEST_DAY = 40  # characters of a date with the name of its weekday
_WEEKDAY = r"(?:[A-Z']+\s*,\s*)?"
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(_WEEKDAY + r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2}|[A-Z]{3,9})\s*[-/.,\s]\s*(\d{4})", re.ASCII)


def plain(text: str) -> str:
    """The text with every dash as "-", every space as one of the keyboard, and nothing that cannot be seen."""
    return unicodedata.normalize("NFKC", text).translate(DASHES).translate(UNSEEN)


def written(text: str) -> str:
    """What somebody wrote, of lines, without signs that only steer: they hide words, turn them round, break files."""
    lines = ("".join(each for each in line.replace("\t", " ") if _is_kept(each)) for line in text.splitlines())
    return "\n".join(line.rstrip() for line in lines).strip()


def named(text: str, longest: int) -> str:
    """A name of one line, as of a program, without blanks around it. Raises BadInput: none, too long, or unreadable."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= longest or not name.isprintable():
        raise BadInput(field="name", expected=f"1-{longest}")
    return name


def says_something(text: str) -> bool:
    """Whether a letter or a number is in it that anybody can see."""
    return any(unicodedata.category(each)[0] in "LN" and each not in _BLANKS for each in text)


def _is_kept(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign)[0] != "C"


def day(text: str) -> date | None:
    """The date, in the order of the country (31/12/2026, 31-12-2026, 31 Desember 2026) or of programs (2026-12-31).

    None for what is no date. A year has four digits: hours and holidays hold for years, not centuries.
    """
    typed = plain(text).strip().upper()[:LONGEST_DAY]
    if found := _YEAR_FIRST.fullmatch(typed):
        return _date(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(typed):
        return _date(found[3], found[2], found[1])
    return None


def _date(year: str, month: str, day_of_month: str) -> date | None:
    number = int(month) if month.isdecimal() else MONTHS.get(month[:3], 0)
    try:
        return date(int(year), number, int(day_of_month))
    except ValueError:
        return None
