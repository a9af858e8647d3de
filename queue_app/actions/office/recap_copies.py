"""The recap of each day, sent each way once: when it is due, whose turn it is, and what became of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.log.events import HeadMailed
from queue_app.domain.queue.numbering import day_start
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import journal
from queue_app.store.log.journal import Stretch
from queue_app.store.office import recap_copies
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.office.recap_copies import CopyRow
from queue_app.store.office.tables import CopyState

MOST_DAYS = 7  # that are made good after the server was off
AGAIN = timedelta(minutes=10)  # what failed is tried again
LOST = timedelta(hours=1)  # what is under way for so long never came back
NOON = time(12)
LONGEST_FAULT = 200  # characters
REPEATABLE = frozenset({"folder"})  # ways of which a second time makes no second copy


def last_due(now: datetime, zone: str, *, at: time) -> date:
    """The last business date whose recap is to be sent by now. at: on its evening; before noon, on the next morning."""
    local = now.astimezone(ZoneInfo(zone))
    return local.date() - timedelta(days=(at < NOON) + (local.time() < at))


def due(desk: Desk, office: OfficeRow, way: str, *, at: time) -> list[date]:
    """The days whose recap goes this way now, the oldest first: none before the first one that ever did.

    A day on which nothing happened has no recap.
    """
    now = desk.clock()
    last = last_due(now, office.time_zone, at=at)
    with desk.reading() as connection:
        known = {each.day: each for each in _of_last_days(connection, office.id, last) if each.way == way}
        first = recap_copies.first_day(connection, office.id, way) or last
        days = [last - timedelta(days=ago) for ago in reversed(range(MOST_DAYS))]
        wanted = [day for day in days if day >= first and _is_open(known.get(day), now)]
        return [day for day in wanted if _has_something(connection, office, day)]


def claim(desk: Desk, office_id: int, day: date, way: str) -> bool:
    """Whether it is the asker's to send: for one program only, and never again unless it fails."""
    with desk.transaction(office_id) as work:
        known = {(each.day, each.way): each for each in recap_copies.since(work.connection, office_id, day)}
        if not _is_open(known.get((day, way)), work.now):
            return False
        recap_copies.put(work.connection, office_id, CopyRow(day, way, CopyState.SENDING, work.now, ""))
        return True


def sent(desk: Desk, office_id: int, day: date, way: str, *, head_seq: int | None) -> None:
    """It is on its way, or lies there. head_seq: of the head that a letter named; None where no letter went."""
    with desk.transaction(office_id) as work:
        recap_copies.put(work.connection, office_id, CopyRow(day, way, CopyState.DONE, work.now, ""))
        if head_seq is not None:
            work.record(HeadMailed(head_seq=head_seq))


def failed(desk: Desk, office_id: int, day: date, way: str, *, fault: str) -> None:
    """It was not sent, and is tried again. fault: why, for staff."""
    with desk.transaction(office_id) as work:
        told = fault[:LONGEST_FAULT]
        recap_copies.put(work.connection, office_id, CopyRow(day, way, CopyState.FAILED, work.now, told))


def troubles(desk: Desk, office: OfficeKey) -> list[CopyRow]:
    """Recaps of the last days that failed, or of which nobody knows whether they arrived."""
    now = desk.clock()
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    with desk.reading() as connection:
        found = _of_last_days(connection, office.id, today)
    return [each for each in found if each.state == CopyState.FAILED or _is_lost(each, now)]


def _of_last_days(connection: Connection, office_id: int, last: date) -> list[CopyRow]:
    return recap_copies.since(connection, office_id, last - timedelta(days=MOST_DAYS - 1))


def _is_open(known: CopyRow | None, now: datetime) -> bool:
    if known is None or known.state == CopyState.FAILED:
        return known is None or not now - AGAIN < known.tried_at <= now
    return known.way in REPEATABLE and _is_lost(known, now)


def _is_lost(row: CopyRow, now: datetime) -> bool:
    return row.state == CopyState.SENDING and now - row.tried_at >= LOST


def _has_something(connection: Connection, office: OfficeRow, day: date) -> bool:
    """Whether the log tells anything of the day but letters."""
    first, until = (day_start(day + timedelta(days=more), office.time_zone) for more in (0, 1))
    newest = journal.entries(connection, office.id, Stretch(since=first, until=until), limit=MOST_DAYS + 1)
    return any(each.kind != HeadMailed.kind for each in newest)
