"""What becomes of a booked time. No code, no token and no holder stands here: rows and times alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class BookingMade(Event):
    kind: ClassVar[str] = "booking.made"
    booking_id: int
    service_id: int
    business_date: str
    slot_at: str  # UTC, ISO 8601
    via: str  # a value of booking.states.Via
    is_priority: bool
    officer_id: int | None = None  # who booked it for somebody


@dataclass(frozen=True, slots=True)
class BookingMoved(Event):
    """Another booking, which was made in the same breath, holds its place now."""

    kind: ClassVar[str] = "booking.moved"
    booking_id: int
    next_booking_id: int
    officer_id: int | None = None  # who moved it for somebody


@dataclass(frozen=True, slots=True)
class BookingCancelled(Event):
    """reason: a key of booking.states.CANCELS."""

    kind: ClassVar[str] = "booking.cancelled"
    booking_id: int
    reason: str
    officer_id: int | None = None  # who cancelled it for somebody


@dataclass(frozen=True, slots=True)
class BookingArrived(Event):
    """Its citizen checked in: the ticket holds its place of the day from now on."""

    kind: ClassVar[str] = "booking.arrived"
    booking_id: int
    ticket_id: int
    officer_id: int | None = None  # who checked somebody in


@dataclass(frozen=True, slots=True)
class BookingMissed(Event):
    """Nobody came for it in time."""

    kind: ClassVar[str] = "booking.missed"
    booking_id: int
