"""Notes that officers leave for each other on a ticket. They are deleted after a time, as everything people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import Note
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class WrittenNote:
    at: datetime
    officer: str
    text: str


_OF_TICKET = (
    select(*columns(WrittenNote, Note, officer=Officer.name))
    .join(Officer, Officer.id == Note.officer_id)
    .where(Note.ticket_id == bindparam("ticket"))
    .order_by(Note.id)
)


def add(connection: Connection, office_id: int, *, ticket_id: int, officer_id: int, at: datetime, text: str) -> int:
    """Answers the note's id."""
    row = {"office_id": office_id, "ticket_id": ticket_id, "officer_id": officer_id, "at": at, "text": text}
    return connection.execute(insert(Note).returning(Note.id), row).scalar_one()


def of_ticket(connection: Connection, ticket_id: int) -> list[WrittenNote]:
    """The notes of one visit, the oldest first."""
    return [WrittenNote(*row) for row in connection.execute(_OF_TICKET, {"ticket": ticket_id})]


def carry(connection: Connection, ticket_id: int, *, to_ticket_id: int) -> None:
    """The visit goes on under another number, and what was written about it with it."""
    connection.execute(update(Note).where(Note.ticket_id == ticket_id).values(ticket_id=to_ticket_id))


def forget(connection: Connection, office_id: int, *, before: datetime) -> int:
    """Deletes what was written before then; answers how many."""
    return connection.execute(delete(Note).where(Note.office_id == office_id, Note.at < before)).rowcount
