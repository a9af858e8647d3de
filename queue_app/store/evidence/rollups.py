"""Rows of rollups: reading one question's, and writing those of a day or of a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from queue_app.domain.evidence.rollups import ALL, ALL_HOURS, Cell
from queue_app.store.evidence.tables import Grain, Rollup
from queue_app.store.statements import Statement

HOURS = range(ALL_HOURS, 24)  # written out wherever a day's rows are meant: the hour stands before it in the key
_OF_SPAN = (
    select(Rollup.first_day, Rollup.service_id, Rollup.counter_id, Rollup.counts)
    .where(
        Rollup.office_id == bindparam("office"), Rollup.grain == bindparam("grain"), Rollup.hour == bindparam("hour"),
        Rollup.first_day.between(bindparam("first"), bindparam("last")),
    )
)  # fmt: skip
_OF_SERVICE, _OF_COUNTER = Rollup.service_id == bindparam("service"), Rollup.counter_id == bindparam("counter")
_CELL = Statement(_OF_SPAN.where(_OF_SERVICE, _OF_COUNTER))
_EACH_SERVICE = Statement(_OF_SPAN.where(Rollup.service_id != ALL, _OF_COUNTER))
_EACH_COUNTER = Statement(_OF_SPAN.where(_OF_SERVICE, Rollup.counter_id != ALL))
_ALL_CELLS = select(Rollup.hour, Rollup.service_id, Rollup.counter_id, Rollup.counts).where(
    Rollup.office_id == bindparam("office"), Rollup.grain == bindparam("grain"), Rollup.hour.in_(HOURS),
    Rollup.first_day.between(bindparam("first"), bindparam("last")),
)  # fmt: skip
_HOURS_OF_DAYS = select(Rollup.first_day, Rollup.hour, Rollup.counts).where(
    Rollup.office_id == bindparam("office"), Rollup.grain == Grain.DAY, Rollup.hour.in_(range(24)),
    Rollup.first_day.between(bindparam("first"), bindparam("last")), Rollup.counter_id == ALL, _OF_SERVICE,
)  # fmt: skip
_REMOVE = delete(Rollup).where(
    Rollup.office_id == bindparam("office"), Rollup.grain == bindparam("grain"),
    Rollup.hour.in_(bindparam("hours", expanding=True)), Rollup.first_day == bindparam("day"),
)  # fmt: skip


class Piece(NamedTuple):
    """A part of a span whose rows are of one grain. first, last: days, or the first days of months."""

    grain: Grain
    first: date
    last: date


class Row(NamedTuple):
    """One row as it was found. day: itself, or the first of its month."""

    day: date
    service_id: int
    counter_id: int
    counts: bytes


def of_cell(connection: Connection, office_id: int, pieces: Iterable[Piece], cell: Cell) -> Iterator[Row]:
    """The rows of one cell in that span."""
    return _rows(connection, _CELL, office_id, pieces, hour=cell.hour, service=cell.service_id, counter=cell.counter_id)


def each_service(connection: Connection, office_id: int, pieces: Iterable[Piece], cell: Cell) -> Iterator[Row]:
    """The same, of every service apart, whatever the cell says of services."""
    return _rows(connection, _EACH_SERVICE, office_id, pieces, hour=cell.hour, counter=cell.counter_id)


def each_counter(connection: Connection, office_id: int, pieces: Iterable[Piece], cell: Cell) -> Iterator[Row]:
    """The same, of every counter apart."""
    return _rows(connection, _EACH_COUNTER, office_id, pieces, hour=cell.hour, service=cell.service_id)


def _rows(
    connection: Connection, asked: Statement, office_id: int, pieces: Iterable[Piece], **of: int
) -> Iterator[Row]:
    for piece in pieces:
        yield from map(Row._make, asked.rows(connection, office=office_id, **of, **piece._asdict()))


def hours_of_days(
    connection: Connection, office_id: int, first: date, last: date, *, service_id: int = ALL
) -> Iterator[tuple[date, int, bytes]]:
    """Day, hour of arrival and counts, of one service or of all, as far as the days' rows are written."""
    keys = {"office": office_id, "first": first, "last": last, "service": service_id}
    for row in connection.execute(_HOURS_OF_DAYS, keys):
        yield row.first_day, row.hour, row.counts


def cells(connection: Connection, office_id: int, first: date, last: date) -> dict[Cell, list[bytes]]:
    """Every row of the days of a span, cell by cell."""
    found: defaultdict[Cell, list[bytes]] = defaultdict(list)
    for hour, service_id, counter_id, counts in connection.execute(
        _ALL_CELLS, {"office": office_id, "grain": Grain.DAY, "first": first, "last": last}
    ):
        found[Cell(service_id, hour, counter_id)].append(counts)
    return found


def days(connection: Connection, office_id: int, grain: Grain = Grain.DAY) -> list[date]:
    """Every day, or first day of a month, that has a row of its own."""
    whole_office = (Rollup.office_id == office_id, Rollup.grain == grain, Rollup.hour.in_(HOURS))
    return list(connection.execute(select(Rollup.first_day).where(*whole_office).distinct()).scalars())


def write(
    connection: Connection,
    office_id: int,
    grain: Grain,
    day: date,
    found: Mapping[Cell, bytes],
    *,
    hours: Iterable[int] = HOURS,
) -> None:
    """Puts these in the place of what was kept of the day, or of the month; of these hours of arrival only."""
    wanted = set(hours)
    connection.execute(_REMOVE, {"office": office_id, "grain": grain, "day": day, "hours": sorted(wanted)})
    own = {"office_id": office_id, "grain": grain, "first_day": day}
    rows = [{**own, **cell._asdict(), "counts": counts} for cell, counts in found.items() if cell.hour in wanted]
    if rows:
        connection.execute(insert(Rollup), rows)
