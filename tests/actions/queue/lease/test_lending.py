"""Numbers are lent to a kiosk's computer and come back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete

from queue_app.actions.hall import devices
from queue_app.actions.queue.lease import returning
from queue_app.actions.queue.lease.lending import Lent, Told, lend
from queue_app.domain.log import events
from queue_app.domain.log.errors import ServiceClosed
from queue_app.domain.queue.lease.blocks import Block
from queue_app.store.queue.lease.tables import KioskContact, NumberLease
from tests.calendars import set_service
from tests.kiosks_lent import paired
from tests.offices import Office


def spans(found: list[Block]) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in found]


def granted(office: Office) -> int:
    return sum(isinstance(each, events.LeaseGranted) for each in office.events())


def test_a_computer_is_lent_a_block_of_each_series_for_today_and_the_next_day(office: Office) -> None:
    kiosk = paired(office)

    kiosk.ask()

    tomorrow = kiosk.today + timedelta(days=1)
    assert [spans(kiosk.blocks(code, day)) for code in ("KTP", "AKTA") for day in (kiosk.today, tomorrow)] == [
        [(9001, 9020)]
    ] * 4
    assert granted(office) == 4


def test_who_asks_again_is_lent_nothing_more_and_writes_nothing(office: Office) -> None:
    kiosk = paired(office)
    first = kiosk.ask()
    before = len(office.events())

    assert kiosk.ask() == first
    assert len(office.events()) == before


def test_an_answer_that_was_lost_lends_nothing_twice(office: Office) -> None:
    kiosk = paired(office)
    lend(office.desk, office.office_id, kiosk.device_id, Told(), size=20)

    kiosk.ask()

    assert spans(kiosk.blocks()) == [(9001, 9020)]


def test_two_computers_are_lent_different_numbers(office: Office) -> None:
    front, back = paired(office), paired(office, name="Kios belakang")
    front.ask()
    back.ask()

    assert (spans(front.blocks()), spans(back.blocks())) == ([(9001, 9020)], [(9021, 9040)])


def test_more_is_lent_once_less_than_half_is_left(office: Office) -> None:
    kiosk = paired(office)
    kiosk.ask()
    for _ in range(11):
        kiosk.give()
    kiosk.hand_in()

    kiosk.ask()

    assert spans(kiosk.blocks()) == [(9001, 9020), (9021, 9040)]
    assert spans(kiosk.blocks("AKTA")) == [(9001, 9020)]


def test_numbers_of_a_day_that_is_over_come_back(office: Office) -> None:
    kiosk = paired(office)
    kiosk.ask()
    office.clock.tick(days=1)

    assert returning.of_days_over(office.desk, office.office_id) == 2
    back = [each.why for each in office.events() if isinstance(each, events.LeaseReturned)]
    assert back == ["day_ended"] * 2
    assert returning.of_days_over(office.desk, office.office_id) == 0


def test_numbers_of_a_computer_that_is_unpaired_come_back_and_are_lent_to_nobody_else(office: Office) -> None:
    thief, honest = paired(office), paired(office, name="Kios lain")
    thief.ask()

    devices.revoke(office.desk, office.office_id, thief.device_id, by=office.officers["tini"])
    honest.ask()

    assert spans(honest.blocks()) == [(9021, 9040)]
    assert None not in office.rows(NumberLease.returned_at, NumberLease.device_id == thief.device_id)


def test_where_nothing_is_lent_any_more_all_comes_back(office: Office) -> None:
    kiosk = paired(office)
    kiosk.ask()
    kiosk.size = 0

    assert kiosk.ask() == Lent([], {})
    back = {each.why for each in office.events() if isinstance(each, events.LeaseReturned)}
    assert back == {"switched_off"}


def test_a_tenth_of_what_is_left_of_a_quota_is_held_for_an_outage_and_given_to_nobody_else(office: Office) -> None:
    set_service(office, "KTP", daily_quota=40)
    kiosk = paired(office)

    assert kiosk.ask().places[office.services["KTP"], kiosk.today] == 4
    for _ in range(36):
        office.issue("KTP")
    with pytest.raises(ServiceClosed):
        office.issue("KTP")


def test_near_the_end_of_a_quota_the_places_go_to_those_who_are_there_now(office: Office) -> None:
    set_service(office, "KTP", daily_quota=40)
    kiosk = paired(office)
    kiosk.ask()
    for _ in range(36):
        office.issue("KTP")

    assert kiosk.ask().places[office.services["KTP"], kiosk.today] == 0
    with pytest.raises(ServiceClosed):  # until the computer has said that it heard so
        office.issue("KTP")
    kiosk.ask()
    assert office.issue("KTP").shown == "A037"


def test_after_the_database_was_put_back_a_computer_keeps_its_numbers(office: Office) -> None:
    kiosk = paired(office)
    kiosk.ask()
    with office.desk.beside() as connection:
        connection.execute(delete(NumberLease))

    kiosk.ask()

    assert spans(kiosk.blocks()) == [(9001, 9020)]


def test_numbers_that_another_computer_was_lent_meanwhile_are_not_kept(office: Office) -> None:
    kiosk, other = paired(office), paired(office, name="Kios lain")
    kiosk.ask()
    with office.desk.beside() as connection:
        connection.execute(delete(NumberLease))
    other.ask()

    kiosk.ask()

    assert (spans(other.blocks()), spans(kiosk.blocks())) == ([(9001, 9020)], [(9021, 9040)])


def test_no_computer_is_lent_more_than_so_many_blocks(office: Office) -> None:
    greedy = paired(office)
    for _ in range(30):
        greedy.ask()
        greedy.next = {each: each.last + 1 for each in greedy.next}

    assert len(greedy.blocks()) == 10


def test_the_contact_that_was_heard_is_noted_now_and_then(office: Office) -> None:
    kiosk = paired(office)
    noted, began = [], office.clock.now
    for seconds in (0, 10, 30, 10):
        office.clock.tick(seconds=seconds)
        kiosk.ask()
        noted += [each - began for each in office.rows(KioskContact.contact_at)]

    assert noted == [timedelta(seconds=each) for each in (0, 0, 0, 40)]


def test_thirty_two_computers_at_once_are_lent_no_number_twice(office: Office) -> None:
    kiosks = [paired(office, name=f"Kios {number}") for number in range(32)]

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda kiosk: kiosk.ask(), kiosks))

    numbers = [n for kiosk in kiosks for block in kiosk.blocks() for n in range(block.first, block.last + 1)]
    assert (len(numbers), len(set(numbers))) == (640, 640)
    office.check()
