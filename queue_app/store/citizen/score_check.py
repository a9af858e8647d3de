"""Sums of promises against what the log and the rows of promises tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from queue_app.domain.citizen.scored import NAMES, Cell, Sums
from queue_app.store.citizen import scores
from queue_app.store.log.row_check import Difference


def differences(connection: Connection, office_id: int, today: date) -> Iterator[Difference]:
    """Each figure of a day that is counted which differs from a count of now. Raises BrokenLog.

    Promises that followed the one of a number are looked at for as long as their own rows are sure to be there.
    """
    recent = today - timedelta(days=scores.AGAIN_DAYS)
    for day in scores.days_counted(connection, office_id):
        kept = {each.cell: each.sums for each in scores.of_days(connection, office_id, day, day)}
        told = scores.counted(connection, office_id, day).cells
        for cell in sorted({*kept, *told}):
            if cell.is_first or day >= recent:
                yield from _differ(day, cell, told=told.get(cell, Sums()), kept=kept.get(cell, Sums()))


def _differ(day: date, cell: Cell, *, told: Sums, kept: Sums) -> Iterator[Difference]:
    place = f"{day} service_id {cell.service_id} {cell.how} {'first' if cell.is_first else 'later'}"
    for name in NAMES:
        if getattr(told, name) != getattr(kept, name):
            yield Difference("wait_score", place, name, getattr(told, name), getattr(kept, name))
