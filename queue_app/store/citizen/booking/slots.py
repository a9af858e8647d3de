"""What can still be booked: the office's calendar, the bookings there are, and the day's one ledger of numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.citizen.booking.slots import FreeSlot, SlotRules, free_slots, slots_of
from queue_app.store.citizen.booking import bookings
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import quota


def rules_of(office: OfficeNow, service: ServiceRow) -> SlotRules:
    """How the service is booked; without places where the office takes no bookings, or not of this service."""
    is_booked = office.booking.takes_bookings and service.is_active and service.id in office.offered
    return SlotRules(service.slot_minutes, service.per_slot if is_booked else 0, service.days_ahead)


def free(
    connection: Connection, office: OfficeNow, service: ServiceRow, first: date, days: int, *, now: datetime
) -> dict[date, list[FreeSlot]]:
    """The times of so many days that can be booked, by day, also those with nothing left.

    Days before today, or further ahead than the service is booked, are missing. Nothing where it cannot be booked.
    """
    rules = rules_of(office, service)
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    asked = [first + timedelta(days=each) for each in range(days)]
    asked = [day for day in asked if 0 <= (day - today).days <= rules.days_ahead]
    if not rules.places or not asked:
        return {}
    held = bookings.held(connection, office.id, service.id, asked, now=now)
    return {
        day: free_slots(
            slots_of(office.calendar, day, rules, office.time_zone), held, now=now,
            day_left=quota.of_service(connection, service, day, office_id=office.id, now=now).left,
        )
        for day in asked
    }  # fmt: skip
