"""Somebody books a time, moves it, or gives it back."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from queue_app.domain.citizen.booking.holder import Holder, Reminder
from queue_app.domain.citizen.booking.states import Via
from queue_app.store.desk import Desk


class Booked(NamedTuple):
    """code: as codes.of writes it, shown once more on its own page. token: its page's, `/b/<token>`."""

    code: str
    token: str


def book(
    desk: Desk,
    office_id: int,
    *,
    service_id: int,
    slot_at: datetime,
    holder: Holder,
    via: Via = Via.PAGE,
    is_priority: bool = False,
    remind: Reminder | None = None,
    officer_id: int | None = None,
) -> Booked:
    """A place at that time. slot_at: aware. officer_id: who booked it at the reception.

    The same time booked again from the same device is answered with the same booking.
    Raises NotFound, BookingsClosed, SlotTaken, AlreadyBooked, CoolDown.
    """
    raise NotImplementedError


def move(desk: Desk, office_id: int, *, token: str, slot_at: datetime, officer_id: int | None = None) -> Booked:
    """Another time of the same service: the old place is free once the new one is held, with a code of its own.

    Raises NotFound, BookingOver, BookingsClosed, SlotTaken; nothing is changed then.
    """
    raise NotImplementedError


def cancel(desk: Desk, office_id: int, *, token: str, officer_id: int | None = None) -> None:
    """The place is free again; once more changes nothing. Raises NotFound, BookingOver."""
    raise NotImplementedError
