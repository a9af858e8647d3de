"""Days and times of bookings in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date

from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.domain.office import typed
from queue_app.domain.office.hours import CLOSED
from queue_app.screens.booking.choice import BookDay
from queue_app.store.desk import OfficeKey
from queue_app.texts import clock_time, long_time, translate, zone_label
from queue_app.web.frame.pages import lang

A_CENTURY = timedelta(days=36524)


def day_or_today(text: str, today: date) -> date:
    """The day that was typed; today where none was, or one that is a century away."""
    found = typed.day(text)
    return found if found and abs(found - today) < A_CENTURY else today


def day_name(found: BookDay) -> str:
    """Selasa, 24 November."""
    return str(format_date(found.day, "EEEE, d MMMM", locale=lang()))


def why_none(found: BookDay) -> str:
    """Why nothing can be booked on that day; "" where something can."""
    if found.is_free:
        return ""
    if found.plan.closed_because:
        return translate(lang(), CLOSED[found.plan.closed_because], name=found.plan.name)
    return translate(lang(), "Full") if found.slots else translate(lang(), "No more times on this day")


def clock(at: datetime, office: OfficeKey) -> str:
    """09.00."""
    return clock_time(at, office.time_zone)


def whole_time(at: datetime, office: OfficeKey) -> str:
    """09.00 WIB."""
    return f"{clock_time(at, office.time_zone)} {zone_label(office.time_zone)}"


def halves(slots: Sequence[FreeSlot], office: OfficeKey) -> list[tuple[str, list[FreeSlot]]]:
    """The times of a day before noon and after it, each with its heading; no empty half."""
    before = [each for each in slots if clock(each.at, office) < "12.00"]
    after = [each for each in slots if clock(each.at, office) >= "12.00"]
    names = translate(lang(), "Before noon"), translate(lang(), "After noon")
    return [(name, half) for name, half in zip(names, (before, after), strict=True) if half]


def long_when(at: datetime, office: OfficeKey) -> str:
    """Selasa, 24 November 2026, 09.00 WIB."""
    return long_time(at, office.time_zone, lang=lang())
