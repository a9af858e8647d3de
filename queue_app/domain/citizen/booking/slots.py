"""The times of a day that can be booked, from the office's own calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from queue_app.domain.office.hours import Calendar, Interval, gives_numbers


@dataclass(frozen=True, slots=True)
class SlotRules:
    """How one service is booked. minutes: from one time to the next. places: at each of them; 0: it is not booked.

    days_ahead: so far into the future, today being 0.
    """

    minutes: int
    places: int
    days_ahead: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One time, aware UTC, and how many places it has."""

    at: datetime
    places: int


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """at: aware UTC. left: places that can still be booked, never below 0."""

    at: datetime
    left: int


def slots_of(calendar: Calendar, day: date, rules: SlotRules, time_zone: str) -> list[Slot]:
    """Every slot of a day, the first first; none on a day off, and none behind the last ticket of the day.

    Each opening begins anew: with 30 minutes and a break until 13.00 there is one at 13.00, wherever the morning ended.
    """
    if not rules.places:
        return []
    zone = ZoneInfo(time_zone)
    return [
        Slot((datetime.combine(day, time(), zone) + timedelta(minutes=minute)).astimezone(UTC), rules.places)
        for each in gives_numbers(calendar, day)
        for minute in _starts(each, rules.minutes)
    ]


def free_slots(
    slots: list[Slot], held: Mapping[datetime, int], *, day_left: int | None, now: datetime
) -> list[FreeSlot]:
    """What can still be booked of a day's slots that are not over yet.

    held: bookings that hold a place, by their time. day_left: numbers of the day's quota that nobody holds; None: there
    is no quota. No slot ever shows more than the day has.
    """
    return [
        FreeSlot(each.at, _at_most(max(0, each.places - held.get(each.at, 0)), day_left))
        for each in slots
        if each.at > now
    ]


def _at_most(left: int, day_left: int | None) -> int:
    return left if day_left is None else min(left, day_left)


def _starts(opening: Interval, minutes: int) -> Iterator[int]:
    """A slot that the closing cuts short is none."""
    return iter(range(opening.opens_min, opening.closes_min - minutes + 1, minutes))
