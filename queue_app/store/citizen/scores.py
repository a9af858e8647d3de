"""Sums of what was promised and kept, for the days that are over; the log and the rows of promises prove them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from queue_app.domain.citizen.happened import happened
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.citizen.scored import Cell, Sums, scored
from queue_app.store.citizen.score_tables import WaitScore, WaitScored
from queue_app.store.citizen.tables import WaitPromise
from queue_app.store.evidence import kept_days
from queue_app.store.log import days as log_days

AGAIN_DAYS = 35  # so long behind a day its sums follow what is told of it later; rows of promises are kept for longer
_OLDEST = [select(func.min(table.business_date)).where(table.office_id == bindparam("office")) for table in (
    WaitPromise, WaitScored)]  # fmt: skip
_SCORED = select(WaitScored.business_date, WaitScored.seq).where(
    WaitScored.office_id == bindparam("office"),
    WaitScored.business_date.between(bindparam("first"), bindparam("last")),
)
_SUMS = (
    select(WaitScore.business_date, WaitScore.service_id, WaitScore.how, WaitScore.is_first, WaitScore.sums)
    .where(
        WaitScore.office_id == bindparam("office"),
        WaitScore.business_date.between(bindparam("first"), bindparam("last")),
    )
    .order_by(WaitScore.business_date, WaitScore.service_id, WaitScore.how, WaitScore.is_first)
)
_PROMISES = (
    select(
        WaitPromise.leg_id, WaitPromise.number, WaitPromise.made_at, WaitPromise.from_at, WaitPromise.to_at,
        WaitPromise.p50_at, WaitPromise.p80_at, WaitPromise.p90_at, WaitPromise.how, WaitPromise.model_id,
        WaitPromise.factor, WaitPromise.cause,
    )
    .where(WaitPromise.office_id == bindparam("office"), WaitPromise.business_date == bindparam("day"))
    .order_by(WaitPromise.leg_id, WaitPromise.number)
)  # fmt: skip
_READ, _WRITE = msgspec.json.Decoder(Sums), msgspec.json.Encoder()


class DaySums(NamedTuple):
    business_date: date
    cell: Cell
    sums: Sums


@dataclass(frozen=True, slots=True)
class Counted:
    """What one day must say, as the log told it up to event `seq`."""

    day: date
    seq: int
    cells: dict[Cell, Sums]


def of_days(connection: Connection, office_id: int, first: date, last: date) -> list[DaySums]:
    """The sums of business dates `first` to `last`, as far as they are counted, in order."""
    rows = connection.execute(_SUMS, {"office": office_id, "first": first, "last": last})
    return [
        DaySums(day, Cell(service, how, is_first=is_first), _READ.decode(sums))
        for day, service, how, is_first, sums in rows
    ]


def beginning(connection: Connection, office_id: int) -> date | None:
    """The first business date on which anything was promised."""
    found = [connection.execute(each, {"office": office_id}).scalar() for each in _OLDEST]
    return min((each for each in found if each), default=None)


def changed(connection: Connection, office_id: int, last: date) -> list[date]:
    """The days until `last` that are not counted yet, and those of which the log has told more since, in order.

    Of a day longer ago than AGAIN_DAYS nothing is counted again.
    """
    first = beginning(connection, office_id)
    if first is None or first > last:
        return []
    known = _known(connection, office_id, first, last)
    told = kept_days.told_until(connection, office_id, first, last)
    recent = last - timedelta(days=AGAIN_DAYS)
    return sorted(
        day for day, seq in told.items() if day not in known or (day >= recent and known[day] < seq)
    )  # fmt: skip


def counted(connection: Connection, office_id: int, day: date) -> Counted:
    """The day's sums from the part of the log that tells it and the rows of its promises. Raises BrokenLog."""
    seq = kept_days.head(connection, office_id)
    legs = happened(log_days.recorded_of(connection, office_id, day, day), day)
    with_number = {each.leg_id for each in legs if each.promised is not None}
    later: defaultdict[int, list[Promise]] = defaultdict(list)
    for leg_id, number, promise in _promises(connection, office_id, day):
        if number or leg_id not in with_number:  # what came with the number the log tells
            later[leg_id].append(promise)
    return Counted(day, seq, scored(legs, later))


def keep(connection: Connection, office_id: int, found: Counted) -> None:
    """Writes the day's sums in place of those that are there, unless these were counted from more of the log."""
    known = _known(connection, office_id, found.day, found.day)
    if known.get(found.day, -1) > found.seq:
        return
    own = {"office_id": office_id, "business_date": found.day}
    for table in (WaitScore, WaitScored):
        connection.execute(delete(table).where(table.office_id == office_id, table.business_date == found.day))
    connection.execute(insert(WaitScored), {**own, "seq": found.seq})
    rows = [{**own, **cell._asdict(), "sums": _WRITE.encode(sums).decode()} for cell, sums in found.cells.items()]
    if rows:
        connection.execute(insert(WaitScore), rows)


def days_counted(connection: Connection, office_id: int) -> list[date]:
    """In order."""
    return sorted(_known(connection, office_id, date.min, date.max))


def _known(connection: Connection, office_id: int, first: date, last: date) -> dict[date, int]:
    rows: Any = connection.execute(_SCORED, {"office": office_id, "first": first, "last": last})
    return {day: seq for day, seq in rows}  # noqa: C416 - a row is no tuple to mypy


def _promises(connection: Connection, office_id: int, day: date) -> Iterator[tuple[int, int, Promise]]:
    for leg_id, number, *moments, how, model_id, factor, cause in connection.execute(
        _PROMISES, {"office": office_id, "day": day}
    ):
        made_at, from_at, to_at, p50_at, p80_at, p90_at = (each.timestamp() for each in moments)
        promise = Promise(
            made_at, int(from_at), int(to_at), p50_at, p80_at, p90_at, how, model_id, factor, cause
        )  # fmt: skip
        yield leg_id, number, promise
