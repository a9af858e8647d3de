"""Rows of dated notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from queue_app.store.evidence.note_tables import DayNote
from queue_app.store.office.tables import Officer
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class WrittenDayNote:
    """officer: who wrote it."""

    id: int
    business_date: date
    text: str
    officer: str


_BETWEEN = (
    select(*columns(WrittenDayNote, DayNote, officer=Officer.name))
    .join(Officer, Officer.id == DayNote.officer_id)
    .where(
        DayNote.office_id == bindparam("office"),
        DayNote.business_date >= bindparam("first"),
        DayNote.business_date <= bindparam("last"),
    )
    .order_by(DayNote.business_date, DayNote.id)
)


def add(connection: Connection, office_id: int, *, day: date, text: str, officer_id: int, at: datetime) -> int:
    """Answers the note's id."""
    row = {"office_id": office_id, "business_date": day, "text": text, "officer_id": officer_id, "written_at": at}
    return connection.execute(insert(DayNote).returning(DayNote.id), row).scalar_one()


def between(connection: Connection, office_id: int, first: date, last: date) -> list[WrittenDayNote]:
    """Of these days, both included; the oldest day first."""
    keys = {"office": office_id, "first": first, "last": last}
    return [WrittenDayNote(*row) for row in connection.execute(_BETWEEN, keys)]


def remove(connection: Connection, office_id: int, note_id: int) -> date | None:
    """Deletes it; answers its day, or None where the office has no such note."""
    mine = (DayNote.id == note_id, DayNote.office_id == office_id)
    return connection.execute(delete(DayNote).where(*mine).returning(DayNote.business_date)).scalar_one_or_none()
