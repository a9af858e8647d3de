"""From all that an office does to one time: what can be booked, step by step. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.domain.office import hours
from queue_app.domain.office.hours import DayPlan
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.booking import slots
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import clock_time


@dataclass(frozen=True, slots=True)
class BookDay:
    """One day as a service is booked on it. slots: the times still to come, none where the office is closed."""

    day: date
    plan: DayPlan
    slots: list[FreeSlot]

    @property
    def is_free(self) -> bool:
        """Whether a place is left."""
        return any(each.left for each in self.slots)


@dataclass(frozen=True, slots=True)
class Choice:
    """How far somebody has come. services: all that can be booked, none where the office takes no bookings."""

    office: OfficeNow
    services: list[ServiceRow]
    service: ServiceRow | None = None
    days: tuple[BookDay, ...] = ()
    day: BookDay | None = None
    slot: FreeSlot | None = None

    @property
    def next_free(self) -> BookDay | None:
        """The first day with a place left."""
        return next((each for each in self.days if each.is_free), None)

    def free_after(self, at: datetime) -> FreeSlot | None:
        """The next time with a place left that day, else the first one that day; None: it is full."""
        free = [each for each in (self.day.slots if self.day else ()) if each.left]
        return next((each for each in free if each.at >= at), free[0] if free else None)


def choice(connection: Connection, office_id: int, *, service: str, day: str, at: str, now: datetime) -> Choice:
    """As far as what was asked can be followed. service: a code; day: 2026-11-24; at: 09.00 on the office's clock."""
    office = office_now(connection, office_id)
    services = bookable(connection, office)
    chosen = next((each for each in services if each.code == service), None)
    if chosen is None:
        return Choice(office, services)
    days = days_of(connection, office, chosen, now=now)
    that_day = next((each for each in days if each.day.isoformat() == day and each.slots), None)
    if that_day is None:
        return Choice(office, services, chosen, days)
    slot = next((each for each in that_day.slots if clock_time(each.at, office.time_zone) == at), None)
    return Choice(office, services, chosen, days, that_day, slot)


def bookable(connection: Connection, office: OfficeNow) -> list[ServiceRow]:
    """The services that can be booked, in the kiosk's order."""
    return [each for each in catalogue.services(connection, office.id) if slots.rules_of(office, each).places]


def days_of(connection: Connection, office: OfficeNow, service: ServiceRow, *, now: datetime) -> tuple[BookDay, ...]:
    """Today and each day after it, as far ahead as the service is booked."""
    today = business_date(now, office.time_zone)
    free = slots.free(connection, office, service, today, service.days_ahead + 1, now=now)
    return tuple(BookDay(day, hours.day_plan(office.calendar, day), found) for day, found in free.items())
