"""The rows by which one question about an office's past is answered, with what the running day adds to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.evidence.rollups import ALL, Cell, Cells, rollup_of
from queue_app.domain.log.errors import BrokenLog
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence import facts, kept_days, rollups, spans
from queue_app.store.evidence import today as running
from queue_app.store.evidence.months import end_of, month_of
from queue_app.store.evidence.rollups import Piece, Row

FOLDED_AT_ONCE = 3  # days beside the running one whose log is read while somebody waits for the page


class By(StrEnum):
    """Of how long one point of a trend tells."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def begin(self, day: date) -> date:
        """The first day of the point that has this day."""
        return {By.DAY: day, By.WEEK: day - timedelta(days=day.weekday()), By.MONTH: month_of(day)}[self]

    def end(self, begin: date) -> date:
        """The last day of the point that begins on this one."""
        return {By.DAY: begin, By.WEEK: begin + timedelta(days=6), By.MONTH: end_of(begin)}[self]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of the cell itself, of the office as a whole, of the counters asked for, whatever the service and the hour;
    and of each service and counter apart. pending: days of which the rows are not written, and that are in none.
    """

    cell: list[Row]
    office: list[Row]
    desks: list[Row]
    services: list[Row]
    counters: list[Row]
    pending: list[date]


class _Folded(NamedTuple):
    day: date
    cells: Cells

    def rows(self, holds: Callable[[Cell], bool]) -> Iterator[Row]:
        for cell, counts in self.cells.items():
            if holds(cell):
                yield Row(self.day, cell.service_id, cell.counter_id, counts)


def answer(
    connection: Connection, office: OfficeKey, first: date, last: date, *, cell: Cell, by: By, today: date
) -> Answer:
    """Of a span up to today at most. by: of how long the rows of the cell tell at most.

    A day that has to be read from the log, and cannot be, is pending: the others are told all the same.
    """
    standing = kept_days.standing(connection, office.id, first, last)
    wanted = standing.changed[::-1][: FOLDED_AT_ONCE + (standing.changed[-1:] == [today])]
    folded = [each for day in wanted if (each := _folded(connection, office, day, today))]
    months = spans.in_months(first, last, unsummed=standing.unsummed, without=standing.changed)
    points = months if by is By.MONTH else spans.in_days(first, last, without=standing.changed)
    ask = _Asking(connection, office.id, cell, folded)
    own = ask.of_cell(points, cell)
    return Answer(
        own, own if cell == Cell() else ask.of_cell(points, Cell()),
        ask.of_cell(months, Cell(counter_id=cell.counter_id)),
        ask.each_service(months), ask.each_counter(months), sorted({*standing.changed} - {each.day for each in folded}),
    )  # fmt: skip


class _Asking:
    """One question to the rows, and the same to what was folded."""

    def __init__(self, connection: Connection, office_id: int, cell: Cell, folded: Iterable[_Folded]) -> None:
        self._where = connection, office_id
        self._cell, self._folded = cell, list(folded)

    def of_cell(self, pieces: list[Piece], cell: Cell) -> list[Row]:
        return [*rollups.of_cell(*self._where, pieces, cell), *self._more(lambda each: each == cell)]

    def each_service(self, pieces: list[Piece]) -> list[Row]:
        own = self._cell
        more = self._more(lambda each: each.service_id != ALL and each == own._replace(service_id=each.service_id))
        return [*rollups.each_service(*self._where, pieces, self._cell), *more]

    def each_counter(self, pieces: list[Piece]) -> list[Row]:
        own = self._cell
        more = self._more(lambda each: each.counter_id != ALL and each == own._replace(counter_id=each.counter_id))
        return [*rollups.each_counter(*self._where, pieces, self._cell), *more]

    def _more(self, holds: Callable[[Cell], bool]) -> Iterator[Row]:
        for each in self._folded:
            yield from each.rows(holds)


def _folded(connection: Connection, office: OfficeKey, day: date, today: date) -> _Folded | None:
    try:
        found = running.facts(connection, office, day) if day == today else facts.of_day(connection, office.id, day)
    except BrokenLog:  # told by verify-log, by the recap and to whoever runs the computer
        return None
    return _Folded(day, rollup_of(found.cases, found.desks))
