"""What can still be booked: the office's calendar, the bookings there are, and the day's one ledger of numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.citizen.booking.slots import FreeSlot, Slot, SlotRules, free_slots, slots_of
from queue_app.store.citizen.booking import bookings
from queue_app.store.office import availability
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

    Days before today, or further ahead than the service is booked, are missing. Nothing where it cannot be booked, nor
    while it is closed by hand: until the end that was told, and where nobody knows one, for the rest of today.
    """
    rules = rules_of(office, service)
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    asked = [first + timedelta(days=each) for each in range(days)]
    asked = [day for day in asked if 0 <= (day - today).days <= rules.days_ahead]
    if not rules.places or not asked:
        return {}
    held = bookings.held(connection, office.id, service.id, asked, now=now)
    opens_at = _opens_at(service, today, office.time_zone, now)
    return {
        day: free_slots(
            _open_from(opens_at, slots_of(office.calendar, day, rules, office.time_zone)), held, now=now,
            day_left=quota.of_service(connection, service, day, office_id=office.id, now=now).left,
        )
        for day in asked
    }  # fmt: skip


def _opens_at(service: ServiceRow, today: date, time_zone: str, now: datetime) -> datetime:
    closed = availability.by_hand(service, now=now)
    if closed is None:
        return now
    return closed.opens_at or datetime.combine(today + timedelta(days=1), time(), ZoneInfo(time_zone))


def _open_from(opens_at: datetime, found: list[Slot]) -> list[Slot]:
    return [each for each in found if each.at >= opens_at]
