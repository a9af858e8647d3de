"""Rows that say which part of an office's log tells which business date. Only the log is true; these save reading it.

They are written a stretch of the log at a time, behind the day's work. What they do not tell yet is found each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, insert, or_, select, update

from queue_app.domain.log.events import TicketIssued
from queue_app.domain.queue.day_ranges import EVERY_DAY, DayRanges, Opened, Range, join
from queue_app.store.log import reading
from queue_app.store.log.reading import Doubtful
from queue_app.store.log.tables import LogDay, LogDaysRead
from queue_app.store.office.tables import Office
from queue_app.store.queue.tables import Ticket

STRETCH = 5000  # events between two writings of rows
AT_ONCE = 500  # numbers in one statement; SQLite takes 999 of old
_STAND = select(LogDaysRead.seq, LogDaysRead.opened).where(LogDaysRead.office_id == bindparam("office"))
_ZONE = select(Office.time_zone).where(Office.id == bindparam("office"))
_ROWS = (
    select(LogDay.business_date, LogDay.first_seq, LogDay.last_seq)
    .where(LogDay.office_id == bindparam("office"))
    .order_by(LogDay.business_date, LogDay.first_seq)
)
_OF_DAYS = _ROWS.where(
    or_(LogDay.business_date.between(bindparam("first"), bindparam("last")), LogDay.business_date == EVERY_DAY)
)
_LENGTHEN = (
    update(LogDay)
    .where(
        LogDay.office_id == bindparam("of_office"), LogDay.business_date == bindparam("day"),
        LogDay.first_seq == bindparam("first"),
    )
    .values(last_seq=bindparam("last"))
)  # fmt: skip
_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Opened)
Ranges = dict[date, list[Range]]


class Stand(NamedTuple):
    """Up to which event the rows tell, and how things stood there."""

    seq: int
    opened: Opened


class Found(NamedTuple):
    """What a stretch of the log tells: the ranges of its days, from one stand to the next."""

    since: Stand
    until: Stand
    ranges: Ranges


def stand(connection: Connection, office_id: int) -> Stand:
    """How far the rows of an office's log are."""
    row = connection.execute(_STAND, {"office": office_id}).one_or_none()
    return Stand(row.seq, _DECODER.decode(row.opened)) if row else Stand(0, Opened())


def stand_as_kept(connection: Connection, office_id: int) -> tuple[int, Opened | str]:
    """The same, also where somebody has spoilt it."""
    try:
        return stand(connection, office_id)
    except ValueError:
        row = connection.execute(_STAND, {"office": office_id}).one()
        return row.seq, row.opened


def of_days(connection: Connection, office_id: int, *, first: date, last: date) -> Ranges:
    """The ranges of those business dates and of EVERY_DAY, as far as the rows tell."""
    return _by_day(connection.execute(_OF_DAYS, {"office": office_id, "first": first, "last": last}))


def all_days(connection: Connection, office_id: int) -> Ranges:
    """Every row of the office."""
    return _by_day(connection.execute(_ROWS, {"office": office_id}))


def _by_day(rows: Any) -> Ranges:
    found: Ranges = defaultdict(list)
    for day, first, last in rows:
        found[day].append(Range(first, last))
    return found


def length_untold(connection: Connection, office_id: int) -> int:
    """How many events of the log stand behind the rows."""
    return reading.head(connection, office_id).seq - stand(connection, office_id).seq


def untold(connection: Connection, office_id: int, *, most: int | None = None) -> Found:
    """What the log tells behind the rows; of the first `most` events there, or of all."""
    since, end = stand(connection, office_id), reading.head(connection, office_id).seq
    last = end if most is None else min(end, since.seq + most)
    zone = connection.execute(_ZONE, {"office": office_id}).scalar_one()
    ranges = DayRanges(zone, since.opened)
    for page in reading.unchecked(connection, office_id, first=since.seq + 1, last=last):
        if since.seq:
            ranges.learn(_days(connection, _asked(ranges, page)))
        for seq, recorded in page:
            ranges.read(seq, recorded)
    return Found(since, Stand(last, ranges.opened), ranges.ranges)


def _asked(ranges: DayRanges, page: list[Doubtful]) -> list[int]:
    happened = [recorded.event for _seq, recorded in page if recorded]
    issued = {event.ticket_id for event in happened if isinstance(event, TicketIssued)}
    return sorted({each for event in happened for each in ranges.asks(event)} - issued)


def _days(connection: Connection, ticket_ids: list[int]) -> list[tuple[int, date]]:
    found: list[tuple[int, date]] = []
    for start in range(0, len(ticket_ids), AT_ONCE):
        asked = select(Ticket.id, Ticket.business_date).where(Ticket.id.in_(ticket_ids[start : start + AT_ONCE]))
        found += [(row.id, row.business_date) for row in connection.execute(asked)]
    return found


def keep(connection: Connection, office_id: int, found: Found) -> bool:
    """Writes what was found behind the rows that are there; whether nobody else had written it meanwhile."""
    if stand(connection, office_id).seq != found.since.seq:
        return False
    _set_stand(connection, office_id, found.until)
    lasts = _last_ranges(connection, office_id, found.ranges)
    for day, ranges in found.ranges.items():
        _write(connection, office_id, day, lasts.get(day), ranges)
    return True


def _set_stand(connection: Connection, office_id: int, reached: Stand) -> None:
    values = {"seq": reached.seq, "opened": _ENCODER.encode(reached.opened).decode()}
    if not connection.execute(update(LogDaysRead).where(LogDaysRead.office_id == office_id).values(values)).rowcount:
        connection.execute(insert(LogDaysRead), {"office_id": office_id, **values})


def _last_ranges(connection: Connection, office_id: int, days: Mapping[date, object]) -> dict[date, Range]:
    rows = connection.execute(_ROWS.where(LogDay.business_date.in_(list(days))), {"office": office_id})
    return {day: Range(first, last) for day, first, last in rows}


def _write(connection: Connection, office_id: int, day: date, kept: Range | None, more: list[Range]) -> None:
    joined = [kept] if kept else []
    for each in more:
        join(joined, each)
    own = {"of_office": office_id, "day": day}
    if kept and joined[0] != kept:
        connection.execute(_LENGTHEN, {**own, "first": kept.first, "last": joined[0].last})
    rows = [
        {"office_id": office_id, "business_date": day, "first_seq": each.first, "last_seq": each.last}
        for each in joined[1 if kept else 0 :]
    ]
    if rows:
        connection.execute(insert(LogDay), rows)
