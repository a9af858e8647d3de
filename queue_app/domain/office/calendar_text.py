"""An office's calendar as plain values and back, for a program on another computer. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from queue_app.domain.office.hours import Calendar, Interval, Season, Special


def written(calendar: Calendar, *, first: date, last: date) -> dict[str, Any]:
    """As JSON can hold it; of holidays, special days and seasons those that touch the days `first` to `last`."""
    return {
        "weekly": [[name, weekday, _plain(found)] for (name, weekday), found in sorted(calendar.weekly.items())],
        "seasons": [
            [each.template, each.first.isoformat(), each.last.isoformat()]
            for each in calendar.seasons
            if each.first <= last and first <= each.last
        ],
        "special_days": [
            [day.isoformat(), each.name, _plain(each.intervals)]
            for day, each in sorted(calendar.special_days.items())
            if first <= day <= last
        ],
        "holidays": [
            [day.isoformat(), name] for day, name in sorted(calendar.holidays.items()) if first <= day <= last
        ],
        "last_ticket_min": calendar.last_ticket_min,
    }


def read(plain: Mapping[str, Any]) -> Calendar:
    """The calendar of what `written` made. Raises KeyError, TypeError, ValueError for anything else."""
    return Calendar(
        weekly={(str(name), int(weekday)): _intervals(found) for name, weekday, found in plain["weekly"]},
        seasons=[Season(str(name), _day(first), _day(last)) for name, first, last in plain["seasons"]],
        special_days={_day(day): Special(str(name), _intervals(found)) for day, name, found in plain["special_days"]},
        holidays={_day(day): str(name) for day, name in plain["holidays"]},
        last_ticket_min=int(plain["last_ticket_min"]),
    )


def _plain(found: Sequence[Interval]) -> list[list[int]]:
    return [[each.opens_min, each.closes_min] for each in found]


def _intervals(found: Sequence[Sequence[int]]) -> list[Interval]:
    return [Interval(int(opens), int(closes)) for opens, closes in found]


def _day(text: str) -> date:
    return date.fromisoformat(text)
