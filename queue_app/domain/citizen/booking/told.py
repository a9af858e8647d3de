"""What the rows of bookings must be by the events that tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log import events


@dataclass(frozen=True, slots=True)
class ToldBooking:
    """A booking as the log has it; slot_at is aware UTC."""

    id: int
    service_id: int
    business_date: date
    slot_at: datetime
    made_via: str
    is_priority: bool
    state: State = State.BOOKED
    ticket_id: int | None = None
    moved_to_id: int | None = None


def fold(log: Iterable[events.Event]) -> dict[int, ToldBooking]:
    """Every booking the events tell of, by its number."""
    found: dict[int, ToldBooking] = {}
    for event in log:
        if isinstance(event, events.BookingMade):
            found[event.booking_id] = _made(event)
        elif (was := found.get(getattr(event, "booking_id", 0))) is not None:
            found[was.id] = _after(was, event)
    return found


def _made(event: events.BookingMade) -> ToldBooking:
    return ToldBooking(
        event.booking_id, event.service_id, date.fromisoformat(event.business_date),
        datetime.fromisoformat(event.slot_at), event.via, event.is_priority,
    )  # fmt: skip


def _after(was: ToldBooking, event: events.Event) -> ToldBooking:
    match event:
        case events.BookingArrived():
            return replace(was, state=State.ARRIVED, ticket_id=event.ticket_id)
        case events.BookingMoved():
            return replace(was, state=State.MOVED, moved_to_id=event.next_booking_id)
        case events.BookingCancelled():
            return replace(was, state=State.CANCELLED)
        case events.BookingMissed():
            return replace(was, state=State.NO_SHOW)
    return was
