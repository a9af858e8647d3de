from __future__ import annotations

from collections.abc import Callable

import pytest

from queue_app.actions import counter, desks
from queue_app.domain.errors import CounterBusy, CounterTaken, DeskAlreadyOpen, NoDesk, NotFound
from queue_app.domain.events import DeskClosed, DeskOpened
from queue_app.store import counters
from queue_app.store.tables import DeskSession
from tests.factories import MORNING, make_plan
from tests.offices import Office


def close(office: Office, *, by: str = "wati") -> None:
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers[by])


def held(office: Office) -> dict[int, str]:
    """Who holds which counter now, by the number on its sign."""
    with office.desk.reading() as connection:
        return {each.counter: each.officer for each in counters.held(connection, office.office_id).values()}


def test_an_officer_opens_a_counter_and_gives_it_back(office: Office) -> None:
    office.open_counter(2)
    during = held(office)
    close(office)

    assert (during, held(office)) == ({2: "Wati"}, {})
    here = {"desk_session_id": 1, "counter_id": office.counters[2], "officer_id": office.officers["wati"]}
    assert office.events() == [DeskOpened(**here), DeskClosed(**here)]


def test_opening_the_same_counter_again_changes_nothing(office: Office) -> None:
    office.open_counter(1)
    office.clock.tick(minutes=5)
    office.open_counter(1)

    assert office.rows(DeskSession.opened_at) == [MORNING]
    assert len(office.published) == 1


def test_a_counter_that_is_held_says_by_whom_and_since_when(office: Office) -> None:
    office.open_counter(1, by="wati")

    with pytest.raises(CounterTaken) as refusal:
        office.open_counter(1, by="joko")

    assert refusal.value.data == {"counter": 1, "officer": "Wati", "since": MORNING}
    assert held(office) == {1: "Wati"}


def test_an_officer_cannot_hold_two_counters(office: Office) -> None:
    office.open_counter(1)

    with pytest.raises(DeskAlreadyOpen) as refusal:
        office.open_counter(2)

    assert refusal.value.data == {"counter": 1, "since": MORNING}
    assert held(office) == {1: "Wati"}


def test_a_counter_given_back_can_be_taken_by_another(office: Office) -> None:
    office.open_counter(1, by="wati")
    close(office)
    office.open_counter(1, by="joko")

    assert held(office) == {1: "Joko"}


def test_a_counter_with_an_open_ticket_is_not_given_back(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()

    with pytest.raises(CounterBusy) as refusal:
        close(office)

    assert refusal.value.data == {"number": "A001", "leg_id": leg.leg.leg_id}
    assert held(office) == {1: "Wati"}


def test_a_held_ticket_keeps_no_counter(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.do(counter.hold, office.do(counter.start, office.call_next()))

    close(office)

    assert held(office) == {}


def test_closing_without_a_counter_is_refused(office: Office) -> None:
    with pytest.raises(NoDesk):
        close(office)


def test_a_counter_of_another_office_does_not_exist_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")

    with pytest.raises(NotFound):
        desks.open_desk(office.desk, office.office_id, counter_id=other.counters[1], officer_id=office.officers["wati"])
