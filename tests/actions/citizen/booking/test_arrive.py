"""Checking in: one ticket for one booking, in its time, and no place used twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking import book
from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log import events
from queue_app.domain.log.booking_errors import BookedForOtherDay, BookingOver, TooEarly
from queue_app.domain.log.errors import NotFound
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.queue.tables import Leg, Ticket
from tests.actions.citizen.booking.test_book import left
from tests.bookings import NINE, booked, take_bookings
from tests.offices import Office


def come(office: Office, code: str) -> Issued:
    return arrive(office.desk, office.office_id, code=code)


def test_who_comes_in_time_gets_one_ticket_however_often_it_is_asked(office: Office) -> None:
    take_bookings(office, quota=10)
    code = booked(office).code
    office.clock.tick(minutes=40)

    first, again = come(office, code), come(office, code.lower())

    assert (first.shown, first.is_new, again.shown, again.is_new) == ("A001", True, "A001", False)
    assert (left(office)[1], office.rows(Booking.state)) == (9, [State.ARRIVED])
    assert office.rows(Ticket.source) == ["booking"]
    assert office.rows(Ticket.appointed_at) == office.rows(Leg.appointed_at) == [NINE]
    office.check()


def test_a_code_is_read_however_it_is_typed_or_scanned(office: Office) -> None:
    take_bookings(office)
    code, token = booked(office)
    office.clock.tick(minutes=40)

    said = [f"{code[:4]}-{code[4:]}", f" {code.lower()} ", token, f"https://antrean.test/b/{token}"]
    assert {come(office, text).shown for text in said} == {"A001"}


@pytest.mark.parametrize("text", ["", "ABCD2345", "0" * 32, "A001", "x" * 500, "\0"])
def test_what_is_no_code_finds_nothing(office: Office, text: str) -> None:
    with pytest.raises(NotFound):
        come(office, text)


def test_who_is_too_early_is_told_when_to_come_and_may_then(office: Office) -> None:
    take_bookings(office, opens_early_min=30)
    code = booked(office).code

    with pytest.raises(TooEarly) as refused:
        come(office, code)
    office.clock.tick(minutes=30)

    assert (refused.value.data, come(office, code).shown) == ({"time": "08.30 WIB"}, "A001")


def test_who_is_too_late_finds_the_place_gone(office: Office) -> None:
    take_bookings(office, late_min=15)
    code = booked(office).code
    office.clock.tick(hours=1, minutes=15)

    with pytest.raises(BookingOver):
        come(office, code)


def test_a_booking_of_another_day_is_none_today(office: Office) -> None:
    take_bookings(office)
    code = booked(office, NINE + timedelta(days=1)).code

    with pytest.raises(BookedForOtherDay):
        come(office, code)


def test_the_code_from_before_a_move_opens_nothing_any_more(office: Office) -> None:
    take_bookings(office)
    old = booked(office)
    new = book.move(office.desk, office.office_id, token=old.token, slot_at=NINE - timedelta(minutes=30))

    with pytest.raises(BookingOver):
        come(office, old.code)
    assert come(office, new.code).shown == "A001"


def test_what_the_log_tells_of_a_booking_names_nobody_and_no_code(office: Office) -> None:
    take_bookings(office)
    code = booked(office).code
    office.clock.tick(minutes=40)
    come(office, code)

    told = [each for each in office.events() if each.kind.startswith("booking.")]
    ktp = office.services["KTP"]
    assert told == [
        events.BookingMade(1, ktp, "2026-11-23", "2026-11-23T02:00:00+00:00", "page", is_priority=False),
        events.BookingArrived(1, 1),
    ]
