"""What some days' work leaves as evidence, read from the log alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from queue_app.actions.office import setup
from queue_app.actions.queue import counter, days, desks
from queue_app.domain.evidence.duties import Duty, Times
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.office.plan import OfficePlan, OfficerPlan
from queue_app.domain.queue.stretch import Doing
from queue_app.store.evidence import period
from queue_app.store.evidence.period import Evidence
from queue_app.store.log import chain
from queue_app.store.queue.tables import DeskStatus, Leg
from tests.factories import PASSWORD, make_plan
from tests.forgeries import spoil
from tests.offices import Office

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def read(office: Office, first: date = MONDAY, last: date | None = None) -> Evidence:
    zone = office.desk.office(office.office_id).time_zone
    with office.desk.reading() as connection:
        return period.read(connection, office.office_id, zone=zone, first=first, last=last or first)


def told(office: Office, first: date = MONDAY, last: date | None = None) -> dict[tuple[str, str], Duty]:
    """By the names of officer and service."""
    found = read(office, first, last)
    return {
        (found.officers[who].name, found.services[what].code): duty
        for (who, what), duty in found.figures.duties.items()
    }


def ktp(office: Office, first: date = MONDAY, last: date | None = None) -> Duty:
    return told(office, first, last)["Wati", "KTP"]


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

    assert (ktp(office).served_s, ktp(office).walk) == (480, Times(1, 420, 420))


def test_evidence_names_officer_and_service(found_another: Callable[..., Office]) -> None:
    azmi = OfficerPlan("azmi", "Azmi Syahputra", PASSWORD, employment="PPPK", nip="199411302024211906")
    office = found_another(replace(make_plan(slug="lain"), officers=[azmi]))
    office.issue("AKTA")
    office.open_counter(by="azmi")
    office.served(by="azmi")

    found = read(office)

    [(officer_id, service_id)] = found.figures.duties
    who = found.officers[officer_id]
    assert (who.name, who.nip, who.employment) == ("Azmi Syahputra", "199411302024211906", "PPPK")
    assert (found.services[service_id].name("id"), found.services[service_id].name("en")) == (
        "Layanan AKTA", "Service AKTA",
    )  # fmt: skip


def test_time_on_hold_is_no_service_time(office: Office) -> None:
    office.issue()
    office.open_counter()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=3)
    office.do(counter.hold, leg)
    office.clock.tick(minutes=6)
    office.do(counter.resume, leg)
    office.clock.tick(minutes=4)
    office.do(counter.finish, leg)

    assert (ktp(office).service.median_s, ktp(office).held_s) == (7 * 60, 6 * 60)


def test_a_forgotten_finish_belongs_to_the_day_of_its_ticket_and_enters_no_time(office: Office) -> None:
    office.issue()
    office.open_counter()
    office.served(minutes=24 * 60)

    assert (ktp(office).finished, ktp(office).left_out["overnight"], ktp(office).service) == (1, 1, Times(0))
    assert told(office, TUESDAY) == {}


def test_days_are_those_of_the_office_not_of_utc(office: Office) -> None:
    office.clock.set_local("2026-11-23 23:30:00")  # 16:30 UTC, and 17:10 UTC at the finish
    office.issue()
    office.open_counter()
    office.served(minutes=40)

    assert ktp(office).left_out["overnight"] == 1
    assert (len(read(office).figures.desks), len(read(office, TUESDAY).figures.desks)) == (1, 0)


def test_the_period_holds_its_first_and_its_last_day_and_no_other(office: Office) -> None:
    office.open_counter()
    for minutes in (1, 2, 3):  # one a day, Monday to Wednesday
        office.issue()
        office.served(minutes=minutes)
        office.clock.tick(days=1)

    assert [ktp(office, *days).served_s for days in ((MONDAY, WEDNESDAY), (TUESDAY, WEDNESDAY), (MONDAY, MONDAY))] == [
        360, 300, 60,
    ]  # fmt: skip


def test_who_sent_a_citizen_on_has_that_and_who_finished_has_the_service(office: Office) -> None:
    office.issue()
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=4)
    office.transfer(leg, to="AKTA")
    office.served(by="joko", minutes=11)

    assert {who: (duty.finished, duty.sent_on, duty.sent_on_s) for who, duty in told(office).items()} == {
        ("Wati", "KTP"): (0, 1, 240), ("Joko", "AKTA"): (1, 0, 0),
    }  # fmt: skip


def test_a_visit_that_goes_on_is_told_as_such(office: Office) -> None:
    office.issue()
    office.issue()
    office.open_counter()
    office.do(counter.no_show, office.call_next())
    office.do(counter.start, office.call_next())

    assert (ktp(office).finished, ktp(office).no_shows, read(office).figures.going_on) == (0, 1, 1)


def test_offices_do_not_see_each_others_work(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-2"), tag="-2")
    for place, minutes in ((office, 5), (other, 6)):
        place.issue()
        place.open_counter()
        place.served(minutes=minutes)

    assert [[duty.served_s for duty in told(place).values()] for place in (office, other)] == [[300], [360]]


def test_hours_at_the_counter_are_told_by_what_they_went_to(office: Office) -> None:
    wati = office.open_counter()
    office.clock.tick(minutes=10)
    office.issue()
    office.served(minutes=20)
    desks.pause(office.desk, office.office_id, officer_id=wati, status=DeskStatus.BREAK, reason="salat")
    office.clock.tick(minutes=30)
    desks.close_desk(office.desk, office.office_id, officer_id=wati)

    time = read(office).figures.desks[wati]

    assert {doing: seconds for doing, seconds in time.seconds.items() if seconds} == {
        Doing.FREE: 600, Doing.SERVE: 1200, Doing.BREAK: 1800,
    }  # fmt: skip
    assert (time.sessions, dict(time.breaks_s)) == (1, {"salat": 1800})


def test_3_a_new_standard_judges_only_what_comes(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=9)

    def stricter(plan: OfficePlan) -> OfficePlan:
        return replace(plan, services=[replace(each, standard_minutes=5) for each in plan.services])

    setup.change(office.desk, office.office_id, by=None, edit=stricter)
    office.clock.tick(days=1)
    office.issue()
    office.served(minutes=9)

    assert [(ktp(office, day).within_pct, ktp(office, day).standards_s) for day in (MONDAY, TUESDAY)] == [
        (100, [600]), (0, [300]),
    ]  # fmt: skip
    assert (ktp(office, MONDAY, TUESDAY).within_pct, ktp(office, MONDAY, TUESDAY).standards_s) == (50, [600, 300])


def test_11_a_row_that_somebody_changed_moves_no_figure(unchecked_office: Office) -> None:
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.served(minutes=9)
    before = read(unchecked_office)

    with unchecked_office.desk.transaction(unchecked_office.office_id) as work:
        work.connection.execute(update(Leg).values(started_at=Leg.ended_at))

    assert read(unchecked_office) == before


@on_sqlite
def test_11_a_log_that_somebody_changed_gives_no_figures(unchecked_office: Office) -> None:
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.served(minutes=9)
    seq = spoil(unchecked_office)

    with pytest.raises(BrokenLog, match=f"event {seq}"):
        read(unchecked_office)


@on_sqlite
def test_11_nor_does_one_in_which_an_event_no_longer_says_which_day_it_told(unchecked_office: Office) -> None:
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.served(minutes=9)
    unchecked_office.clock.tick(days=1)
    unchecked_office.issue()
    seq = spoil(unchecked_office)

    with pytest.raises(BrokenLog, match=f"event {seq}"):
        read(unchecked_office)


def test_evidence_names_the_end_of_the_log_that_it_was_read_from(office: Office) -> None:
    office.issue()

    with office.desk.reading() as connection:
        assert read(office).end == chain.verify(connection, office.office_id)


@on_sqlite
@pytest.mark.parametrize(
    "done",
    [
        "UPDATE standard_time SET minutes = 1",
        "DELETE FROM standard_time",
        "UPDATE log_day SET last_seq = first_seq",
        "DELETE FROM log_day",
        "UPDATE log_days_read SET seq = -5",
    ],
)
def test_11_no_row_that_somebody_changed_moves_a_figure(unchecked_office: Office, done: str) -> None:
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.served(minutes=9)
    days.note_days(unchecked_office.desk, unchecked_office.office_id)
    before = read(unchecked_office)

    with unchecked_office.desk.transaction(unchecked_office.office_id) as work:
        work.connection.exec_driver_sql(done)

    assert read(unchecked_office) == before
