"""How a span of leave and the times of a day are said."""

from __future__ import annotations

from babel.dates import get_day_names
from babel.numbers import format_decimal

from queue_app.domain.evidence.leave import Span
from queue_app.texts import long_date, translate
from queue_app.web.frame.pages import lang


def weekdays() -> list[str]:
    """Short names, Monday first."""
    names = get_day_names("abbreviated", locale=lang())
    return [str(names[each]) for each in range(7)]


def clock(minute: int) -> str:
    """As 13.00."""
    return f"{minute // 60:02}.{minute % 60:02}"


def said(span: Span) -> str:
    """Tuesday, 24 November 2026, 13.00–15.00; or its first and last day."""
    first, last = (long_date(day, lang=lang()) for day in (span.first, span.last))
    if span.from_min is not None and span.until_min is not None:
        return f"{first}, {clock(span.from_min)}–{clock(span.until_min)}"
    return first if span.first == span.last else translate(lang(), "{first} to {last}", first=first, last=last)


def hours(seconds: float | None) -> str:
    """132,5; a dash where nobody knows."""
    return "–" if seconds is None else format_decimal(round(seconds / 3600, 1), locale=lang())
