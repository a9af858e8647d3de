"""The running day, read on from where it stood: it is what reading all of it would tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queue_app.actions.queue import remarks
from queue_app.store.evidence import facts, period, today
from queue_app.store.evidence.today import Duties
from queue_app.store.log import reading
from tests.factories import make_plan
from tests.offices import Office

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def told(office: Office, day: date = MONDAY) -> Duties:
    with office.desk.reading() as connection:
        return today.duties(connection, office.desk.office(office.office_id), day)


def read(office: Office, day: date = MONDAY) -> Duties:
    zone = office.desk.office(office.office_id).time_zone
    with office.desk.reading() as connection:
        found = period.read(connection, office.office_id, zone=zone, first=day, last=day)
    return found.figures.duties


def test_facts_of_the_running_day_are_those_of_the_whole_log(office: Office) -> None:
    office.open_counter()
    for minutes in (4, 9):
        office.issue()
        office.served(minutes=minutes)
        with office.desk.reading() as connection:
            found = today.facts(connection, office.desk.office(office.office_id), MONDAY)
            assert found == facts.from_log(connection, office.office_id, MONDAY, MONDAY)

    assert len(found.cases) == 2


def test_the_day_is_the_same_whoever_has_asked_before(office: Office) -> None:
    office.open_counter()
    for minutes in (4, 9):
        office.issue()
        leg = office.served(minutes=minutes)
        assert told(office) == read(office) != {}

    office.do(remarks.mark_time, leg, is_supervisor=False)

    assert told(office) == read(office)
    assert [duty.left_out["officer"] for duty in told(office).values()] == [1]


def test_the_next_day_begins_anew_and_the_last_one_can_still_be_asked(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=4)
    before = told(office)
    office.clock.tick(days=1)
    office.issue()
    office.served(minutes=9)

    assert [duty.served_s for duty in told(office, TUESDAY).values()] == [540]
    assert told(office) == before == read(office)


def test_who_sees_less_than_another_has_read_gets_what_it_sees(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=4)
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        early = today.duties(connection, key, MONDAY)
        office.issue()
        office.served(minutes=9)
        late = told(office)

        assert today.duties(connection, key, MONDAY) == early
    assert told(office) == late == read(office)


def test_offices_are_kept_apart(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-2"), tag="-2")
    for place, minutes in ((office, 5), (other, 6)):
        place.issue()
        place.open_counter()
        place.served(minutes=minutes)

    assert [[duty.served_s for duty in told(place).values()] for place in (office, other)] == [[300], [360]]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_only_what_is_new_is_read(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served()
    told(office)
    with office.desk.reading() as connection:
        seen = reading.head(connection, office.office_id).seq
    office.issue()
    asked: list[Any] = []

    with office.desk.reading() as connection:
        connection.connection.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
        today.duties(connection, office.desk.office(office.office_id), MONDAY)
        today.duties(connection, office.desk.office(office.office_id), MONDAY)
        connection.connection.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]

    pages = [text for text in asked if "FROM event" in text and "LIMIT" in text]
    assert [text.count(f"event.seq >= {seen + 1}") for text in pages] == [1]
