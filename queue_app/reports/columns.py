"""Tables of a report and the columns that print them. A new one is a line beside its table, and its title in texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from queue_app.reports.spreadsheet import Value
from queue_app.store.evidence.period import OfficerRow

Unit = Literal["text", "day", "count", "mean", "minutes", "hours", "percent"]  # day: a date as 2026-11-30
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """title: a msgid; names the unit where a bare number needs one."""

    title: str
    unit: Unit
    of: Callable[[Row], Value]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One sheet of the workbook, or one CSV. name: of that file; "" for the first. title: a msgid."""

    name: str
    title: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]

    def values(self, column: Column[Row]) -> list[Value]:
        """What stands below its title."""
        return [column.of(row) for row in self.rows]


def place(officer: OfficerRow) -> tuple[str, int]:
    """By name; officers of the same name stay apart. The order says nothing else."""
    return officer.name.casefold(), officer.id


def minutes(seconds: float | None) -> float | None:
    """None where nothing was measured."""
    return None if seconds is None else round(seconds / 60, 2)


def hours(seconds: float) -> float:
    return round(seconds / 3600, 2)


def percent(value: float | None) -> float | None:
    """None where nothing was measured."""
    return None if value is None else round(value, 1)
