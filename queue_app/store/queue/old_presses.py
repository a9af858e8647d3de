"""Names of presses whose number was given long ago, and the marks of where a flood of numbers came from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select, update

from queue_app.store.queue.tables import Flood, Ticket

MOST = 5000  # tickets in one transaction: the first time it may be the numbers of years


def forget_keys(connection: Connection, office_id: int, *, before: date) -> int:
    """Takes the press key off tickets of earlier days, MOST at once; answers of how many.

    Compared with '' instead of asked for NULL: so the index over office and key is used, which holds few rows.
    """
    old = (Ticket.office_id == office_id, Ticket.press_key >= "", Ticket.business_date < before)
    some = select(Ticket.id).where(*old).limit(MOST).scalar_subquery()
    return connection.execute(update(Ticket).where(Ticket.id.in_(some)).values(press_key=None)).rowcount


def forget_places(connection: Connection, office_id: int, *, before: date) -> int:
    """Takes the mark off floods of earlier days that are settled; answers of how many."""
    old = (Flood.office_id == office_id, Flood.business_date < before, Flood.settled_at.is_not(None), Flood.place != "")
    return connection.execute(update(Flood).where(*old).values(place="")).rowcount
