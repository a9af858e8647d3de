"""What a person sees of the own data, by the own code, and takes away of it. The log hears nothing: a minute tells who.

What must stay is told beside, with its reason, by `STAYS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from queue_app.store.citizen.booking import bookings
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.privacy import erasing, held
from queue_app.store.citizen.privacy.held import Found
from queue_app.store.desk import Desk

T = TypeVar("T")
STAYS: dict[str, str] = {  # what the code is of -> what stays and why (msgid)
    "ticket": "The number with its times stays: it holds no name, and the office's waits are counted from it.",
    "booking": "Its day, service and mark stay for up to 90 days: nobody shall book again and again without coming.",
    "complaint": "What was said stays under its seal: the office must be able to show that it was handled.",
}
ERASES: dict[str, str] = {  # what is taken away (msgid)
    "ticket": "Phones that are woken for this number, and notes that officers wrote about it",
    "booking": "Your mail address. No reminder comes then",
    "complaint": "Your name and contact. The office cannot ask you back then; your code still tells the answer",
}


def of_ticket(desk: Desk, office_id: int, ticket_id: int) -> Found:
    """All rows about the number, by table."""
    return _read(desk, lambda connection: held.of_ticket(connection, office_id, ticket_id))


def of_booking(desk: Desk, office_id: int, token: str) -> Found:
    """All rows about the booking of this page; nothing where there is none."""
    booking_id = _booking(desk, office_id, token)
    return _read(desk, lambda connection: held.of_booking(connection, booking_id)) if booking_id else {}


def of_complaint(desk: Desk, office_id: int, code: str) -> Found:
    """All rows about the complaint of this code. Raises NotFound."""
    number = _read(desk, lambda connection: rows.by_code(connection, desk.seal, office_id, code).id)
    return _read(desk, lambda connection: held.of_complaint(connection, number))


def of_officer(desk: Desk, officer_id: int) -> Found:
    """All rows that name a member of staff."""
    return _read(desk, lambda connection: held.of_officer(connection, officer_id))


def erase_ticket(desk: Desk, ticket_id: int) -> int:
    """Takes away what need not stay of a number; gives how many rows."""
    return _erase(desk, lambda connection: erasing.ticket(connection, ticket_id))


def erase_booking(desk: Desk, office_id: int, token: str) -> int:
    """The same of a booking; 0 where there is none."""
    booking_id = _booking(desk, office_id, token)
    return _erase(desk, lambda connection: erasing.booking(connection, booking_id)) if booking_id else 0


def erase_complaint(desk: Desk, office_id: int, code: str) -> int:
    """The same of a complaint. Raises NotFound."""
    number = _read(desk, lambda connection: rows.by_code(connection, desk.seal, office_id, code).id)
    return _erase(desk, lambda connection: erasing.complaint(connection, number))


def _booking(desk: Desk, office_id: int, token: str) -> int | None:
    row = _read(desk, lambda connection: bookings.by_token(connection, office_id, token))
    return row.id if row else None


def _read(desk: Desk, ask: Callable[[Connection], T]) -> T:
    with desk.reading() as connection:
        return ask(connection)


def _erase(desk: Desk, erase: Callable[[Connection], int]) -> int:
    with desk.beside() as connection:
        count = erase(connection)
    desk.offload(partial(erasing.scrub, desk.database.url))
    return count
