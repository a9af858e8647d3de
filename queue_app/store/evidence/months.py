"""Sums of a whole month, from the rows of its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, false, select, true, update

from queue_app.domain.evidence.rollups import Cells, merge
from queue_app.store.evidence import kept_days, rollups
from queue_app.store.evidence.kept_days import Kept
from queue_app.store.evidence.tables import FactsRead, Grain

_UNSUMMED = select(FactsRead.business_date).where(
    FactsRead.office_id == bindparam("office"), FactsRead.business_date < bindparam("before"),
    FactsRead.is_summed == false(),
)  # fmt: skip

_SUMMED = select(FactsRead.business_date).where(
    FactsRead.office_id == bindparam("office"), FactsRead.is_summed == true()
)  # fmt: skip


class Summed(NamedTuple):
    """The sums of a month. days: its days' rows as they stood."""

    month: date
    days: dict[date, Kept]
    cells: Cells


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)


def end_of(month: date) -> date:
    """The last day of the month that begins on this one."""
    return month_of(month + timedelta(days=31)) - timedelta(days=1)


def unsummed(connection: Connection, office_id: int, *, before: date) -> list[date]:
    """The months that have a day before that one which their sums do not have as it stands."""
    days = connection.execute(_UNSUMMED, {"office": office_id, "before": before}).scalars()
    return sorted({month_of(day) for day in days})


def open_again(connection: Connection, office_id: int, day: date) -> None:
    """The sums of the day's month are not those of its days any more."""
    month = month_of(day)
    _set_summed(connection, office_id, month, is_summed=False)


def remove_strange(connection: Connection, office_id: int) -> None:
    """Takes away the sums of months of which no day is summed."""
    days = connection.execute(_SUMMED, {"office": office_id}).scalars()
    known = {month_of(day) for day in days}
    for month in rollups.days(connection, office_id, Grain.MONTH):
        if month not in known:
            rollups.write(connection, office_id, Grain.MONTH, month, {})


def summed(connection: Connection, office_id: int, month: date) -> Summed:
    """The sums that the month must have by the rows of its days."""
    days = kept_days.kept(connection, office_id, month, end_of(month))
    found = rollups.cells(connection, office_id, month, end_of(month))
    return Summed(month, days, {cell: merge(rows) for cell, rows in found.items()})


def keep_hour(connection: Connection, office_id: int, found: Summed, hour: int) -> bool:
    """Writes the sums of one hour of arrival; whether none of the month's days was written anew meanwhile.

    A month is large. Until `done`, questions are answered from its days.
    """
    if not _is_as_it_was(connection, office_id, found):
        return False
    rollups.write(connection, office_id, Grain.MONTH, found.month, found.cells, hours=[hour])
    return True


def done(connection: Connection, office_id: int, found: Summed) -> None:
    """Every hour is written: from now on the sums stand for the days."""
    if _is_as_it_was(connection, office_id, found):
        _set_summed(connection, office_id, found.month, is_summed=True)


def _is_as_it_was(connection: Connection, office_id: int, found: Summed) -> bool:
    return kept_days.kept(connection, office_id, found.month, end_of(found.month)) == found.days


def _set_summed(connection: Connection, office_id: int, month: date, *, is_summed: bool) -> None:
    own = FactsRead.office_id == office_id, FactsRead.business_date.between(month, end_of(month))
    connection.execute(update(FactsRead).where(*own).values(is_summed=is_summed))
