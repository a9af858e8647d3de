"""What an office keeps of bookings: held against its log, forgotten in time, and kept through changes of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from queue_app.actions.citizen.booking import book, late
from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.office import closing, setup
from queue_app.domain.citizen.booking.holder import Holder, Reminder
from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.domain.citizen.booking.standing import Standing
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.citizen.privacy.keeping import BOOKING_MARKS_DAYS
from queue_app.domain.log.booking_errors import BookingsClosed, SlotTaken
from queue_app.domain.office.plan import HolidayPlan, HoursPlan, SeasonPlan
from queue_app.store.citizen.booking import booking_check, bookings, slots
from queue_app.store.citizen.booking.standing import standing_of
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.log.row_check import Difference
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from tests.bookings import NINE, booked, someone, take_bookings
from tests.offices import Office

TUESDAY = NINE + timedelta(days=1)
HOUR = timedelta(hours=1)


def differs(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        return list(booking_check.differences(connection, office.office_id))


def change(office: Office, **parts: Any) -> None:
    tini = office.officers["tini"]
    setup.change(office.desk, office.office_id, by=tini, edit=lambda plan: replace(plan, **parts))


def free(office: Office) -> dict[date, list[FreeSlot]]:
    """What can be booked today and tomorrow."""
    now = office.clock.now
    with office.desk.reading() as connection:
        service = catalogue.service(connection, office.office_id, office.services["KTP"])
        return slots.free(connection, office_now(connection, office.office_id), service, now.date(), 2, now=now)


def standing(office: Office, token: str) -> Standing:
    with office.desk.reading() as connection:
        found = bookings.by_token(connection, office.office_id, token)
        assert found is not None
        here = office_now(connection, office.office_id)
        service = catalogue.service(connection, office.office_id, found.service_id)
        return standing_of(here, found, service, now=office.clock.now)


def live_a_day(office: Office) -> None:
    """A booking of each fate."""
    take_bookings(office, per_slot=9)
    come, moves, gives_back, _stays_away = (booked(office) for _ in range(4))
    book.move(office.desk, office.office_id, token=moves.token, slot_at=TUESDAY)
    book.cancel(office.desk, office.office_id, token=gives_back.token)
    office.clock.tick(minutes=40)
    arrive(office.desk, office.office_id, code=come.code)
    office.clock.tick(hours=1)
    late.note_late(office.desk, office.office_id)


def test_the_rows_of_bookings_are_what_the_log_tells(office: Office) -> None:
    live_a_day(office)

    assert office.rows(Booking.state) == [
        State.ARRIVED, State.MOVED, State.CANCELLED, State.NO_SHOW, State.BOOKED,
    ]  # fmt: skip
    assert differs(office) == []


def test_a_place_that_was_freed_past_the_program_is_found(office: Office) -> None:
    live_a_day(office)
    with office.desk.beside() as connection:
        connection.execute(update(Booking).where(Booking.id == 5).values(state=State.CANCELLED))

    assert differs(office) == [Difference("booking", "5", "state", State.BOOKED, State.CANCELLED)]


def test_a_holiday_that_comes_after_a_booking_is_told_and_costs_its_holder_nothing(office: Office) -> None:
    take_bookings(office)
    holder = someone()
    token = booked(office, TUESDAY, holder=holder).token
    change(office, holidays=[HolidayPlan(date(2026, 11, 24), "Hari libur daerah", kind="local")])
    told = standing(office, token)
    office.clock.tick(days=2)
    late.note_late(office.desk, office.office_id)

    assert (told, office.rows(Booking.state)) == (Standing.DAY_OFF, [State.CANCELLED])
    assert booked(office, TUESDAY + timedelta(days=2), holder=holder).code


def test_a_booking_for_a_day_that_became_a_holiday_can_be_moved(office: Office) -> None:
    take_bookings(office)
    token = booked(office, TUESDAY).token
    change(office, holidays=[HolidayPlan(date(2026, 11, 24), "Hari libur daerah", kind="local")])

    moved = book.move(office.desk, office.office_id, token=token, slot_at=TUESDAY + timedelta(days=1))

    assert standing(office, moved.token) == Standing.FINE


@pytest.mark.parametrize(("hours", "told"), [("07.00-11.00", Standing.FINE), ("10.00-12.00", Standing.OTHER_HOURS)])
def test_a_season_with_other_hours_keeps_the_times_that_it_can(office: Office, hours: str, told: Standing) -> None:
    take_bookings(office)
    token = booked(office, TUESDAY).token
    week = HoursPlan("ramadan", **dict.fromkeys(("mon", "tue", "wed"), hours))
    usual = setup.current(office.desk, office.office_id).hours
    season = SeasonPlan("ramadan", date(2026, 11, 24), date(2026, 11, 30))
    change(office, hours=[*usual, week], seasons=[season])

    assert standing(office, token) == told


def test_a_service_that_is_closed_by_hand_keeps_its_bookings_and_says_so(office: Office) -> None:
    take_bookings(office)
    code, token = booked(office)
    closing.close_service(
        office.desk, office.office_id, service_id=office.services["KTP"], reason="siak_down", reopens_at=None,
        officer_id=office.officers["tini"],
    )  # fmt: skip
    office.clock.tick(minutes=40)

    assert standing(office, token) == Standing.CLOSED
    assert arrive(office.desk, office.office_id, code=code).shown == "A001"


@pytest.mark.parametrize(
    ("reopens_at", "first"), [(None, TUESDAY - timedelta(hours=1)), (NINE + timedelta(minutes=45), NINE + HOUR)]
)
def test_no_time_is_offered_at_which_the_service_is_closed_by_hand(
    office: Office, reopens_at: datetime | None, first: datetime
) -> None:
    take_bookings(office)
    closing.close_service(
        office.desk, office.office_id, service_id=office.services["KTP"], reason="siak_down", reopens_at=reopens_at,
        officer_id=office.officers["tini"],
    )  # fmt: skip

    with pytest.raises(SlotTaken):
        booked(office)
    assert next(each.at for times in free(office).values() for each in times) == first


def test_the_switch_closes_new_bookings_and_keeps_those_that_stand(office: Office) -> None:
    take_bookings(office)
    code = booked(office).code
    change(office, booking=replace(setup.current(office.desk, office.office_id).booking, takes_bookings=False))
    office.clock.tick(minutes=40)

    with pytest.raises(BookingsClosed):
        booked(office, TUESDAY)
    assert arrive(office.desk, office.office_id, code=code).shown == "A001"


def test_nothing_in_the_rows_is_a_phone_a_mail_or_a_code(office: Office) -> None:
    take_bookings(office)
    code, _token = booked(office, holder=Holder("6281234567890", "d"), remind=Reminder("sri@example.org", "id"))

    with office.desk.reading() as connection:
        row = repr(connection.execute(Booking.__table__.select()).all())
    assert [each in row for each in ("6281234567890", "1234567890", "sri", "example", code)] == [False] * 5


def forget(office: Office) -> None:
    for code in ("booking_mails", "booking_marks"):
        keeping.forget(office.desk, office.office_id, code)


def test_a_mail_is_forgotten_after_its_day_and_the_holder_after_the_longest_cool_down(office: Office) -> None:
    take_bookings(office)
    booked(office, remind=Reminder("sri@example.org", "id"))
    office.clock.tick(days=1)
    forget(office)
    first = (office.rows(Booking.mail), office.rows(Booking.holder_mark) == [None])
    office.clock.tick(days=BOOKING_MARKS_DAYS)
    forget(office)

    assert first == ([None], False)
    assert (office.rows(Booking.holder_mark), office.rows(Booking.device_mark)) == ([None], [None])
