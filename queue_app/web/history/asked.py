"""What somebody asks of the past: the address says it whole, so that a figure can be kept as a bookmark.

What an address says wrongly is refused, never put right in silence: a figure must not be of another span than its
reader believes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from queue_app.domain.evidence.day_notes import FIRST_YEAR
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.history_errors import DayAhead, DaysReversed, NotADay
from queue_app.domain.office import typed
from queue_app.web.frame.address import DAY, ROW, Schema, words

Days = tuple[date, date]


def _month(today: date, *, back: int) -> date:
    """The first day of the month so many months ago."""
    number = today.year * 12 + today.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


SPANS: Mapping[str, tuple[str, Callable[[date], Days]]] = {  # name -> msgid, and its days on some day
    "yesterday": ("Yesterday", lambda today: (today - timedelta(days=1),) * 2),
    "week": ("Last 7 days", lambda today: (today - timedelta(days=7), today - timedelta(days=1))),
    "month": ("This month", lambda today: (_month(today, back=0), today)),
    "last_month": ("Last month", lambda today: (_month(today, back=1), _month(today, back=0) - timedelta(days=1))),
    "quarter": ("This quarter", lambda today: (_month(today, back=(today.month - 1) % 3), today)),
    "year": ("This year", lambda today: (date(today.year, 1, 1), today)),
}
USUAL = "week"
ASKED: Mapping[str, Schema] = {
    "span": words(SPANS), "first": DAY, "last": DAY, "service": ROW, "hour": ROW, "counter": ROW,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """span: a key of SPANS, or "" where the days are the reader's own. None: all services, hours, counters."""

    span: str
    first: date
    last: date
    service_id: int | None = None
    hour: int | None = None
    counter_id: int | None = None

    def query(self) -> str:
        """As it stands behind the question mark."""
        days = {"span": self.span} if self.span else {"first": self.first.isoformat(), "last": self.last.isoformat()}
        parts = {"service": self.service_id, "hour": self.hour, "counter": self.counter_id}
        return urlencode({**days, **{name: each for name, each in parts.items() if each is not None}})

    def over(self, span: str) -> Question:
        """The same of another span."""
        return replace(self, span=span)


def usual(today: date) -> Question:
    """What is shown to whoever asks nothing."""
    return Question(USUAL, *SPANS[USUAL][1](today))


def question(said: Mapping[str, str], today: date, *, services: Collection[int], counters: Collection[int]) -> Question:
    """What an address asks. services, counters: ids of those that the office has or had.

    Days that are said count before a span; those after today are left out. Raises NotADay, DaysReversed, DayAhead,
    NotFound (span, service, hour, counter).
    """
    first, last = (_day(said[name]) if said.get(name) else None for name in ("first", "last"))
    span = said.get("span", "")
    if span and span not in SPANS:
        raise NotFound(what="span of days")
    days = SPANS[span or USUAL][1](today)
    if first or last:
        own = (first or last or today, min(last or today, today))
        span, days = (span if own == days else "", own)
    if days[0] > today:
        raise DayAhead
    if days[1] < days[0]:
        raise DaysReversed
    return Question(
        span or ("" if first or last else USUAL), *days,
        _one_of(said, "service", services), _one_of(said, "hour", range(24)), _one_of(said, "counter", counters),
    )  # fmt: skip


def _day(text: str) -> date:
    found = typed.day(text)
    if found is None or not FIRST_YEAR <= found.year < date.max.year:
        raise NotADay(typed=text[: typed.LONGEST_DAY])
    return found


def _one_of(said: Mapping[str, str], name: str, known: Collection[int]) -> int | None:
    text = said.get(name, "")
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(2**31)) else None
    if number is None or number not in known:
        raise NotFound(what=name)
    return number
