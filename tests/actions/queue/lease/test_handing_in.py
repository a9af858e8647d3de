"""What a kiosk gave while it was cut off is handed in: nobody's paper is lost, no number is there twice, in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from queue_app.actions.hall import devices
from queue_app.actions.office import closing
from queue_app.actions.queue.lease import handing_in, returning
from queue_app.actions.queue.lease.lending import Told, lend
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lease.blocks import Held
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.lease.tables import NumberLease, OfflineSlip
from queue_app.store.queue.tables import Leg, PriorityTally, Ticket
from tests.calendars import set_service
from tests.kiosks_lent import Lender, paired
from tests.offices import Office


@pytest.fixture
def kiosk(office: Office) -> Lender:
    """Its last contact is now."""
    found = paired(office)
    found.ask()
    return found


def called(office: Office, count: int) -> list[str]:
    office.open_counter()
    return [office.served(minutes=1).shown for _ in range(count)]


def office_closes(office: Office, code: str) -> None:
    closing.close_service(
        office.desk, office.office_id, service_id=office.services[code], reason="siak_down", reopens_at=None,
        officer_id=office.officers["tini"],
    )  # fmt: skip


def faults(kiosk: Lender) -> list[str | None]:
    return [each.fault for each in kiosk.hand_in()]


def test_numbers_wait_from_the_moment_when_they_were_given(office: Office, kiosk: Lender) -> None:
    slip = kiosk.give()
    given_at = office.clock.now
    office.clock.tick(minutes=30)

    (taken,) = kiosk.hand_in()

    assert (taken.number, taken.fault) == ("A9001", None)
    assert office.rows(Ticket.arrived_at) == office.rows(Leg.queued_at) == [given_at]
    assert (office.rows(Ticket.source), office.rows(Ticket.token)) == (["offline"], [slip.token])
    office.check()


def test_the_order_is_by_when_each_was_given_whichever_kiosk_gave_it(office: Office, kiosk: Lender) -> None:
    office.issue()
    office.clock.tick(minutes=1)
    kiosk.give()
    office.clock.tick(minutes=1)
    office.issue()
    office.clock.tick(minutes=1)
    kiosk.give()
    office.clock.tick(minutes=1)
    office.issue()

    kiosk.hand_in()

    assert called(office, 5) == ["A001", "A9001", "A002", "A9002", "A003"]
    office.check()


def test_two_kiosks_that_hand_in_one_after_the_other_stand_in_one_order(office: Office, kiosk: Lender) -> None:
    other = paired(office, name="Kios lain")
    other.ask()
    for each in (kiosk, other, kiosk, other):
        each.give()
        office.clock.tick(minutes=1)

    other.hand_in()
    kiosk.hand_in()

    assert called(office, 4) == ["A9001", "A9021", "A9002", "A9022"]


def test_handed_in_twice_is_handed_in_once(office: Office, kiosk: Lender) -> None:
    slips = [kiosk.give(), kiosk.give()]
    kiosk.hand_in()
    before = office.events()

    assert kiosk.send(*slips) == []
    assert office.events() == before


def test_a_forged_earlier_time_wins_at_most_the_outage(office: Office, kiosk: Lender) -> None:
    office.clock.tick(minutes=-30)
    office.issue()
    office.clock.tick(minutes=30)
    contact_at = office.clock.now
    office.clock.tick(minutes=20)
    kiosk.give(seconds_ago=7200)

    kiosk.hand_in()

    assert office.rows(Ticket.arrived_at, Ticket.source == "offline") == [contact_at]


def test_a_time_to_come_is_now(office: Office, kiosk: Lender) -> None:
    kiosk.give(seconds_ago=-3600)
    kiosk.hand_in()

    assert office.rows(Ticket.arrived_at) == [office.clock.now]


def test_while_slips_are_left_the_last_contact_stays(office: Office, kiosk: Lender) -> None:
    contact_at = office.clock.now
    office.clock.tick(minutes=20)
    first, second = kiosk.give(seconds_ago=1000), kiosk.give(seconds_ago=900)
    handing_in.hand_in(office.desk, office.office_id, kiosk.device_id, [first], unsent=1)
    office.clock.tick(minutes=1)
    kiosk.send(second)

    assert office.rows(Ticket.arrived_at) == [contact_at + timedelta(seconds=200), contact_at + timedelta(seconds=300)]


def test_a_question_that_comes_an_hour_late_makes_no_slip_younger(office: Office, kiosk: Lender) -> None:
    """It was sent before the cable was pulled, and arrives once the cable is back, before the slips do."""
    lost = Told(held=[Held(each, each.first) for each in kiosk.lent.blocks], heard_at=kiosk.heard_at)
    office.clock.tick(minutes=10)
    kiosk.give()
    given_at = office.clock.now
    office.clock.tick(minutes=50)
    lend(office.desk, office.office_id, kiosk.device_id, lost, size=kiosk.size)
    kiosk.send()
    kiosk.hand_in()

    assert office.rows(Ticket.arrived_at) == [given_at]


def test_the_same_press_that_had_reached_the_server_makes_one_citizen_wait(office: Office, kiosk: Lender) -> None:
    office.issue(key="press-0000-1")
    kiosk.give(key="press-0000-1")

    kiosk.hand_in()

    assert office.rows(Leg.state) == [State.CANCELLED, State.WAITING]
    assert called(office, 1) == ["A9001"]
    (cancelled,) = [each for each in office.events() if isinstance(each, events.TicketCancelled)]
    assert (cancelled.officer_id, cancelled.reason) == (None, "diganti")


def test_a_service_that_was_closed_meanwhile_is_told_and_its_citizen_waits(office: Office, kiosk: Lender) -> None:
    kiosk.give()
    office_closes(office, "KTP")

    assert faults(kiosk) == ["closed"]
    assert office.rows(Leg.state) == [State.WAITING]


def test_a_place_that_was_held_is_no_place_too_many(office: Office) -> None:
    set_service(office, "KTP", daily_quota=10)
    kiosk = paired(office)
    kiosk.ask()
    for _ in range(9):
        office.issue()
    kiosk.give()
    kiosk.give()

    assert faults(kiosk) == [None, "quota"]
    assert office.rows(Leg.state) == [State.WAITING] * 11


def test_what_is_handed_in_after_its_day_waits_for_nobody(office: Office, kiosk: Lender) -> None:
    slip = kiosk.give()
    office.clock.tick(days=1)

    assert faults(kiosk) == ["day_over"]
    assert (office.rows(Leg.state), office.rows(Ticket.business_date)) == ([State.EXPIRED], [slip.day])
    office.check()


def test_a_number_that_somebody_else_has_waits_under_another_one(office: Office, kiosk: Lender) -> None:
    slip = kiosk.give()
    kiosk.hand_in()
    twin = kiosk.sign(replace(slip, key="another-press", token=numbering.token(slip.day, "y" * 18)))

    (taken,) = kiosk.send(twin)

    assert (taken.number, taken.fault) == ("A001", "number_taken")
    office.check()


def test_a_slip_of_a_computer_that_was_unpaired_before_is_told(office: Office, kiosk: Lender) -> None:
    devices.revoke(office.desk, office.office_id, kiosk.device_id, by=office.officers["tini"])
    office.clock.tick(minutes=5)
    kiosk.give()
    anew = replace(paired(office), slips=kiosk.slips)
    anew.ask()
    office.clock.tick(minutes=1)

    assert faults(anew) == ["unpaired"]
    assert office.rows(Leg.state) == [State.WAITING]


def test_a_slip_of_before_its_computer_was_unpaired_is_as_it_should_be(office: Office, kiosk: Lender) -> None:
    anew = paired(office)
    anew.ask()
    office.clock.tick(minutes=5)
    anew.slips = [kiosk.give()]
    office.clock.tick(minutes=5)
    devices.revoke(office.desk, office.office_id, kiosk.device_id, by=office.officers["tini"])

    assert faults(anew) == [None]


def test_a_slip_with_a_wrong_sign_makes_nobody_wait_and_is_told(office: Office, kiosk: Lender) -> None:
    kiosk.slips = [replace(kiosk.give(), number=9019)]

    assert faults(kiosk) == ["forged"]
    assert (office.rows(Ticket.id), office.rows(OfflineSlip.fault)) == ([], ["forged"])


def test_numbers_lent_before_the_database_was_put_back_are_taken_in_and_told(office: Office, kiosk: Lender) -> None:
    kiosk.give()
    with office.desk.beside() as connection:
        connection.execute(delete(NumberLease))

    assert faults(kiosk) == ["unknown_lease"]
    assert called(office, 1) == ["A9001"]


def test_a_lease_that_came_back_still_vouches_for_its_numbers(office: Office, kiosk: Lender) -> None:
    kiosk.give()
    office.clock.tick(days=1)
    returning.of_days_over(office.desk, office.office_id)

    assert faults(kiosk) == ["day_over"]


def test_a_category_is_counted_once_and_tied_to_no_ticket(office: Office, kiosk: Lender) -> None:
    slip = kiosk.give(is_priority=True)
    kiosk.hand_in(tally={"lansia": 5})
    kiosk.send(slip, tally={"lansia": 1})

    assert office.rows(PriorityTally.count) == [1]


def test_a_slip_that_was_looked_at_rings_no_more(office: Office, kiosk: Lender) -> None:
    kiosk.slips = [replace(kiosk.give(), number=9019)]
    kiosk.hand_in()
    (slip_id,) = office.rows(OfflineSlip.id)

    for _ in range(2):
        handing_in.settle(office.desk, office.office_id, slip_id, officer_id=office.officers["tini"])

    assert [each for each in office.events() if isinstance(each, events.SlipSettled)] == [
        events.SlipSettled(slip_id=slip_id, fault="forged", officer_id=office.officers["tini"])
    ]
    with pytest.raises(NotFound):
        handing_in.settle(office.desk, office.office_id, 99, officer_id=office.officers["tini"])


def test_thirty_two_at_once_hand_in_and_take_numbers_and_none_is_there_twice(office: Office) -> None:
    kiosks = [paired(office, name=f"Kios {number}") for number in range(16)]
    for each in kiosks:
        each.ask()
        for _ in range(3):
            each.give()

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda job: job(), [*(each.hand_in for each in kiosks), *[office.issue] * 16]))

    numbers = office.rows(Ticket.number)
    assert (len(numbers), len(set(numbers))) == (64, 64)
    office.check()
