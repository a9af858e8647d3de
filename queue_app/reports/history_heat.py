"""A heat map as a table: a line for each half hour, for each weekday its value and how many stand behind it."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from babel.dates import get_day_names

from queue_app.reports.columns import Column, Table
from queue_app.screens.history import Heat


class HalfHour(NamedTuple):
    """slot: of the day, from midnight."""

    slot: int
    heat: Heat


def days(heat: Heat) -> list[int]:
    """The weekdays on which anything happened, Monday is 0."""
    return [day for day, of in enumerate(heat.of) if any(of) or any(heat.counts[day])]


def slots(heat: Heat) -> range:
    """The half hours from the first in which anything happened to the last."""
    found = [slot for counts in heat.counts for slot, count in enumerate(counts) if count]
    return range(min(found, default=0), max(found, default=-1) + 1)


def time_of(slot: int) -> str:
    """08.30."""
    return f"{slot // 2:02}.{slot % 2 * 30:02}"


def weekday(day: int, *, lang: str) -> str:
    return str(get_day_names("wide", locale=lang)[day])


def table(name: str, title: str, heat: Heat, *, lang: str) -> Table[HalfHour]:
    """Values to one decimal; empty where no counter was open, or no such day was worked."""
    columns = [Column[HalfHour]("Half hour from", "text", lambda row: time_of(row.slot))]
    for day in days(heat):
        called = weekday(day, lang=lang)
        columns += [
            Column(called, "mean", partial(_value, day)),
            Column(f"{called} (n)", "count", partial(_count, day)),
        ]
    return Table(name, title, columns, [HalfHour(slot, heat) for slot in slots(heat)])


def _value(day: int, row: HalfHour) -> float | None:
    found = row.heat.values[day][row.slot]
    return None if found is None else round(found, 1)


def _count(day: int, row: HalfHour) -> int:
    return row.heat.counts[day][row.slot]
