"""All that is kept about one ticket, booking, complaint or member of staff, found by the tables' own keys.

A table that is added later and refers to one of them is in it by itself. Secrets and seals are named, not shown; so is
who of the staff it was, where somebody asks who is not staff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, or_, select

from queue_app.store.base import Base
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints.tables import Complaint
from queue_app.store.log import day_rows
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import Leg, Ticket

MOST = 2000  # rows of one table, the newest; how many there are in all is told
CLOSED = ("hash", "secret", "token", "mark", "press_key", "endpoint", "p256dh", "auth", "stored_as", "url")
GIVEN = "(kept, not shown: it is a key)"
SEALED = "(kept under a seal)"
BY_NUMBER = ("leg_id", "of_leg")  # columns that name a leg without a key of the database

Found = dict[str, dict[str, Any]]  # table -> {"count": in all, "rows": the newest}


def of_ticket(connection: Connection, office_id: int, ticket_id: int) -> Found:
    """Rows and log of one visit's number."""
    leg_ids = list(connection.execute(select(Leg.id).where(Leg.ticket_id == ticket_id)).scalars())
    found = dict(_about(connection, Ticket.__table__, [ticket_id], without=Officer.__table__))
    found |= dict(_about(connection, Leg.__table__, leg_ids, without=Officer.__table__, named=BY_NUMBER))
    first = {"ticket": found.pop("ticket")}  # what the holder knows it by
    return {**first, **found, **_log(connection, office_id, ticket_id)}


def of_booking(connection: Connection, booking_id: int) -> Found:
    """Rows of one booking, and of those before and after it where it was moved."""
    return dict(_about(connection, Booking.__table__, [booking_id], without=Officer.__table__))


def of_complaint(connection: Connection, complaint_id: int) -> Found:
    """Rows of one complaint. What is under its seal the own page shows."""
    return dict(_about(connection, Complaint.__table__, [complaint_id], without=Officer.__table__))


def of_officer(connection: Connection, officer_id: int) -> Found:
    """Rows that name a member of staff. What was written about citizens is theirs, and left out."""
    return dict(_about(connection, Officer.__table__, [officer_id], hidden={"note": ("text",)}))


def _about(
    connection: Connection, table: Any, ids: Sequence[int], *, without: Any = None, named: Sequence[str] = (),
    hidden: dict[str, tuple[str, ...]] | None = None,
) -> Iterator[tuple[str, dict[str, Any]]]:  # fmt: skip
    """Table -> its rows that are one of these, or refer to one. without: whose references are not told."""
    for each in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        asked = [column.in_(ids) for column in each.columns if _refers(column, table) or column.name in named]
        if each is table:
            asked.append(each.c.id.in_(ids))
        if asked and (rows := _rows(connection, each, or_(*asked), without, (hidden or {}).get(each.name, ()))):
            yield each.name, rows


def _rows(
    connection: Connection, table: Table, where: ColumnElement[bool], without: Any, hidden: Sequence[str]
) -> dict[str, Any] | None:
    count = connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()
    if not count:
        return None
    shown = [column for column in table.columns if column.name not in hidden and not _refers(column, without)]
    newest = [column.desc() for column in table.primary_key.columns]
    rows = connection.execute(select(*shown).where(where).order_by(*newest).limit(MOST)).mappings()
    return {"count": count, "rows": [{column.name: _told(column, row[column]) for column in shown} for row in rows]}


def _refers(column: Column[Any], table: Any) -> bool:
    return table is not None and any(key.column.table is table for key in column.foreign_keys)


def _told(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if any(each in column.name for each in CLOSED):
        return GIVEN
    if isinstance(value, bytes):
        return SEALED
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else str(value)


def _log(connection: Connection, office_id: int, ticket_id: int) -> Found:
    """Kinds and times of what the log tells of the ticket, on its own day and since the log's days were noted."""
    day = connection.execute(select(Ticket.business_date).where(Ticket.id == ticket_id)).scalar_one()
    ranges = day_rows.of_days(connection, office_id, first=day, last=day).get(day, [])
    read_to = day_rows.stand(connection, office_id).seq
    within = or_(LoggedEvent.seq > read_to, *(LoggedEvent.seq.between(each.first, each.last) for each in ranges))
    mine = and_(LoggedEvent.office_id == office_id, within, LoggedEvent.data.like(f'%"ticket_id":{ticket_id}%'))
    asked = select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data).where(mine)
    rows = [
        {"number": row.seq, "at": row.at.isoformat(), "kind": row.kind}
        for row in connection.execute(asked.order_by(LoggedEvent.seq))
        if f'"ticket_id":{ticket_id},' in row.data or f'"ticket_id":{ticket_id}}}' in row.data
    ]
    return {"log": {"count": len(rows), "rows": rows}} if rows else {}
