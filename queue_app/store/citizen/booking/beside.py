"""What pages show beside a booking: the number that it became, and what became of all bookings of past days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, func, select, text

from queue_app.domain.citizen.booking.states import State
from queue_app.domain.queue.numbering import shown
from queue_app.store.citizen.booking.bookings import STANDS
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.office.tables import Series
from queue_app.store.queue.tables import Ticket

_NUMBERS = (
    select(Ticket.id, Series.letter, Ticket.number, Ticket.token)
    .join(Series, Series.id == Ticket.series_id)
    .where(Ticket.id.in_(bindparam("tickets", expanding=True)))
)


def numbers(connection: Connection, ticket_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Ticket id -> its number as it is shown, and the token of its page."""
    rows = connection.execute(_NUMBERS, {"tickets": list(ticket_ids)}) if ticket_ids else ()
    return {ticket_id: (shown(letter, number), token) for ticket_id, letter, number, token in rows}


def moved_to(connection: Connection, booking_id: int) -> str | None:
    """The token of a booking that took over from another one."""
    return connection.execute(select(Booking.token).where(Booking.id == booking_id)).scalar_one_or_none()


def counts(connection: Connection, office_id: int, first: date, last: date) -> dict[date, dict[State, int]]:
    """How many bookings of each state there are on the days from the first to the last that have any."""
    found: dict[date, dict[State, int]] = {}
    rows = connection.execute(
        select(Booking.business_date, STANDS.label("stands"), func.count())
        .where(Booking.office_id == office_id, Booking.business_date >= first, Booking.business_date <= last)
        .group_by(Booking.business_date, text("stands"))
    )
    for day, state, count in rows:
        found.setdefault(day, {})[state] = count
    return found
