"""Taking away what somebody need not leave with the office, also from where a database keeps it a while longer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, make_url, update

from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints.tables import Complaint, ComplaintFile
from queue_app.store.citizen.push_tables import PushSubscription
from queue_app.store.queue.tables import Note

PATIENCE_MS = 1000  # for readers that still look at what is to be gone


def ticket(connection: Connection, ticket_id: int) -> int:
    """Phones that follow it, and what officers wrote about it; gives how many rows."""
    gone = [
        connection.execute(delete(PushSubscription).where(PushSubscription.ticket_id == ticket_id)).rowcount,
        connection.execute(delete(Note).where(Note.ticket_id == ticket_id)).rowcount,
    ]
    return sum(gone)


def booking(connection: Connection, booking_id: int) -> int:
    """Where it would be reminded of; gives how many rows."""
    one = (Booking.id == booking_id, Booking.mail.is_not(None))
    return connection.execute(update(Booking).where(*one).values(mail=None)).rowcount


def complaint(connection: Connection, complaint_id: int) -> int:
    """Name and contact, and what its files were called; gives how many rows."""
    one = (Complaint.id == complaint_id, Complaint.identity.is_not(None))
    mine = (ComplaintFile.complaint_id == complaint_id, ComplaintFile.name.is_not(None))
    gone = [
        connection.execute(update(Complaint).where(*one).values(identity=None, version=Complaint.version + 1)).rowcount,
        connection.execute(update(ComplaintFile).where(*mine).values(name=None)).rowcount,
    ]
    return sum(gone)


def scrub(url: str) -> bool:
    """Empties SQLite's log, whose older pages hold what was erased; whether it is empty. A thread's work.

    The pages themselves are overwritten by `secure_delete`. PostgreSQL keeps dead rows until its VACUUM.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return True
    with closing(sqlite3.connect(Path(address.database or ""), isolation_level=None)) as own:
        own.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        is_busy, _pages, _moved = own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
