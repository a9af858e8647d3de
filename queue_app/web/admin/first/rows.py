"""Several things on one page, a row for each: what was sent, and which row each fault belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from flask import request

from queue_app.domain.log.errors import FaultyPlan, MalformedRequest
from queue_app.web.admin.form.forms import about, faults_of, words


class Row(Protocol):
    """wrong: field -> why."""

    @property
    def wrong(self) -> dict[str, str]: ...


def sent(fields: Sequence[str], *, most: int) -> Iterator[tuple[str, ...]]:
    """What stands in each row, its fields in this order. Raises MalformedRequest."""
    columns = [request.form.getlist(name) for name in fields]
    if len({len(each) for each in columns}) > 1 or len(columns[0]) > most:
        raise MalformedRequest
    return zip(*columns, strict=True)


def mark(error: FaultyPlan, rows: Sequence[Row], *, table: str, first: int, fields: Sequence[str]) -> list[str]:
    """Writes each fault to its row; answers those of no row, in words.

    table, first: where the rows begin in the plan that was refused.
    """
    others = []
    for fault in faults_of(error):
        place = fault.where[1] if fault.where[0] == table and len(fault.where) > 2 else -1
        if isinstance(place, int) and first <= place < first + len(rows) and fault.where[2] in fields:
            rows[place - first].wrong[str(fault.where[2])] = words(fault)
        else:
            others.append(about(fault) + words(fault))
    return others
