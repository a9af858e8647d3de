"""Which days of an office have their facts in rows, and which ones the log has told more of since."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from queue_app.domain.evidence.rollups import VERSION
from queue_app.domain.queue.day_ranges import EVERY_DAY
from queue_app.store.evidence.tables import FactsRead
from queue_app.store.log import day_rows, reading
from queue_app.store.log.tables import LogDay
from queue_app.store.statements import Statement

_KEPT = Statement(
    select(FactsRead.business_date, FactsRead.seq, FactsRead.version, FactsRead.is_summed).where(
        FactsRead.office_id == bindparam("office"),
        FactsRead.business_date.between(bindparam("first"), bindparam("last")),
    )
)
_TOLD = Statement(
    select(LogDay.business_date, func.max(LogDay.last_seq))
    .where(
        LogDay.office_id == bindparam("office"),
        LogDay.business_date.between(bindparam("first"), bindparam("last")),
        LogDay.business_date != EVERY_DAY,
    )
    .group_by(LogDay.business_date)
)
_ITS_OWN = and_(FactsRead.office_id == bindparam("of_office"), FactsRead.business_date == bindparam("day"))
_SET = update(FactsRead).where(_ITS_OWN)


class Kept(NamedTuple):
    """A day's facts are kept as the log told them up to event `seq`, in the form of that version."""

    seq: int
    version: int
    is_summed: bool

    @property
    def is_current(self) -> bool:
        return self.version == VERSION


def kept(connection: Connection, office_id: int, first: date, last: date) -> dict[date, Kept]:
    """The days of a span that have their facts in rows."""
    rows = _KEPT.rows(connection, office=office_id, first=first, last=last)
    return {row[0]: Kept(*row[1:]) for row in rows}


class Standing(NamedTuple):
    """The days of a span: whose rows say all that the log tells, and of which it tells what no row has, in order.

    unsummed: of the fresh ones, those that the sums of their month do not have as they stand.
    """

    fresh: dict[date, Kept]
    changed: list[date]

    @property
    def unsummed(self) -> list[date]:
        return [day for day, each in self.fresh.items() if not each.is_summed]


def standing(connection: Connection, office_id: int, first: date, last: date) -> Standing:
    """How the rows of a span's days stand to the log."""
    known = kept(connection, office_id, first, last)
    told = told_until(connection, office_id, first, last)
    changed = {day for day, seq in told.items() if not _is_fresh(known.get(day), seq)}
    fresh = {day: each for day, each in known.items() if day in told and day not in changed}
    return Standing(fresh, sorted(changed))


def changed(connection: Connection, office_id: int, first: date, last: date) -> list[date]:
    """The days of a span of which the log tells something that the rows do not have, in order: new, or more since."""
    return standing(connection, office_id, first, last).changed


def told_until(connection: Connection, office_id: int, first: date, last: date) -> dict[date, int]:
    """The last event of each day of a span of which the log tells anything."""
    found: dict[date, int] = dict(_TOLD.rows(connection, office=office_id, first=first, last=last))
    for day, ranges in day_rows.untold(connection, office_id).ranges.items():
        if first <= day <= last and day != EVERY_DAY:
            found[day] = max(found.get(day, 0), ranges[-1].last)
    return found


def _is_fresh(known: Kept | None, seq: int) -> bool:
    return known is not None and known.is_current and known.seq >= seq


def head(connection: Connection, office_id: int) -> int:
    """Up to which event this connection sees the log."""
    return reading.head(connection, office_id).seq


def keep(connection: Connection, office_id: int, day: date, *, seq: int) -> None:
    """The day's rows have been written; the sums of its month are to follow."""
    values = {"seq": seq, "version": VERSION, "is_summed": False}
    if not connection.execute(_SET, {"of_office": office_id, "day": day, **values}).rowcount:
        connection.execute(insert(FactsRead), {"office_id": office_id, "business_date": day, **values})


def forget(connection: Connection, office_id: int) -> None:
    """Every day is to be written anew, in its time; until then its rows count as out of date."""
    connection.execute(update(FactsRead).where(FactsRead.office_id == office_id).values(version=0))
