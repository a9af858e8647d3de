"""A booking is a time, not a privilege: whom it lets past whom, under every order of the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.queue import absences, counter
from queue_app.domain.queue.routing import POLICIES, Policy
from queue_app.domain.queue.stretch import Doing
from queue_app.domain.queue.stretches import Stretches
from queue_app.store.log import chain
from queue_app.store.queue import waits
from queue_app.store.queue.tables import Leg
from tests.bookings import NINE, booked, take_bookings
from tests.offices import Office

AFTER_NINE = {"arrival": "A001", "ratio": "A001", "ageing": "A001", "appointment_window": "A004"}


def come(office: Office, code: str) -> str:
    return arrive(office.desk, office.office_id, code=code).shown


def three_wait_then_one_comes(office: Office, policy: Policy) -> None:
    """Three numbers of the kiosk, then A004 with a booking for nine, at twenty to nine."""
    take_bookings(office, policy=policy)
    code = booked(office).code
    for _ in range(3):
        office.issue()
    office.clock.tick(minutes=40)
    come(office, code)
    office.open_counter()


@pytest.mark.parametrize("kind", POLICIES)
def test_before_its_time_a_booking_waits_behind_all_who_came_before(office: Office, kind: str) -> None:
    three_wait_then_one_comes(office, Policy(kind))

    assert [office.served(minutes=2).shown for _ in range(4)] == ["A001", "A002", "A003", "A004"]


@pytest.mark.parametrize("kind", POLICIES)
def test_at_its_time_only_the_appointment_window_calls_it_first(office: Office, kind: str) -> None:
    three_wait_then_one_comes(office, Policy(kind))
    office.clock.tick(minutes=20)

    assert office.call_next().shown == AFTER_NINE[kind]


def test_no_more_booked_ones_pass_the_line_than_the_policy_says(office: Office) -> None:
    policy = Policy("appointment_window", appointed_in_a_row=2)
    take_bookings(office, policy=policy, per_slot=4)
    codes = [booked(office).code for _ in range(4)]
    office.issue()
    office.clock.tick(minutes=55)
    for code in codes:
        come(office, code)
    office.open_counter()

    assert [office.served(minutes=1).shown for _ in range(5)] == ["A002", "A003", "A001", "A004", "A005"]


def test_who_missed_the_call_has_no_time_of_its_own_any_more(office: Office) -> None:
    three_wait_then_one_comes(office, Policy("appointment_window"))
    office.clock.tick(minutes=20)
    called = office.call_next()
    for _ in range(2):
        office.do(counter.recall, called)
    office.do(counter.no_show, called)
    office.do(absences.restore, called)

    assert office.rows(Leg.appointed_at)[-1] is None
    assert office.call_next().shown == "A001"


@pytest.mark.parametrize(("called_after", "waited"), [(10, 0), (30, 10)])
def test_a_wait_is_counted_from_the_booked_time_and_never_below_nothing(
    office: Office, called_after: int, waited: int
) -> None:
    take_bookings(office)
    code = booked(office).code
    office.clock.tick(minutes=40)
    come(office, code)
    office.open_counter()
    office.clock.tick(minutes=called_after)
    office.served()

    day = office.clock.now.date()
    with office.desk.reading() as connection:
        found = waits.ended(connection, office.office_id, day)
    assert found == [waited * 60]


def test_an_early_bird_is_no_long_wait_on_the_board_until_its_time_has_come(office: Office) -> None:
    take_bookings(office)
    code = booked(office).code
    office.clock.tick(minutes=40)
    come(office, code)

    seen = []
    for _ in range(2):
        with office.desk.reading() as connection:
            seen.append(waits.longest_since(connection, office.office_id, NINE.date(), now=office.clock.now))
        office.clock.tick(minutes=30)
    assert seen == [None, NINE]
    assert office.clock.now > NINE + timedelta(minutes=30)


def test_the_facts_of_a_visit_know_no_wait_before_its_booked_time_and_no_wish(office: Office) -> None:
    take_bookings(office)
    code = booked(office).code
    office.clock.tick(minutes=40)
    come(office, code)
    office.open_counter()
    office.clock.tick(minutes=30)
    office.served()

    with office.desk.reading() as connection:
        found = Stretches().read(chain.recorded(connection, office.office_id))
    (visit,) = found.visits.values()
    assert [(each.doing, (each.end - each.start) // 60_000_000) for each in visit.stretches][:2] == [
        (Doing.ASIDE, 20), (Doing.WAIT, 10),
    ]  # fmt: skip
    assert [each.is_wish for leg in visit.legs.values() for each in leg.asides] == [False]
