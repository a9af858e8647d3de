"""Rows of facts and sums beside what the log tells: table by table, for store.log.row_check to compare."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from struct import error as BrokenRow  # noqa: N812 - an error by its name
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from queue_app.domain.evidence.duties import StandardOn
from queue_app.domain.evidence.facts import CaseFact, DeskFact, Facts, facts_of
from queue_app.domain.evidence.rollups import PLACES, Cell, Cells, Measure, merge, rollup_of, unpack
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.evidence import facts, kept_days, packing, rollups
from queue_app.store.evidence.kept_days import Kept
from queue_app.store.evidence.months import month_of
from queue_app.store.evidence.tables import CaseFacts, DeskFacts, Grain, Rollup

Rows = Mapping[Any, tuple[Any, ...]]


class Compared(NamedTuple):
    """The rows of one table: which they must be by the log, and which they are."""

    table: str
    fields: tuple[str, ...]
    told: Rows
    kept: Rows


class FactCheck:
    """Takes the days of an office in their order, and knows its months when they are all through.

    A day whose rows are of an earlier state of its log, or of another version, is passed over: it is written anew
    before anybody relies on it.
    """

    def __init__(self, connection: Connection, office_id: int, *, zone: str, standard_s: StandardOn) -> None:
        self._connection, self._office_id, self._zone, self._standard_s = connection, office_id, zone, standard_s
        self._kept = kept_days.kept(connection, office_id, date.min, date.max)
        self._head = kept_days.head(connection, office_id)
        self._months: dict[date, defaultdict[Cell, list[bytes]]] = {}
        self._passed: set[date] = set()

    @property
    def days(self) -> set[date]:
        """Every day that has rows, known to the log or not."""
        return {*self._kept, *facts.days_of_rows(self._connection, self._office_id)}

    def of_day(self, day: date, log: Iterable[Recorded], *, last_seq: int) -> Iterator[Compared]:
        """log: the day's events, and perhaps others; last_seq: the number of its last one, 0 where it has none."""
        known = self._kept.get(day)
        if known is not None and last_seq and not (known.is_current and known.seq >= last_seq):
            self._passed.add(month_of(day))
            return
        yield self._read_until(day, known, last_seq)
        found = Facts([], [])
        if known is not None and last_seq:
            told = Stretches().read(log)
            found = facts_of(told, day, day, standard_s=self._standard_s, zone=self._zone)
        cells = rollup_of(found.cases, found.desks)
        yield self._of_facts(CaseFacts, day, found.cases, CaseFact._fields, packing.cases_with_places)
        yield self._of_facts(DeskFacts, day, found.desks, DeskFact._fields, packing.desks_with_places)
        yield self._of_sums(Grain.DAY, day, cells)
        self._remember(day, known, cells)

    def of_months(self) -> Iterator[Compared]:
        """Of each month of which every day that has rows is in its sums; and of those that have sums and no days."""
        known = {month_of(day) for day in self._kept}
        unsummed = {month_of(day) for day, each in self._kept.items() if not each.is_summed}
        of_rows = rollups.days(self._connection, self._office_id, Grain.MONTH)
        for month in sorted({*known, *of_rows} - unsummed - self._passed):
            cells = {cell: merge(rows) for cell, rows in self._months.get(month, {}).items()}
            yield self._of_sums(Grain.MONTH, month, cells)

    def _remember(self, day: date, known: Kept | None, cells: Cells) -> None:
        if known is not None and known.is_summed:
            of_month = self._months.setdefault(month_of(day), defaultdict(list))
            for cell, row in cells.items():
                of_month[cell].append(row)

    def _read_until(self, day: date, known: Kept | None, last_seq: int) -> Compared:
        kept = {} if known is None else {day.isoformat(): (known.seq,)}
        told = {day.isoformat(): (min(known.seq, self._head),)} if known is not None and last_seq else {}
        return Compared("facts_read", ("seq",), told, kept)

    def _of_facts(
        self,
        table: Any,
        day: date,
        told: Sequence[CaseFact | DeskFact],
        fields: tuple[str, ...],
        unpacked: Callable[[bytes], list[tuple[int, Any]]],
    ) -> Compared:
        own = {(day.isoformat(), each.officer_id or 0, place): tuple(each) for place, each in enumerate(told)}
        asked = select(table.officer_id, table.packed).where(
            table.office_id == self._office_id, table.business_date == day
        )
        kept: dict[Any, tuple[Any, ...]] = {}
        for officer_id, row in self._connection.execute(asked):
            for place, each in _read(unpacked, row):
                kept[day.isoformat(), officer_id, place] = tuple(each)
        if own != kept:  # perhaps only as another Python adds up
            own, kept = _rounded(own), _rounded(kept)
        return Compared(table.__tablename__, fields, own, kept)

    def _of_sums(self, grain: Grain, day: date, told: Cells) -> Compared:
        asked = select(Rollup.service_id, Rollup.hour, Rollup.counter_id, Rollup.counts).where(
            Rollup.office_id == self._office_id, Rollup.grain == grain, Rollup.hour.in_(rollups.HOURS),
            Rollup.first_day == day,
        )  # fmt: skip
        kept = {Cell(*row[:3]): row[3] for row in self._connection.execute(asked)}
        differing = [cell for cell in told.keys() | kept.keys() if told.get(cell) != kept.get(cell)]
        name = f"{day:%Y-%m}" if grain is Grain.MONTH else day.isoformat()
        both = (
            {_named(name, cell): _by_measure(rows[cell]) for cell in differing if cell in rows} for rows in (told, kept)
        )
        return Compared("rollup", tuple(Measure), *both)


def _named(name: str, cell: Cell) -> tuple[str, ...]:
    return name, *(f"{what} {number}" for what, number in cell._asdict().items())


def _by_measure(row: bytes) -> tuple[Any, ...]:
    """Each measure's counts by place; of what is no row nothing."""
    try:
        counts = unpack(row)
    except BrokenRow:
        counts = {}
    return tuple(
        {place - own.start: counts[place] for place in range(own.start, own.stop) if place in counts}
        for own in PLACES.values()
    )


def _read(unpacked: Callable[[bytes], list[tuple[int, Any]]], row: bytes) -> list[tuple[int, Any]]:
    try:
        return unpacked(row)
    except (zlib.error, msgspec.MsgspecError):
        return []


def _rounded(rows: Rows) -> dict[Any, tuple[Any, ...]]:
    return {key: tuple(map(_micro, row)) for key, row in rows.items()}


def _micro(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _micro(each) for key, each in value.items()}
    return round(value, 6) if isinstance(value, float) else value
