"""Somebody comes at the booked time: a number, without taking one more of the day's."""

from __future__ import annotations

from datetime import datetime

from queue_app.actions.citizen.booking.book import code_mark
from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import tickets
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.booking import codes, window
from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.citizen.booking.states import State, Verb
from queue_app.domain.log.booking_errors import BookedForOtherDay, BookingOver, TooEarly
from queue_app.domain.log.errors import ByLang, NotFound
from queue_app.domain.log.events import BookingArrived
from queue_app.store.citizen.booking import bookings
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_at_work
from queue_app.store.sealing import Seal
from queue_app.texts import LANGUAGES, clock_time, long_date, zone_label


def arrive(
    desk: Desk, office_id: int, *, code: str, print_it: PaperWish | None = None, officer_id: int | None = None
) -> Issued:
    """The ticket of a booking, the same one whenever it is asked again (`is_new` False then, and nothing is printed).

    code: as it is typed, or the link of its page as a scanner reads it. Also while its service is closed by hand, and
    past the quota: the place was given away when it was booked.
    Raises NotFound, BookingOver (moved, cancelled, missed, or its ticket was cancelled), TooEarly,
    BookedForOtherDay, SeriesFull.
    """
    with desk.transaction(office_id) as work:
        found = _found(work, desk.seal, code)
        service = catalogue.service(work.connection, office_id, found.service_id)
        if found.state is State.ARRIVED and found.ticket_id is not None:
            return tickets.again(work, found.ticket_id, service)
        _require_in_window(work, found, office_at_work(work).booking)
        if not service.is_active:
            raise NotFound(what="service")
        issued = tickets.issue_booked(
            work, service, appointed_at=found.slot_at, is_priority=found.is_priority, print_it=print_it,
            officer_id=officer_id,
        )  # fmt: skip
        bookings.move(work.connection, found, Verb.ARRIVE, ticket_id=issued.ticket_id, mail=None)
        work.record(BookingArrived(found.id, issued.ticket_id, officer_id))
    return issued


def _found(work: Work, seal: Seal, text: str) -> BookingRow:
    """Raises NotFound."""
    token, code = codes.scanned_token(text), codes.typed(text)
    found = None
    if token is not None:
        found = bookings.by_token(work.connection, work.office.id, token)
    elif code is not None:
        found = bookings.by_code(work.connection, work.office.id, code_mark(seal, code))
    if found is None:
        raise NotFound(what="booking")
    return found


def _require_in_window(work: Work, found: BookingRow, rules: BookingRules) -> None:
    """Raises BookingOver, BookedForOtherDay, TooEarly."""
    if not found.holds(work.now):
        raise BookingOver
    if found.business_date != work.today:
        raise BookedForOtherDay(day=ByLang({lang: long_date(found.business_date, lang=lang) for lang in LANGUAGES}))
    opens_at = window.opens_at(found.slot_at, rules)
    if work.now < opens_at:
        raise TooEarly(time=_on_the_wall(opens_at, work.office.time_zone))


def _on_the_wall(at: datetime, time_zone: str) -> str:
    return f"{clock_time(at, time_zone)} {zone_label(time_zone)}"
