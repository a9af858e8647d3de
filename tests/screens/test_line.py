"""The line of an office, as every phone is handed it."""

from __future__ import annotations

from datetime import timedelta

from queue_app.actions.office import closing
from queue_app.actions.queue import carrying, counter, set_aside
from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.domain.queue.lifecycle import State
from queue_app.screens import line
from queue_app.screens.expected import Expected
from queue_app.screens.line import OfficeLine, Place
from queue_app.screens.ticket import TicketState, ticket_state
from queue_app.store.citizen import waits_now
from tests.offices import Office


def told(office: Office) -> OfficeLine:
    with office.desk.reading() as connection:
        return line.office_line(connection, office.desk.office(office.office_id), now=office.clock())


def on_page(office: Office, ticket_id: int = 1) -> TicketState:
    """What the page of a ticket shows."""
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        return ticket_state(connection, key, ticket_id, now=office.clock(), lang="en")


def promise(office: Office, *legs: int, minutes: int = 10, how: How = How.LEARNED, cause: str | None = None) -> None:
    """A round that promises so many minutes from now to some of those who wait; the last number is called first."""
    at = office.clock().timestamp()
    to_at = int(at) + minutes * 60
    told_them = Promise(at, to_at - 300, to_at, to_at, to_at, to_at, how, None, 1.0, cause)
    waiting = office.legs()
    ahead = {leg_id: len(waiting) - leg_id for leg_id in waiting}
    with office.desk.transaction(office.office_id) as work:
        waits_now.keep(
            work.connection, office.office_id,
            OfficeWaits(0, at, how, dict.fromkeys(legs, told_them), {}, ahead), before=None,
        )  # fmt: skip


def test_everybody_stands_in_it_under_the_number_that_the_hall_sees(office: Office) -> None:
    ktp, akta = office.services["KTP"], office.services["AKTA"]
    for service in ("KTP", "KTP", "KTP", "AKTA"):
        office.issue(service)
    office.open_counter()
    leg = office.call_next()

    assert leg.shown == "A001"
    assert told(office).line == {
        "A001": Place(State.CALLED, ktp, counter=1),
        "A002": Place(State.WAITING, ktp, ahead=0),
        "A003": Place(State.WAITING, ktp, ahead=1),
        "B001": Place(State.WAITING, akta, ahead=0),
    }


def test_who_is_sent_for_a_paper_stays_in_it_and_who_is_done_has_gone(office: Office) -> None:
    for _ in range(2):
        office.issue()
    office.open_counter()
    office.do(counter.hold, office.do(counter.start, office.call_next()))
    office.served()

    assert {number: place.state for number, place in told(office).line.items()} == {"A001": "held"}


def test_what_is_promised_stands_beside_each_in_the_order_in_which_counters_call(office: Office) -> None:
    for _ in range(3):
        office.issue()
    promise(office, 1, 2, how=How.EARLY, cause="break_began")

    to_at = (int(office.clock().timestamp()) + 600) * 1000
    expected = Expected(to_at - 300_000, to_at, "break_began", is_early=True)
    ktp = office.services["KTP"]
    assert told(office).line == {
        "A001": Place(State.WAITING, ktp, ahead=2, expected=expected),
        "A002": Place(State.WAITING, ktp, ahead=1, expected=expected),
        "A003": Place(State.WAITING, ktp, ahead=0, is_unsure=True),
    }


def test_a_promise_that_was_taken_back_says_why(office: Office) -> None:
    office.issue()
    promise(office, 1, how=How.NONE, cause="counter_pauses")

    page = on_page(office, 1)
    assert told(office).line["A001"] == Place(
        State.WAITING, office.services["KTP"], ahead=0, is_unsure=True, unsure_why="counter_pauses"
    )
    assert (page.expected, page.is_unsure, page.unsure_why) == (None, True, "counter_pauses")


def test_the_tickets_own_page_says_the_same(office: Office) -> None:
    for _ in range(2):
        office.issue()
    promise(office, 1)

    pages = [on_page(office, ticket_id) for ticket_id in (1, 2)]
    assert [
        Place(each.state, each.service_id, each.ahead, each.expected, is_unsure=each.is_unsure) for each in pages
    ] == list(told(office).line.values())
    assert pages[0].expected is not None
    assert pages[1].is_unsure


def test_a_promise_that_nobody_has_looked_at_for_long_is_not_told(office: Office) -> None:
    for _ in range(2):
        office.issue()
    promise(office, 1)
    office.clock.tick(seconds=91)

    ktp = office.services["KTP"]
    assert told(office).line == {"A001": Place(State.WAITING, ktp, ahead=0), "A002": Place(State.WAITING, ktp, ahead=1)}
    assert (on_page(office).expected, on_page(office).ahead) == (None, 0)


def test_a_range_that_is_over_is_not_told(office: Office) -> None:
    office.issue()
    promise(office, 1, minutes=1)
    office.clock.tick(seconds=60)

    assert told(office).line["A001"].expected is None
    assert on_page(office).expected is None


def test_a_service_that_is_closed_says_why_in_each_language_and_promises_nothing(office: Office) -> None:
    office.issue()
    promise(office, 1)
    until = office.clock() + timedelta(hours=1)
    ktp = office.services["KTP"]
    closing.close_service(
        office.desk, office.office_id, service_id=ktp, reason="siak_down", reopens_at=until,
        officer_id=office.officers["tini"],
    )  # fmt: skip

    shown = told(office)
    assert shown.line["A001"].expected is None
    assert (shown.closed[ktp].until, on_page(office).expected) == (round(until.timestamp() * 1000), None)
    assert shown.closed[ktp].why["en"] == on_page(office).closed.why  # type: ignore[union-attr]


def test_numbers_of_other_days_do_not_stand_in_it(office: Office) -> None:
    office.issue()
    carrying.carry_over(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["tini"]
    )
    today = told(office)
    office.clock.tick(days=1)

    assert today.line == {}
    assert (told(office).date > today.date, list(told(office).line)) == (True, ["A001"])


def test_a_transferred_number_stands_in_the_line_of_its_new_service(office: Office) -> None:
    office.issue("KTP")
    office.issue("AKTA")
    office.open_counter()
    office.transfer(office.call_next())

    akta = office.services["AKTA"]
    assert told(office).line == {
        "B001": Place(State.WAITING, akta, ahead=1),
        "A001": Place(State.WAITING, akta, ahead=0),
    }


def test_who_asked_to_be_called_later_is_ahead_of_nobody_meanwhile(office: Office) -> None:
    for _ in range(2):
        office.issue()
    set_aside.be_late(office.desk, office.office_id, ticket_id=1, nth=0)

    assert [place.ahead for place in told(office).line.values()] == [0, 0]
    assert on_page(office, 2).ahead == 0
