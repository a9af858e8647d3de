"""A database that was put back gets the numbers that people hold, and gives none of them twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from queue_app.actions.queue.putting_back import put_back
from queue_app.domain.log import events
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import LENT
from queue_app.domain.queue.outcomes import LOST
from queue_app.store.backup import given
from queue_app.store.backup.given import Given
from queue_app.store.office import catalogue
from queue_app.store.queue.tables import Leg, Ticket
from tests.offices import Office


def held(office: Office, *numbers: int, **more: Any) -> Iterator[Given]:
    """Numbers that people hold since a minute each, as the lost database knew them."""
    with office.desk.reading() as connection:
        series_id = catalogue.service(connection, office.office_id, office.services["KTP"]).series_id
    today = numbering.business_date(office.clock.now, "Asia/Jakarta")
    for number in numbers:
        known = Given(
            office.office_id, series_id, office.services["KTP"], today, number, is_priority=False, party=1,
            arrived_at=office.clock.now - timedelta(minutes=60 - number % 60), token=f"{number:022d}",
            press_key=f"press-{number:06d}", is_over=False,
        )  # fmt: skip
        yield replace(known, **more)


def test_who_waited_waits_again_since_they_came_and_their_page_is_found(office: Office) -> None:
    lost = list(held(office, 1, 2))

    assert tuple(put_back(office.desk, office.office_id, lost)) == (2, 0)

    assert office.rows(Ticket.number) == [each.number for each in lost]
    assert office.rows(Ticket.token) == [each.token for each in lost]
    assert office.rows(Ticket.arrived_at) == [each.arrived_at for each in lost]
    assert office.rows(Leg.state) == [State.WAITING] * 2
    assert office.issue().shown == "A003"


def test_what_was_over_is_over_and_its_number_is_not_given_again(office: Office) -> None:
    lost = [*held(office, 1, is_over=True), *held(office, 2)]

    assert tuple(put_back(office.desk, office.office_id, lost)) == (1, 1)

    ended = [each for each in office.events() if isinstance(each, events.TicketCancelled)]
    assert [(each.officer_id, each.reason) for each in ended] == [(None, LOST)]
    office.open_counter()
    assert (office.call_next().shown, office.issue().shown) == ("A002", "A003")


def test_once_more_changes_nothing(office: Office) -> None:
    put_back(office.desk, office.office_id, list(held(office, 1, 2)))
    before = len(office.events())

    assert tuple(put_back(office.desk, office.office_id, list(held(office, 1, 2)), beyond=10)) == (0, 0)

    assert len(office.events()) == before


def test_numbers_that_were_perhaps_given_afterwards_are_passed_over(office: Office) -> None:
    put_back(office.desk, office.office_id, list(held(office, 1, 2)), beyond=10)

    assert office.issue().shown == "A013"
    assert office.rows(Leg.state) == [State.WAITING] * 2 + [State.CANCELLED] * 10 + [State.WAITING]


def test_the_press_of_a_number_that_came_back_gets_that_number(office: Office) -> None:
    put_back(office.desk, office.office_id, list(held(office, 1)))

    assert office.issue(key="press-000001").shown == "A001"


def test_who_came_before_somebody_stands_before_them(office: Office) -> None:
    first, second = held(office, 1, 2)
    put_back(office.desk, office.office_id, [first])
    office.issue("AKTA")
    put_back(office.desk, office.office_id, [second])
    office.open_counter()

    assert [office.served(minutes=1).shown for _ in range(2)] == ["A001", "A002"]


def test_a_number_that_was_lent_comes_back_and_no_counter_of_a_series_counts_it(office: Office) -> None:
    put_back(office.desk, office.office_id, list(held(office, LENT[0])))

    assert (office.rows(Ticket.number), office.issue().shown) == ([LENT[0]], "A001")


def test_numbers_of_another_day_of_a_service_that_is_gone_or_behind_a_gap_are_left(office: Office) -> None:
    (one,) = held(office, 1)
    left = [
        replace(one, business_date=one.business_date - timedelta(days=1)), replace(one, service_id=10**6),
        replace(one, office_id=10**6), replace(one, number=7),
    ]  # fmt: skip

    assert tuple(put_back(office.desk, office.office_id, left, beyond=10)) == (0, 0)


def test_what_is_kept_is_what_comes_back(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=2)
    office.issue(priority="lansia")

    with office.desk.reading() as connection:
        kept, begins = given.read(connection, now=office.clock.now), given.begins(connection)

    assert [(each.number, each.is_priority, each.is_over) for each in kept] == [
        (1, False, True),
        (2, True, False),
    ]
    assert begins.keys() == {office.office_id}
    assert tuple(put_back(office.desk, office.office_id, kept)) == (0, 0)
