"""What citizens do with their own number: be late, let others pass, be there again, give up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from queue_app.actions.queue import absences, calls, corrections, counter, set_aside, tickets
from queue_app.actions.queue.tickets import Entered, Issued
from queue_app.domain.log import events
from queue_app.domain.log.errors import (
    BadInput,
    IllegalTransition,
    NobodyWaiting,
    NotFound,
    NothingToUndo,
    OtherDay,
)
from queue_app.domain.log.wish_errors import NobodyBehind, WishNotOffered
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import ORDER_STEP
from queue_app.store.office import catalogue
from queue_app.store.queue import tickets as rows
from queue_app.store.queue import waits
from queue_app.store.queue.tickets import TicketLeg
from tests.actions.queue.test_absences import waits_in_order
from tests.actions.queue.test_calls import choose
from tests.factories import MORNING, make_plan
from tests.offices import Office

MONDAY = date(2026, 11, 23)


def late(office: Office, issued: Issued, *, nth: int = 0) -> TicketLeg:
    return set_aside.be_late(office.desk, office.office_id, ticket_id=issued.ticket_id, nth=nth)


def let_pass(office: Office, issued: Issued, count: int, *, nth: int = 0) -> TicketLeg:
    return set_aside.let_pass(office.desk, office.office_id, ticket_id=issued.ticket_id, nth=nth, count=count)


def come_back(office: Office, issued: Issued) -> TicketLeg:
    return set_aside.come_back(office.desk, office.office_id, ticket_id=issued.ticket_id)


def give_up(office: Office, issued: Issued | Entered) -> TicketLeg:
    return set_aside.give_up(office.desk, office.office_id, ticket_id=issued.ticket_id)


def wishes(office: Office) -> list[events.Event]:
    kinds = events.TicketSetAside | events.TicketCameBack | events.TicketCancelled
    return [each for each in office.events() if isinstance(each, kinds)]


def taken(office: Office, count: int, **more: Any) -> list[Issued]:
    return [office.issue(**more) for _ in range(count)]


def test_who_is_late_is_not_called_and_then_first_again(office: Office) -> None:
    office.open_counter()
    first, _second = taken(office, 2)
    late(office, first)

    assert office.served(minutes=10).shown == "A002"
    assert office.call_next().shown == "A001"


def test_the_only_one_who_waits_is_not_called_before_that_time_is_over(office: Office) -> None:
    office.open_counter()
    late(office, office.issue())

    office.clock.tick(minutes=9, seconds=59)
    with pytest.raises(NobodyWaiting):
        office.call_next()
    office.clock.tick(seconds=1)

    assert office.call_next().shown == "A001"


def test_who_is_there_again_is_called_at_once_in_the_old_place(office: Office) -> None:
    office.open_counter()
    first, _second = taken(office, 2)
    late(office, first)
    office.clock.tick(minutes=4)
    come_back(office, first)

    assert office.call_next().shown == "A001"
    assert office.legs()[1].aside_s == timedelta(minutes=4).total_seconds()


def test_who_lets_others_pass_goes_behind_so_many_of_the_own_line(office: Office) -> None:
    first, *_others = taken(office, 4)
    office.open_counter()

    let_pass(office, first, 2)

    assert waits_in_order(office) == ["A002", "A003", "A001", "A004"]


def test_where_fewer_wait_it_goes_behind_all_of_them(office: Office) -> None:
    first, _second = taken(office, 2)
    office.open_counter()

    let_pass(office, first, 5)

    assert waits_in_order(office) == ["A002", "A001"]


def test_nobody_can_be_let_past_whom_the_own_call_does_not_keep_waiting(office: Office) -> None:
    first = office.issue()
    office.issue("AKTA")
    office.issue(priority="lansia")
    late(office, office.issue())

    with pytest.raises(NobodyBehind):
        let_pass(office, first, 1)


def test_a_priority_ticket_lets_those_of_its_own_class_pass(office: Office) -> None:
    first = office.issue(priority="lansia")
    office.issue()
    office.issue(priority="lansia")

    let_pass(office, first, 1)

    assert office.legs()[1].order_no == 3 * ORDER_STEP + 1


def test_the_log_says_what_was_asked_and_nothing_of_who_it_was(office: Office) -> None:
    first, second, third = taken(office, 3)
    late(office, first)
    come_back(office, first)
    let_pass(office, second, 1)
    give_up(office, third)

    until = (MORNING + timedelta(minutes=10)).isoformat()
    assert wishes(office) == [
        events.TicketSetAside(ticket_id=1, leg_id=1, wish="late", not_before=until),
        events.TicketCameBack(ticket_id=1, leg_id=1),
        events.TicketSetAside(ticket_id=2, leg_id=2, wish="let_pass", order_no=3 * ORDER_STEP + 1, passed="3"),
        events.TicketCancelled(ticket_id=3, leg_id=3, officer_id=None, reason="citizen"),
    ]


def test_the_same_press_again_counts_once(office: Office) -> None:
    first, second, _third = taken(office, 3)
    for _ in range(2):
        late(office, first)
        let_pass(office, second, 1)
    for press in (come_back, come_back, give_up, give_up):
        press(office, first)

    assert [type(each).__name__ for each in wishes(office)] == [
        "TicketSetAside", "TicketSetAside", "TicketCameBack", "TicketCancelled",
    ]  # fmt: skip


def test_a_number_has_so_many_wishes_and_no_more(office: Office) -> None:
    first, *_others = taken(office, 6)
    let_pass(office, first, 1)
    late(office, first, nth=1)
    come_back(office, first)

    with pytest.raises(WishNotOffered):
        late(office, first, nth=2)
    with pytest.raises(WishNotOffered):
        let_pass(office, first, 1, nth=2)


@pytest.mark.parametrize("rule", ["late_wish_min", "let_pass_most"])
def test_what_the_office_does_not_offer_is_refused(office: Office, rule: str) -> None:
    choose(office, **{rule: 0})
    first, _second = taken(office, 2)

    with pytest.raises(WishNotOffered):
        late(office, first) if rule == "late_wish_min" else let_pass(office, first, 1)


def test_more_than_the_office_offers_are_not_let_past(office: Office) -> None:
    choose(office, let_pass_most=2)
    first, *_others = taken(office, 4)

    with pytest.raises(WishNotOffered):
        let_pass(office, first, 3)
    with pytest.raises(BadInput):
        let_pass(office, first, 0)


def test_who_is_late_has_one_wish_at_a_time(office: Office) -> None:
    first, _second = taken(office, 2)
    late(office, first)

    with pytest.raises(WishNotOffered):
        let_pass(office, first, 1, nth=1)


@pytest.mark.parametrize("wish", [late, give_up, come_back, lambda office, own: let_pass(office, own, 1)])
def test_a_call_that_was_quicker_wins(office: Office, wish: Any) -> None:
    first, _second = taken(office, 2)
    office.open_counter()
    office.call_next()

    with pytest.raises(IllegalTransition):
        wish(office, first)
    assert office.legs()[1].state == State.CALLED


@pytest.mark.parametrize("wish", [late, come_back, lambda office, own: let_pass(office, own, 1)])
def test_a_number_of_a_day_to_come_can_only_be_given_up(office: Office, wish: Any) -> None:
    with office.desk.transaction(office.office_id) as work:
        ktp = catalogue.service(work.connection, office.office_id, office.services["KTP"])
        tomorrow = tickets.enter(work, ktp, day=MONDAY + timedelta(days=1), is_priority=False, party=1)

    with pytest.raises(OtherDay):
        wish(office, tomorrow)
    assert give_up(office, tomorrow).leg.state == State.CANCELLED


def test_a_number_whose_day_is_over_is_left_to_the_office(office: Office) -> None:
    first = office.issue()
    office.clock.tick(days=1)

    with pytest.raises(OtherDay):
        give_up(office, first)


def test_who_was_sent_to_a_certain_counter_may_be_late_and_stands_in_no_line(office: Office) -> None:
    office.open_counter(), office.open_counter(2, by="joko")
    first = office.issue()
    office.transfer(office.do(counter.start, office.call_next()), counter_id=office.counters[2])
    office.issue("AKTA")

    with pytest.raises(WishNotOffered):
        let_pass(office, first, 1)
    late(office, first)

    assert office.call_next(by="joko").shown != first.shown


def test_wishes_are_counted_over_the_whole_ticket(office: Office) -> None:
    office.open_counter()
    first = office.issue()
    late(office, first)
    come_back(office, first)
    office.transfer(office.do(counter.start, office.call_next()))
    late(office, first, nth=1)
    come_back(office, first)

    with pytest.raises(WishNotOffered):
        late(office, first, nth=2)


def test_an_officer_who_may_can_call_all_the_same_and_the_time_is_given_back(office: Office) -> None:
    office.open_counter()
    late(office, office.issue())
    office.clock.tick(minutes=3)

    calls.call_ticket(office.desk, office.office_id, leg_id=1, reason="darurat", officer_id=office.officers["wati"])

    assert office.legs()[1].aside_s == timedelta(minutes=3).total_seconds()


def test_a_call_that_is_taken_back_leaves_who_is_late_late(office: Office) -> None:
    office.open_counter()
    late(office, office.issue())
    leg = calls.call_ticket(
        office.desk, office.office_id, leg_id=1, reason="darurat", officer_id=office.officers["wati"]
    )
    office.do(corrections.take_back, leg)

    with pytest.raises(NobodyWaiting):
        office.call_next()


def test_no_wish_is_taken_back_by_an_officer(office: Office) -> None:
    office.open_counter()
    first = office.issue()
    office.do(absences.restore, office.do(counter.no_show, office.call_next()))
    leg = late(office, first)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_who_missed_the_call_waits_again_and_is_not_late_any_more(office: Office) -> None:
    choose(office, restore_place="arrival")
    office.open_counter()
    first = office.issue()
    late(office, first)
    leg = calls.call_ticket(
        office.desk, office.office_id, leg_id=1, reason="darurat", officer_id=office.officers["wati"]
    )
    office.do(absences.restore, office.do(counter.no_show, leg))

    assert office.call_next().shown == first.shown


def test_nobody_is_set_aside_from_a_service_that_is_asked_for(office: Office) -> None:
    office.open_counter()
    first, _second = taken(office, 2)
    late(office, first)

    leg = calls.call_service(
        office.desk, office.office_id, service_id=office.services["KTP"], reason="darurat",
        officer_id=office.officers["wati"],
    )  # fmt: skip

    assert leg.shown == "A002"


def test_who_is_late_is_ahead_of_nobody_until_then(office: Office) -> None:
    first, second = taken(office, 2)
    late(office, first)

    with office.desk.reading() as connection:
        found = rows.latest_leg(connection, second.ticket_id)
        ahead = [rows.ahead_of(connection, found, now=MORNING + timedelta(minutes=each)) for each in (0, 10)]

    assert ahead == [0, 1]


def test_the_longest_wait_is_of_somebody_who_may_be_called(office: Office) -> None:
    first = office.issue()
    office.clock.tick(minutes=5)
    second, _third = taken(office, 2)
    late(office, first)
    let_pass(office, second, 1)
    office.clock.tick(minutes=1)
    office.issue()

    def longest() -> Any:
        with office.desk.reading() as connection:
            return waits.longest_since(connection, office.office_id, MONDAY, now=office.clock())

    assert longest() == MORNING + timedelta(minutes=5)
    come_back(office, first)
    assert longest() == MORNING


def test_the_waits_of_the_day_are_without_the_time_that_was_asked_for(office: Office) -> None:
    office.open_counter()
    first, second, _third = taken(office, 3)
    late(office, first)
    let_pass(office, second, 1)
    office.clock.tick(minutes=10)
    for _ in range(3):
        office.served(minutes=1)

    with office.desk.reading() as connection:
        assert sorted(waits.ended(connection, office.office_id, MONDAY)) == [0, 660]


def test_a_ticket_of_another_office_is_not_found_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="2"), tag="2")

    with pytest.raises(NotFound):
        give_up(other, office.issue())
