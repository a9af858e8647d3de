"""A number that a booking became is cancelled: then nobody has come, and the place is free, until it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.queue import absences, corrections, counter
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log.booking_errors import BookingOver
from queue_app.screens.booking import day
from queue_app.screens.booking.own import own_booking
from queue_app.store.citizen.booking import booking_check
from queue_app.store.office.now import office_now
from tests.actions.citizen.booking.test_book import left
from tests.bookings import NINE, booked, take_bookings
from tests.offices import Office

TODAY = NINE.date()


def checked_in(office: Office, code: str) -> Issued:
    return arrive(office.desk, office.office_id, code=code)


def act(office: Office, verb: Callable[..., object], **more: str) -> None:
    """By the officer at the counter, on whatever that one number waits for now."""
    verb(office.desk, office.office_id, leg_id=max(office.legs()), officer_id=office.officers["wati"], **more)


def cancel(office: Office) -> None:
    act(office, absences.cancel, reason="pulang")


def figures(office: Office) -> tuple[int, int]:
    """Of the day, a day later: how many came, and how many bookings were cancelled."""
    with office.desk.reading() as connection:
        (line,) = day.past(connection, office_now(connection, office.office_id), TODAY + timedelta(days=1))
    return line.arrived, line.cancelled


def lines(office: Office) -> list[State]:
    with office.desk.reading() as connection:
        now = office.clock.now
        return [each.state for each in day.lines(connection, office_now(connection, office.office_id), TODAY, now=now)]


@pytest.fixture
def code_and_token(office: Office) -> tuple[str, str]:
    take_bookings(office, quota=10)
    office.open_counter()
    code, token = booked(office)
    office.clock.tick(minutes=40)
    return code, token


def test_a_cancelled_number_counts_as_a_cancelled_booking_and_frees_both_ledgers(
    office: Office, code_and_token: tuple[str, str]
) -> None:
    checked_in(office, code_and_token[0])
    cancel(office)

    times, ledger = left(office)
    assert (times["02:00"], ledger) == (2, 10)
    assert (figures(office), lines(office)) == ((0, 1), [])
    with office.desk.reading() as connection:
        assert own_booking(connection, code_and_token[1], now=office.clock.now).state is State.CANCELLED
        assert list(booking_check.differences(connection, office.office_id)) == []


def test_its_code_opens_nothing_more_and_gives_no_dead_number(office: Office, code_and_token: tuple[str, str]) -> None:
    checked_in(office, code_and_token[0])
    cancel(office)

    with pytest.raises(BookingOver):
        checked_in(office, code_and_token[0])


def test_a_cancel_that_is_taken_back_lets_the_booking_have_come(
    office: Office, code_and_token: tuple[str, str]
) -> None:
    issued = checked_in(office, code_and_token[0])
    cancel(office)
    act(office, corrections.take_back)

    assert (left(office)[1], figures(office), lines(office)) == (9, (1, 0), [State.ARRIVED])
    assert checked_in(office, code_and_token[0]).shown == issued.shown


def test_who_is_sent_on_and_gives_up_there_has_come(office: Office, code_and_token: tuple[str, str]) -> None:
    checked_in(office, code_and_token[0])
    office.transfer(office.do(counter.start, office.call_next()))
    cancel(office)

    assert figures(office) == (1, 0)
