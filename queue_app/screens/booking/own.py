"""One booking on its own page: how it stands, and whether the office can still keep it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.booking import standing, window
from queue_app.domain.citizen.booking.standing import Standing
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log.errors import NotFound
from queue_app.store.citizen.booking import beside, bookings
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.citizen.booking.standing import standing_of
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow, office_now


@dataclass(frozen=True, slots=True)
class OwnBooking:
    """state: what it is for its holder; a booked time that nobody came to is missed before its row says so.

    standing: whether the office can keep it. number, ticket_token: once somebody has checked in. moved_to: the booking
    that took over from it.
    """

    office: OfficeNow
    service: ServiceRow
    row: BookingRow
    state: State
    standing: Standing
    number: str = ""
    ticket_token: str = ""
    moved_to: BookingRow | None = None

    @property
    def opens_at(self) -> datetime:
        """From when on somebody can check in."""
        return window.opens_at(self.row.slot_at, self.office.booking)

    @property
    def until(self) -> datetime:
        """Until when somebody can."""
        return self.row.holds_until

    def may_move(self, now: datetime) -> bool:
        """Until its time, and where the office could not keep it also after that."""
        return self.state is State.BOOKED and (now < self.row.slot_at or self.standing in standing.NOT_KEPT)


def own_booking(connection: Connection, token: str, *, now: datetime) -> OwnBooking:
    """The booking behind its page. Raises NotFound."""
    office_id = bookings.office_of(connection, token)
    row = bookings.by_token(connection, office_id, token) if office_id is not None else None
    if row is None:
        raise NotFound(what="booking")
    office = office_now(connection, row.office_id)
    service = catalogue.service(connection, office.id, row.service_id)
    number, ticket_token = beside.numbers(connection, [row.ticket_id or 0]).get(row.ticket_id or 0, ("", ""))
    return OwnBooking(
        office, service, row, state_of(row, now=now), _standing(office, row, service, now), number, ticket_token,
        _moved_to(connection, row),
    )  # fmt: skip


def state_of(row: BookingRow, *, now: datetime) -> State:
    """What a booking is now, whether or not anybody has noted that nobody came."""
    return State.NO_SHOW if row.state is State.BOOKED and not row.holds(now) else row.state


def _moved_to(connection: Connection, row: BookingRow) -> BookingRow | None:
    token = beside.moved_to(connection, row.moved_to_id) if row.moved_to_id else None
    return bookings.by_token(connection, row.office_id, token) if token else None


def _standing(office: OfficeNow, row: BookingRow, service: ServiceRow, now: datetime) -> Standing:
    if state_of(row, now=now) is not State.BOOKED:
        return Standing.FINE
    return standing_of(office, row, service, now=now)
