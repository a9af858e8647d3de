"""Whether the office can keep a booked time, for all that its set-up says now."""

from __future__ import annotations

from datetime import UTC, datetime

from queue_app.domain.citizen.booking import standing
from queue_app.domain.citizen.booking.standing import Standing
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.office import availability
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow

NOBODY_KNOWS = datetime.max.replace(tzinfo=UTC)


def standing_of(office: OfficeNow, booking: BookingRow, service: ServiceRow, *, now: datetime) -> Standing:
    """Of a booking that stands."""
    closed = availability.by_hand(service, now=now)
    return standing.standing(
        booking.slot_at, booking.business_date, office.calendar, office.time_zone,
        is_active=service.is_active and service.id in office.offered,
        closed_until=(closed.opens_at or NOBODY_KNOWS) if closed else None,
    )  # fmt: skip
