"""A row of the officers' report and the columns that print it. A new column is a line here and its title in texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from queue_app.reports.spreadsheet import Value
from queue_app.store.office.tables import Employment

Unit = Literal["text", "count", "minutes", "percent"]


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer at one service. Times in seconds, without holds; None where no leg was timed."""

    name: str
    nip: str | None
    employment: Employment
    service: str
    standard_minutes: int
    count: int  # legs served
    timed: int  # of these: their time is counted
    excluded: int  # of these: their time is not counted, priority or forgotten
    forgotten: int  # of the excluded: finished on another day than started
    inaccurate: int  # of the excluded: marked so, by the officer or by the system; most of the forgotten are
    transferred: int  # legs passed on to another service; not in count
    median_s: float | None
    p90_s: float | None
    within_pct: float | None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: str  # msgid; names the unit where a bare number needs one
    unit: Unit
    of: Callable[[OfficerRow], Value]


OFFICERS: tuple[Column, ...] = (
    Column("name", "Officer", "text", lambda row: row.name),
    Column("nip", "NIP", "text", lambda row: row.nip),
    Column("employment", "Employment", "text", lambda row: row.employment.value),
    Column("service", "Service", "text", lambda row: row.service),
    Column("count", "Served", "count", lambda row: row.count),
    Column("timed", "Timed", "count", lambda row: row.timed),
    Column("excluded", "Excluded from the times", "count", lambda row: row.excluded),
    Column("forgotten", "Of these forgotten finishes", "count", lambda row: row.forgotten),
    Column("inaccurate", "Of these marked as inaccurate", "count", lambda row: row.inaccurate),
    Column("transferred", "Transferred", "count", lambda row: row.transferred),
    Column("standard", "Standard (minutes)", "minutes", lambda row: row.standard_minutes),
    Column("median", "Median (minutes)", "minutes", lambda row: _minutes(row.median_s)),
    Column("p90", "P90 (minutes)", "minutes", lambda row: _minutes(row.p90_s)),
    Column("within", "Within standard (%)", "percent", lambda row: _rounded(row.within_pct)),
)


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 2)


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
