"""Bookings whose holder wished to be reminded, and the claim of each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select, update

from queue_app.domain.citizen.booking.states import State
from queue_app.store.citizen.booking.tables import Booking

_WAITS = (Booking.state == State.BOOKED, Booking.mail.is_not(None), Booking.reminded_at.is_(None))


def waiting(connection: Connection, office_id: int, day: date) -> list[str]:
    """Tokens of the bookings of a day of which nobody was reminded yet."""
    asked = select(Booking.token).where(Booking.office_id == office_id, Booking.business_date == day, *_WAITS)
    return list(connection.execute(asked.order_by(Booking.slot_at)).scalars())


def claim(connection: Connection, office_id: int, token: str, *, at: datetime) -> bool:
    """Whether this worker is the one that reminds; the address is forgotten with it."""
    own = update(Booking).where(Booking.office_id == office_id, Booking.token == token, *_WAITS)
    return connection.execute(own.values(reminded_at=at, mail=None)).rowcount == 1
