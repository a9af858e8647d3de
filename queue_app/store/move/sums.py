"""What stands in rows, as one number that does not ask in which order they were read, nor from which database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Table
from sqlalchemy.types import DateTime

from queue_app.store.move import tables

Values = tuple[Any, ...]
_MODULUS = 1 << 256


class Sum(NamedTuple):
    """digest: the sum of the SHA-256 of each row, in hex, so that equal rows give equal sums on every database."""

    rows: int
    digest: str


class Adding:
    """Adds up the rows that pass."""

    def __init__(self) -> None:
        self._rows, self._total = 0, 0

    def add(self, row: Values) -> None:
        self._rows += 1
        self._total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())

    @property
    def sum(self) -> Sum:
        return Sum(self._rows, f"{self._total % _MODULUS:064x}")


def plainly(table: Table) -> Callable[[Sequence[Any]], Values]:
    """How to read the table's rows so that they are the same from every database: times in UTC, and saying so."""
    times = [place for place, column in enumerate(tables.columns(table)) if isinstance(column.type, DateTime)]

    def read(row: Sequence[Any]) -> Values:
        values = list(row)
        for place in times:
            if values[place] is not None:
                values[place] = utc(values[place])
        return tuple(values)

    return read if times else tuple


def utc(moment: datetime) -> datetime:
    """SQLite keeps times without saying that they are UTC; PostgreSQL tells them in the zone of whoever asks."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def of_all(rows: Iterable[Values]) -> Sum:
    """Of all these rows."""
    adding = Adding()
    for row in rows:
        adding.add(row)
    return adding.sum


def passing(rows: Iterable[Values], adding: Adding) -> Iterator[Values]:
    """The same rows, each added up as it goes by."""
    for row in rows:
        adding.add(row)
        yield row
