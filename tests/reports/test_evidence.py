"""What a day's work leaves as evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from queue_app.actions.queue import counter
from queue_app.domain.office.plan import OfficerPlan
from queue_app.domain.queue.performance import Served
from queue_app.store.queue import served as evidence
from tests.factories import PASSWORD, make_plan
from tests.offices import Office

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def served_on(office: Office, first: date, last: date) -> list[Served]:
    """In the order of their length."""
    with office.desk.reading() as connection:
        legs = evidence.served_legs(connection, office.office_id, first=first, last=last)
    return sorted((leg.served for leg in legs), key=lambda served: served.service_s)


def transfers_on(office: Office, day: date) -> dict[tuple[str, str], int]:
    with office.desk.reading() as connection:
        found = evidence.transfers(connection, office.office_id, first=day, last=day)
    return {(duty.officer, duty.name_id): count for duty, count in found.items()}


def test_service_time_runs_from_start_to_finish_and_not_from_the_call_or_a_recall(office: Office) -> None:
    office.issue()
    office.open_counter()
    leg = office.call_next()
    office.clock.tick(minutes=2)
    office.do(counter.recall, leg)
    office.clock.tick(minutes=5)
    office.do(counter.start, leg)
    office.clock.tick(minutes=8)
    office.do(counter.finish, leg)

    assert served_on(office, MONDAY, MONDAY) == [Served(480, False, MONDAY, MONDAY)]


def test_a_leg_carries_its_officer_and_service(found_another: Callable[..., Office]) -> None:
    azmi = OfficerPlan("azmi", "Azmi Syahputra", PASSWORD, employment="PPPK", nip="199411302024211906")
    office = found_another(replace(make_plan(slug="lain"), officers=[azmi]))
    office.issue("AKTA")
    office.open_counter(by="azmi")
    office.served(by="azmi")

    with office.desk.reading() as connection:
        duty = evidence.served_legs(connection, office.office_id, first=MONDAY, last=MONDAY)[0].duty

    assert (duty.officer, duty.nip, duty.employment) == ("Azmi Syahputra", "199411302024211906", "PPPK")
    assert (duty.service("id"), duty.service("en"), duty.standard_minutes) == ("Layanan AKTA", "Service AKTA", 15)


def test_time_on_hold_is_no_service_time(office: Office) -> None:
    office.issue()
    office.open_counter()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=3)
    office.do(counter.hold, leg)
    office.clock.tick(minutes=30)
    office.do(counter.resume, leg)
    office.clock.tick(minutes=4)
    office.do(counter.finish, leg)

    assert [served.service_s for served in served_on(office, MONDAY, MONDAY)] == [7 * 60]


def test_a_forgotten_finish_belongs_to_the_day_of_its_ticket_and_shows_both_days(office: Office) -> None:
    office.issue()
    office.open_counter()
    office.served(minutes=24 * 60)

    assert served_on(office, MONDAY, MONDAY) == [Served(86_400, False, MONDAY, TUESDAY, "overnight")]
    assert served_on(office, TUESDAY, TUESDAY) == []


def test_days_are_those_of_the_office_not_of_utc(office: Office) -> None:
    office.clock.set_local("2026-11-23 23:30:00")  # 16:30 UTC, and 17:10 UTC at the finish
    office.issue()
    office.open_counter()
    office.served(minutes=40)

    assert served_on(office, MONDAY, MONDAY) == [Served(2400, False, MONDAY, TUESDAY, "overnight")]


def test_the_period_holds_its_first_and_its_last_day_and_no_other(office: Office) -> None:
    office.open_counter()
    for minutes in (1, 2, 3):  # one a day, Monday to Wednesday
        office.issue()
        office.served(minutes=minutes)
        office.clock.tick(days=1)

    assert [served.service_s for served in served_on(office, MONDAY, WEDNESDAY)] == [60, 120, 180]
    assert [served.service_s for served in served_on(office, TUESDAY, WEDNESDAY)] == [120, 180]
    assert [served.service_s for served in served_on(office, MONDAY, MONDAY)] == [60]


def test_a_transferred_leg_is_counted_apart_and_only_the_last_one_is_served(office: Office) -> None:
    office.issue()
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=4)
    office.transfer(leg, to="AKTA")
    office.served(by="joko", minutes=11)

    assert [served.service_s for served in served_on(office, MONDAY, MONDAY)] == [11 * 60]
    assert transfers_on(office, MONDAY) == {("Wati", "Layanan KTP"): 1}
    assert transfers_on(office, TUESDAY) == {}


def test_a_citizen_who_did_not_come_and_a_leg_still_open_are_not_served(office: Office) -> None:
    office.issue()
    office.issue()
    office.open_counter()
    office.do(counter.no_show, office.call_next())
    office.do(counter.start, office.call_next())

    assert served_on(office, MONDAY, MONDAY) == []
    assert transfers_on(office, MONDAY) == {}


def test_offices_do_not_see_each_others_work(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-2"), tag="-2")
    for place, minutes in ((office, 5), (other, 6)):
        place.issue()
        place.open_counter()
        place.served(minutes=minutes)

    assert [served.service_s for served in served_on(office, MONDAY, MONDAY)] == [300]
    assert [served.service_s for served in served_on(other, MONDAY, MONDAY)] == [360]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("query", [evidence.served_legs, evidence.transfers])
def test_the_query_walks_the_index_of_days_and_not_all_legs(office: Office, query: Callable[..., object]) -> None:
    said: list[tuple[str, tuple[object, ...]]] = []
    with office.desk.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: said.append((call[2], call[3])))
        query(connection, office.office_id, first=MONDAY, last=TUESDAY)
        sql, values = next(call for call in said if "FROM leg" in call[0])
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]

    assert [step for step in plan if "leg" in step] == [
        "SEARCH leg USING INDEX ix_leg_day (office_id=? AND business_date>? AND business_date<?)"
    ]
