"""What nobody came for."""

from __future__ import annotations

from queue_app.domain.citizen.booking import standing
from queue_app.domain.citizen.booking.standing import Standing
from queue_app.domain.citizen.booking.states import BY_OFFICE, Verb
from queue_app.domain.log.events import BookingCancelled, BookingMissed
from queue_app.store.citizen.booking import bookings
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.citizen.booking.standing import standing_of
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_at_work


def note_late(desk: Desk, office_id: int) -> int:
    """Ends the bookings whose time has passed, and answers how many. Nothing is written where there is none."""
    with desk.reading() as connection:
        if not bookings.late(connection, office_id, now=desk.clock()):
            return 0
    with desk.transaction(office_id) as work:
        return end_late(work)


def end_late(work: Work) -> int:
    """The same within a transaction, before anything asks what stands.

    Who could not come because the office was closed then has missed nothing.
    """
    found = bookings.late(work.connection, work.office.id, now=work.now)
    if found:
        office = office_at_work(work)
        services = {each.id: each for each in catalogue.all_services(work.connection, work.office.id)}
        for each in found:
            _end(work, each, standing_of(office, each, services[each.service_id], now=work.now))
    return len(found)


def _end(work: Work, booking: BookingRow, stood: Standing) -> None:
    if stood in standing.NOT_KEPT:
        bookings.move(work.connection, booking, Verb.CANCEL)
        work.record(BookingCancelled(booking.id, BY_OFFICE))
    else:
        bookings.move(work.connection, booking, Verb.MISS)
        work.record(BookingMissed(booking.id))
