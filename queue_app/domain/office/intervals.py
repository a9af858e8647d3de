"""Opening hours as people write them: "08.00-12.00 13.00-16.00", "8–12, 13 s/d 16 WIB"; nothing is a closed day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from queue_app.domain.office.hours import DAY_MIN, Interval
from queue_app.domain.office.typed import TIME_WORD, plain

LONGEST = 200  # characters of one day
CLOSED = {"TUTUP", "LIBUR", "CLOSED", "-"}
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (  # what stands between the figures -> what it means
    (re.compile(TIME_WORD), ""),
    (re.compile(r"\b(?:WIB|WITA|WIT)\b"), ""),
    (re.compile(r"\b(?:S\s?/\s?D|S\.\s?D|SD|SAMPAI\s+DENGAN|SAMPAI|HINGGA|UNTIL|TO)\b\.?|[~→]"), "-"),
    (re.compile(r"\b(?:DAN|AND)\b|[&;/|+]"), " "),
)
_INTERVAL = re.compile(
    r"(\d{1,2})(?:\s?[.:,H]\s?|)(\d{2})?\s*-\s*"
    r"(\d{1,2})(?:(?:\s?[.:H]\s?|)(\d{2})|\s?,\s?(\d{2})(?!\s*-))?(?:[\s,]+|$)",  # "8-12,13-16" is 12 o'clock
    re.ASCII,
)


def parse(text: str) -> tuple[Interval, ...]:
    """The intervals of a day, in their order.

    Raises ValueError where one cannot be read, ends before it begins, or begins before the last one has ended.
    """
    left, found = _figures(text), []
    while left:
        match = _INTERVAL.match(left)
        if match is None:
            raise ValueError(left)
        opens_h, opens_m, closes_h, *closes_m = (int(each or 0) for each in match.groups())
        if max(opens_m, *closes_m) > 59:
            raise ValueError(match[0])
        found.append(Interval(opens_h * 60 + opens_m, closes_h * 60 + sum(closes_m)))
        left = left[match.end() :]
    if any(each.opens_min >= each.closes_min or each.closes_min > DAY_MIN for each in found):
        raise ValueError(text)
    if any(later.opens_min < earlier.closes_min for earlier, later in pairwise(found)):
        raise ValueError(text)
    return tuple(found)


def _figures(text: str) -> str:
    """The text without the words that people put between the figures. Raises ValueError for a long one."""
    if len(text) > LONGEST:
        raise ValueError(text)
    left = plain(text).upper()
    if left.strip() in CLOSED:
        return ""
    for pattern, meaning in _WORDS:
        left = pattern.sub(meaning, left)
    return left.strip()


def written(intervals: Iterable[Interval]) -> str:
    """The text that `parse` reads back."""
    return " ".join(f"{_clock(each.opens_min)}-{_clock(each.closes_min)}" for each in intervals)


def told(intervals: Iterable[Interval]) -> str:
    """For a notice: "08.00–12.00, 13.00–16.00"; "" for a closed day."""
    return ", ".join(f"{_clock(each.opens_min)}–{_clock(each.closes_min)}" for each in intervals)


def tidy(text: str) -> str:
    """The same hours as `written` writes them; a text that cannot be read as it is."""
    try:
        return written(parse(text))
    except ValueError:
        return text


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}.{minute % 60:02d}"
