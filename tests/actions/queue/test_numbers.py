"""Numbers without a kiosk: handed out, torn off a roll, written on paper and entered afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from queue_app.actions.office import closing
from queue_app.actions.queue import carrying, corrections, numbers
from queue_app.actions.queue.tickets import Origin
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log import events
from queue_app.domain.log.errors import FaultyList, NobodyWaiting, NotFound, NumberGiven, TooManyNumbers
from queue_app.domain.log.rights import Role
from queue_app.domain.queue.routing import Policy
from queue_app.screens import numbers as standing
from queue_app.screens.board import board_state
from queue_app.screens.desk import desk_state
from queue_app.screens.preview import EVERYBODY, preview
from queue_app.screens.state import plain
from queue_app.store.office.accounts import SignedIn
from queue_app.store.queue.tables import DeskSession, Leg, Ticket
from tests.factories import MORNING, make_plan
from tests.offices import Office


def enter(office: Office, text: str) -> list[str]:
    entered = numbers.enter_list(office.desk, office.office_id, text=text, officer_id=office.officers["wati"])
    return [each.shown for each in entered]


def tear_off(office: Office, number: int, service: str = "KTP") -> list[str]:
    given = numbers.torn_off(
        office.desk, office.office_id, service_id=office.services[service], number=number,
        officer_id=office.officers["wati"],
    )  # fmt: skip
    return [each.shown for each in given]


def called(office: Office, count: int) -> list[str]:
    """The numbers that counter 1 calls one after the other."""
    office.open_counter()
    return [office.served(minutes=1).shown for _ in range(count)]


@pytest.fixture
def roll_office(found_another: Callable[..., Office]) -> Office:
    """An office that tears its numbers off a roll; counter 1 has KTP first, counter 2 AKTA."""
    plan = replace(make_plan(slug="gulung", tag="-g"), room=RoomRules(numbering="roll"))
    return found_another(plan, tag="-g")


def screens_of(office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    """The supervisor's board, and the screen of the officer at counter 1."""
    if not office.rows(DeskSession.id):
        office.open_counter()
    key = office.desk.office(office.office_id)
    who = SignedIn(office.officers["wati"], office.office_id, "Wati", Role.OFFICER, MORNING, MORNING)
    with office.desk.reading() as connection:
        board = board_state(connection, key, now=office.clock(), lang="id", unheard_s=10, sees_officers=True)
        desk = desk_state(connection, key, who, now=office.clock(), unheard_s=10)
    return plain(board), plain(desk)


# Handed out.


def test_a_number_handed_out_says_so_and_by_whom(office: Office) -> None:
    given = office.issue("AKTA", priority="lansia", party=3, origin=Origin("reception", office.officers["wati"]))

    assert (given.shown, office.rows(Ticket.source), office.rows(Ticket.party)) == ("B001", ["reception"], [3])
    (event,) = office.events()
    assert isinstance(event, events.TicketIssued)
    assert (event.source, event.officer_id) == ("reception", office.officers["wati"])


def test_a_number_of_the_kiosk_is_told_as_before(office: Office) -> None:
    office.issue()

    (event,) = office.events()
    assert isinstance(event, events.TicketIssued)
    assert (event.source, event.order_no, event.officer_id) == (None, None, None)
    assert office.rows(Ticket.source) == ["kiosk"]


# Torn off a roll.


def test_all_numbers_up_to_the_one_on_the_roll_wait(office: Office) -> None:
    office.issue()

    assert tear_off(office, 4) == ["A002", "A003", "A004"]
    assert office.rows(Ticket.source) == ["kiosk", "roll", "roll", "roll"]
    assert called(office, 4) == ["A001", "A002", "A003", "A004"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_number_that_was_given_is_refused_with_the_last_one(office: Office, number: int) -> None:
    tear_off(office, 3)

    with pytest.raises(NumberGiven) as refusal:
        tear_off(office, number)
    assert refusal.value.data == {"number": f"A00{number}", "last": "A003"}


def test_a_mistyped_number_gives_none(office: Office) -> None:
    tear_off(office, 3)

    with pytest.raises(TooManyNumbers) as refusal:
        tear_off(office, 3 + numbers.MOST_AT_ONCE + 1)

    assert refusal.value.data == {"most": 100, "first": "A004", "last": "A103"}
    assert office.rows(Ticket.number) == [1, 2, 3]
    assert len(tear_off(office, 3 + numbers.MOST_AT_ONCE)) == numbers.MOST_AT_ONCE


def test_a_service_that_is_closed_by_hand_still_takes_what_was_torn_off(office: Office) -> None:
    closing.close_service(
        office.desk, office.office_id, service_id=office.services["KTP"], reason="listrik",
        officer_id=office.officers["tini"], reopens_at=None,
    )  # fmt: skip

    assert tear_off(office, 1) == ["A001"]


def test_an_office_with_a_roll_calls_the_next_number_though_nobody_is_known_to_wait(roll_office: Office) -> None:
    assert called(roll_office, 2) == ["A001", "A002"]
    roll_office.open_counter(2, by="joko")
    assert roll_office.call_next(by="joko").shown == "B001"
    assert roll_office.rows(Ticket.source, Ticket.office_id == roll_office.office_id) == ["roll"] * 3
    roll_office.check()


def test_of_a_number_of_the_roll_nobody_says_that_its_citizen_came_first(roll_office: Office) -> None:
    roll_office.issue(origin=Origin("reception"))
    roll_office.open_counter()

    rules = [roll_office.served().leg.call_rule for _ in range(2)]

    assert rules == ["only_regular", "roll"]
    roll_office.check()


def test_whoever_is_known_to_wait_is_called_before_the_roll_goes_on(roll_office: Office) -> None:
    roll_office.issue("AKTA", origin=Origin("reception"))

    assert called(roll_office, 2) == ["B001", "A001"]
    roll_office.check()


def test_a_call_of_the_roll_that_was_taken_back_is_called_again_and_no_number_skipped(roll_office: Office) -> None:
    roll_office.open_counter()
    roll_office.do(corrections.take_back, roll_office.call_next())

    assert roll_office.call_next().shown == "A001"
    roll_office.check()


def test_two_counters_that_call_at_once_call_two_numbers_of_the_roll(roll_office: Office) -> None:
    roll_office.open_counter(1, by="wati")
    roll_office.open_counter(2, by="joko")
    start = threading.Barrier(8)

    def call(by: str) -> str:
        start.wait()
        try:
            return roll_office.call_next(by=by).shown
        except Exception as refusal:  # noqa: BLE001 - whatever it was is compared below
            return type(refusal).__name__

    with ThreadPoolExecutor(8) as pool:
        answers = [each.result() for each in [pool.submit(call, by) for by in ["wati", "joko"] * 4]]

    assert sorted(answers) == ["A001", "B001", *["CounterBusy"] * 6]
    assert len(roll_office.rows(Ticket.id, Ticket.office_id == roll_office.office_id)) == 2
    roll_office.check()


def test_an_office_with_a_kiosk_calls_nobody_who_has_no_number(office: Office) -> None:
    office.open_counter()

    with pytest.raises(NobodyWaiting):
        office.call_next()


def test_the_wait_of_a_torn_off_number_is_in_no_figure(office: Office) -> None:
    tear_off(office, 2)
    office.clock.tick(minutes=30)
    board, desk = screens_of(office)
    assert (board["waiting"], board["longest_since"], desk["longest_since"]) == (2, None, None)

    leg = office.call_next()
    _, desk = screens_of(office)
    assert (leg.is_wait_known, desk["open"].get("queued_at")) == (False, None)

    office.transfer(leg, to="AKTA")
    office.clock.tick(minutes=5)
    board, desk = screens_of(office)
    assert board["longest_wait_s"] == 5 * 60  # who was sent on waits since then


def test_the_preview_counts_no_wait_of_a_torn_off_number(office: Office) -> None:
    tear_off(office, 2)
    office.issue()
    office.clock.tick(minutes=30)
    called(office, 3)
    office.clock.tick(days=1)

    found = preview(office.desk, office.office_id, day=date(2026, 11, 23), policy=Policy())

    assert [side.by_class[EVERYBODY].count for side in (found.as_it_was, found.under_present)] == [1, 1]


# Entered afterwards.


def test_numbers_given_on_paper_wait_since_the_time_beside_them(office: Office) -> None:
    office.clock.set_local("2026-11-23 10:00:00")

    assert enter(office, "A001 08.15\nA002 08.20 P\nB001 08.17") == ["A001", "B001", "A002"]

    assert office.rows(Ticket.source) == ["manual"] * 3
    assert office.rows(Leg.is_priority) == [False, False, True]
    assert office.rows(Leg.queued_at) == office.rows(Ticket.arrived_at) == [
        datetime(2026, 11, 23, 1, minute, tzinfo=UTC) for minute in (15, 17, 20)
    ]  # fmt: skip


def test_the_kiosk_goes_on_behind_the_numbers_on_paper(office: Office) -> None:
    office.issue()
    office.clock.tick(hours=1)
    enter(office, "A002 08.15\nA003 08.20")

    assert office.issue().shown == "A004"


def test_who_came_during_the_power_cut_is_called_before_who_came_after_it(office: Office) -> None:
    office.clock.set_local("2026-11-23 08:00:00")
    office.issue()
    office.clock.set_local("2026-11-23 09:00:00")
    office.issue("AKTA")
    office.clock.set_local("2026-11-23 09:05:00")
    enter(office, "A002 08.15\nA003 09.02")
    office.clock.set_local("2026-11-23 09:10:00")
    office.issue("AKTA")

    assert called(office, 5) == ["A001", "A002", "B001", "A003", "B002"]


def test_two_lists_entered_one_after_the_other_mix_by_arrival(office: Office) -> None:
    office.issue("AKTA")
    office.clock.tick(hours=1)
    office.issue("AKTA")
    enter(office, "A001 08.10\nA002 08.30")
    office.clock.tick(minutes=5)
    enter(office, "A003 08.40\nA004 09.01")

    assert called(office, 6) == ["B001", "A001", "A002", "A003", "B002", "A004"]


def test_a_later_list_of_another_letter_takes_its_places_between_the_first(office: Office) -> None:
    office.clock.tick(hours=1)
    enter(office, "A001 08.10\nA002 08.30")
    enter(office, "B001 08.05\nB002 08.20\nB003 08.40")

    assert called(office, 5) == ["B001", "A001", "B002", "A002", "B003"]


def test_who_was_carried_over_from_yesterday_stays_before_everyone(office: Office) -> None:
    office.issue()
    carrying.carry_over(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["tini"]
    )
    office.clock.set_local("2026-11-24 09:00:00")

    enter(office, "A002 07.45\nB001 07.50")

    assert called(office, 3) == ["A001", "A002", "B001"]


def test_a_list_with_a_fault_enters_nothing_and_names_each_line(office: Office) -> None:
    office.issue()
    office.clock.tick(hours=1)
    before = office.events()

    with pytest.raises(FaultyList) as refusal:
        enter(office, "A001 08.10\nA002 08.15\nA004 08.20\nB001 08.30")

    faults = refusal.value.data["faults"]
    assert isinstance(faults, list)
    assert [(each.line, each.code) for each in faults] == [(1, "given"), (3, "gap")]
    assert office.events() == before
    assert office.issue().shown == "A002"


def test_the_same_list_twice_enters_its_numbers_once(office: Office) -> None:
    office.clock.tick(hours=1)
    enter(office, "A001 08.10\nA002 08.15")

    with pytest.raises(FaultyList):
        enter(office, "A001 08.10\nA002 08.15")
    assert office.rows(Ticket.number) == [1, 2]


def test_a_service_taken_out_of_the_office_has_no_numbers(office: Office) -> None:
    with pytest.raises(NotFound):
        numbers.torn_off(office.desk, office.office_id, service_id=9999, number=1, officer_id=office.officers["wati"])


def test_the_page_is_told_the_last_number_of_each_letter(office: Office) -> None:
    office.issue("AKTA")
    key = office.desk.office(office.office_id)

    with office.desk.reading() as connection:
        given = standing.given_today(connection, key, now=office.clock())

    assert [(each.letter, each.last, each.last_at) for each in given] == [
        ("A", "", None),
        ("B", "B001", office.clock()),
    ]
    assert [[service.code for service in each.services] for each in given] == [["KTP"], ["AKTA"]]
