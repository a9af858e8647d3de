"""Booking, moving and giving back: one ledger, one place each, nobody twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking import book, late
from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log.booking_errors import (
    AlreadyBooked,
    BookingOver,
    BookingsClosed,
    CoolDown,
    SlotTaken,
    TooManyBookings,
)
from queue_app.domain.log.errors import QueueError, ServiceClosed
from queue_app.store.citizen.booking import slots
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.store.queue import quota
from queue_app.store.queue.tables import Ticket
from tests.bookings import NINE, booked, someone, take_bookings
from tests.offices import Office

HALF_HOUR = timedelta(minutes=30)
TOMORROW = timedelta(days=1)


def left(office: Office) -> tuple[dict[str, int], int | None]:
    """Of today: the places left by the clock on the wall in UTC, and what the kiosk's ledger has left."""
    now = office.clock.now
    with office.desk.reading() as connection:
        service = catalogue.service(connection, office.office_id, office.services["KTP"])
        found = slots.free(connection, office_now(connection, office.office_id), service, now.date(), 1, now=now)
        ledger = quota.of_service(connection, service, now.date(), office_id=office.office_id, now=now)
    return {f"{each.at:%H:%M}": each.left for each in found[now.date()]}, ledger.left


def test_a_booked_place_is_one_less_at_its_time_and_in_the_ledger_of_the_kiosk(office: Office) -> None:
    take_bookings(office, quota=10)
    booked(office)

    times, ledger = left(office)

    assert (times["02:00"], times["02:30"], ledger) == (1, 2, 9)
    assert office.rows(Booking.state) == [State.BOOKED]
    office.check()


def test_where_the_switch_is_off_nothing_can_be_booked(office: Office) -> None:
    with pytest.raises(BookingsClosed):
        booked(office)


def test_a_full_time_and_a_time_that_is_none_are_refused(office: Office) -> None:
    take_bookings(office, per_slot=1)
    booked(office)

    for at in (
        NINE,
        NINE + timedelta(minutes=7),
        NINE - TOMORROW,
        NINE + timedelta(days=15),
        NINE + timedelta(hours=3),
    ):
        with pytest.raises(SlotTaken):
            booked(office, at)


def test_no_time_shows_more_than_the_day_has_and_the_last_number_is_taken_once(office: Office) -> None:
    take_bookings(office, quota=2)
    office.issue()
    booked(office)

    assert set(left(office)[0].values()) == {0}
    with pytest.raises(SlotTaken):
        booked(office, NINE + HALF_HOUR)
    with pytest.raises(ServiceClosed):
        office.issue()


def test_a_quota_below_what_is_booked_leaves_nothing_and_takes_nothing_away(office: Office) -> None:
    take_bookings(office, quota=5)
    codes = [booked(office).code, booked(office).code]
    take_bookings(office, quota=1)

    assert left(office)[1] == 0
    office.clock.tick(minutes=50)
    assert [arrive(office.desk, office.office_id, code=each).shown for each in codes] == ["A001", "A002"]
    assert left(office)[1] == 0


def test_the_same_device_asking_again_is_answered_with_the_same_booking(office: Office) -> None:
    take_bookings(office)
    holder = someone()

    assert booked(office, holder=holder) == booked(office, holder=holder)
    with pytest.raises(AlreadyBooked):
        booked(office, NINE + HALF_HOUR, holder=holder)


def test_who_only_knows_a_phone_number_is_told_no_code_of_it(office: Office) -> None:
    take_bookings(office)
    booked(office, holder=Holder("6281234567890", "own"))

    with pytest.raises(AlreadyBooked):
        booked(office, holder=Holder("6281234567890", "a stranger's"))


def test_a_family_books_with_one_device_and_no_more_than_a_family(office: Office) -> None:
    take_bookings(office, per_slot=10)
    for number in range(book.MOST_OF_DEVICE):
        booked(office, holder=Holder(f"62812345678{number}0", "shared"))

    with pytest.raises(TooManyBookings):
        booked(office, holder=Holder("6281299999999", "shared"))


def test_a_move_holds_the_new_place_before_the_old_one_is_free_and_has_another_code(office: Office) -> None:
    take_bookings(office, per_slot=1, quota=10)
    first, other = booked(office), booked(office, NINE + HALF_HOUR)
    with pytest.raises(SlotTaken):
        book.move(office.desk, office.office_id, token=first.token, slot_at=NINE + HALF_HOUR)
    moved = book.move(office.desk, office.office_id, token=first.token, slot_at=NINE + 2 * HALF_HOUR)

    times, ledger = left(office)
    assert (times["02:00"], times["02:30"], times["03:00"], ledger) == (1, 0, 0, 8)
    assert len({first.code, other.code, moved.code}) == 3
    assert office.rows(Booking.state) == [State.MOVED, State.BOOKED, State.BOOKED]
    assert office.rows(Booking.moved_to_id) == [3, None, None]


def test_a_place_that_is_given_back_is_free_at_once_and_twice_is_once(office: Office) -> None:
    take_bookings(office, quota=10)
    token = booked(office).token
    for _ in range(2):
        book.cancel(office.desk, office.office_id, token=token)

    assert (left(office)[0]["02:00"], left(office)[1], office.rows(Booking.state)) == (2, 10, [State.CANCELLED])


def test_what_nobody_came_for_is_free_before_anybody_has_noted_it(office: Office) -> None:
    take_bookings(office, quota=10, late_min=15)
    booked(office)

    office.clock.tick(hours=1, minutes=15)
    assert left(office)[1] == 10
    assert [late.note_late(office.desk, office.office_id) for _ in range(2)] == [1, 0]
    assert office.rows(Booking.state) == [State.NO_SHOW]


def test_who_did_not_come_waits_as_many_days_as_the_office_says(office: Office) -> None:
    take_bookings(office, cool_down_days=2)
    holder = someone()
    booked(office, holder=holder)
    office.clock.tick(days=1)

    with pytest.raises(CoolDown) as refused:
        booked(office, NINE + 2 * TOMORROW, holder=holder)
    office.clock.tick(days=1)
    booked(office, NINE + 2 * TOMORROW, holder=holder)

    assert str(refused.value.data["day"]) == "Wednesday, 25 November 2026"


def test_an_office_may_keep_nobody_from_booking_again(office: Office) -> None:
    take_bookings(office, cool_down_days=0)
    holder = someone()
    booked(office, holder=holder)
    office.clock.tick(days=1)

    assert booked(office, NINE + 2 * TOMORROW, holder=holder).code


def test_giving_a_place_back_after_its_time_is_not_using_it(office: Office) -> None:
    take_bookings(office)
    token = booked(office).token
    office.clock.tick(hours=1, minutes=5)

    book.cancel(office.desk, office.office_id, token=token)

    assert office.rows(Booking.state) == [State.NO_SHOW]
    with pytest.raises(BookingOver):
        book.cancel(office.desk, office.office_id, token=token)


def test_a_booking_is_not_moved_once_its_time_has_come_for_then_it_was_not_used(office: Office) -> None:
    take_bookings(office)
    holder = someone()
    token = booked(office, holder=holder).token
    office.clock.tick(hours=1)

    with pytest.raises(BookingOver):
        book.move(office.desk, office.office_id, token=token, slot_at=NINE + TOMORROW)
    office.clock.tick(minutes=15)
    with pytest.raises(CoolDown):
        booked(office, NINE + TOMORROW, holder=holder)


def test_kiosk_and_phones_together_never_pass_the_quota_nor_a_time(office: Office) -> None:
    take_bookings(office, quota=12, per_slot=3)
    start = threading.Barrier(32)

    def press(number: int) -> str:
        start.wait()
        try:
            if number % 2:
                return office.issue().shown
            booked(office, NINE + HALF_HOUR * (number % 4 // 2))
        except QueueError as refused:
            return refused.code
        return "booked"

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(press, range(32)))

    taken = len(office.rows(Ticket.id)) + len(office.rows(Booking.id))
    assert (taken, left(office)[1], answers.count("booked") <= 6) == (12, 0, True)
    assert len(office.rows(Booking.id)) == answers.count("booked")
    office.check()


def test_one_who_presses_eight_hundred_times_holds_no_more_than_anybody(office: Office) -> None:
    take_bookings(office, per_slot=100)
    holder = someone()
    for number in range(40):
        try:
            booked(office, NINE + HALF_HOUR * (number % 4), holder=holder)
        except AlreadyBooked:
            continue

    assert len(office.rows(Booking.id)) == 1


def test_free_times_of_days_to_come_are_those_of_the_calendar(office: Office) -> None:
    take_bookings(office)
    with office.desk.reading() as connection:
        service = catalogue.service(connection, office.office_id, office.services["KTP"])
        here = office_now(connection, office.office_id)
        found = slots.free(connection, here, service, NINE.date(), 7, now=office.clock.now)

    assert {f"{day:%a}": len(times) for day, times in found.items()} == {
        "Mon": 11, "Tue": 12, "Wed": 12, "Thu": 12, "Fri": 12, "Sat": 0, "Sun": 0,
    }  # fmt: skip
    assert found[NINE.date()][0] == FreeSlot(NINE - HALF_HOUR, 2)
