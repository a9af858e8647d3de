"""The bookings of a day, for staff: each as it stands, and how full each time is. Nothing of whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.domain.citizen.booking.states import State
from queue_app.screens.booking.own import state_of
from queue_app.store.citizen.booking import beside, bookings, slots
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow

DAYS_BACK = 14


@dataclass(frozen=True, slots=True)
class DayLine:
    """One booking. state: a booked time that nobody came to is missed before its row says so."""

    at: datetime
    service: ServiceRow
    state: State
    number: str
    is_priority: bool


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One time of one service. left: places that can still be booked; None where its time has passed."""

    at: datetime
    service: ServiceRow
    counts: Mapping[State, int]
    left: int | None


@dataclass(frozen=True, slots=True)
class PastLine:
    """What became of the bookings of a day that is over."""

    day: date
    arrived: int
    missed: int
    cancelled: int

    @property
    def share(self) -> int | None:
        """Of those who could have come, so many of a hundred did; None where nobody could."""
        whole = self.arrived + self.missed
        return round(100 * self.arrived / whole) if whole else None


def lines(connection: Connection, office: OfficeNow, day: date, *, now: datetime) -> list[DayLine]:
    """Every booking of the day that was not moved away or cancelled, by its time."""
    rows = [
        each for each in bookings.of_day(connection, office.id, day)
        if each.state not in (State.MOVED, State.CANCELLED)
    ]  # fmt: skip
    known = _services(connection, office, rows)
    numbers = beside.numbers(connection, [each.ticket_id for each in rows if each.ticket_id])
    return [
        DayLine(
            each.slot_at, known[each.service_id], state_of(each, now=now),
            numbers.get(each.ticket_id or 0, ("", ""))[0], each.is_priority,
        )
        for each in rows
    ]  # fmt: skip


def slot_lines(connection: Connection, office: OfficeNow, day: date, *, now: datetime) -> list[SlotLine]:
    """How full each time of the day is, by service and time; also times that nobody booked."""
    rows = bookings.of_day(connection, office.id, day)
    known = _services(connection, office, rows)
    counts = Counter((each.service_id, each.slot_at, state_of(each, now=now)) for each in rows)
    left = _left(connection, office, day, now=now)
    keys = {(service_id, at) for service_id, at, _state_of in counts} | left.keys()
    return [
        SlotLine(
            at, known[service_id],
            {state: counts[service_id, at, state] for state in State}, left.get((service_id, at)),
        )
        for service_id, at in sorted(keys, key=lambda key: (known[key[0]].letter, key[0], key[1]))
    ]  # fmt: skip


def past(connection: Connection, office: OfficeNow, today: date) -> list[PastLine]:
    """The last days before today that had bookings, the latest first."""
    found = beside.counts(connection, office.id, today - timedelta(days=DAYS_BACK), today - timedelta(days=1))
    return [
        PastLine(day, told.get(State.ARRIVED, 0), told.get(State.NO_SHOW, 0) + told.get(State.BOOKED, 0),
                 told.get(State.CANCELLED, 0))
        for day, told in sorted(found.items(), reverse=True)
    ]  # fmt: skip


def _left(connection: Connection, office: OfficeNow, day: date, *, now: datetime) -> dict[tuple[int, datetime], int]:
    found: dict[int, list[FreeSlot]] = {
        each.id: slots.free(connection, office, each, day, 1, now=now).get(day, [])
        for each in catalogue.services(connection, office.id)
    }
    return {(service_id, each.at): each.left for service_id, free in found.items() for each in free}


def _services(connection: Connection, office: OfficeNow, rows: Sequence[BookingRow]) -> dict[int, ServiceRow]:
    known = {each.id: each for each in catalogue.services(connection, office.id)}
    gone = {each.service_id for each in rows} - known.keys()
    return known | {each: catalogue.service(connection, office.id, each) for each in gone}
