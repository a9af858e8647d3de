from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from queue_app.actions.office import closing, setup
from queue_app.actions.queue import absences, carrying, counter, desks, set_aside
from queue_app.domain.citizen import sight as seen
from queue_app.domain.citizen.sight import Arrived, Called, Counter, Sight, Waiting
from queue_app.domain.office.plan import HoursPlan
from queue_app.domain.queue.routing import Policy, Turn
from queue_app.store.citizen.sight import sight
from queue_app.store.office.now import office_now
from queue_app.store.queue.tables import DeskStatus
from tests.factories import MORNING
from tests.offices import Office
from tests.questions import questions

AT = MORNING.timestamp()


def look(office: Office) -> Sight:
    with office.desk.reading() as connection:
        return sight(connection, office_now(connection, office.office_id), now=office.clock.now)


def only(found: Sight) -> Counter:
    (counter,) = found.counters
    return counter


def test_an_empty_office_is_seen_with_its_order_and_standards(office: Office) -> None:
    ktp, akta = office.services.values()

    assert look(office) == Sight(AT, 8 * 60, 0, Policy(), [], [], [], [], {ktp: 600.0, akta: 900.0})


def test_who_waits_is_seen_in_order_of_place_and_who_was_called_is_seen_as_called(office: Office) -> None:
    ktp, akta = office.services.values()
    counter_id = office.counters[1]
    office.open_counter()
    office.issue()
    office.issue("AKTA", priority="lansia")
    office.clock.tick(minutes=2)
    leg = office.call_next()
    waits = next(each for each in office.legs().values() if each.leg_id != leg.leg.leg_id)

    found = look(office)

    assert found.waiting == [
        Waiting(waits.leg_id, akta, is_priority=True, order_no=waits.order_no, queued_at=AT, arrived_at=AT)
    ]
    assert found.called == [Called(ktp, False, counter_id, AT, AT + 120, None)]
    assert found.arrived == [Arrived(AT, ktp), Arrived(AT, akta)]
    assert found.counters == [Counter(counter_id, {ktp: 1, akta: 1}, True, None, ktp, AT + 120, None, Turn(1))]


def test_a_counter_is_free_since_it_was_done_with_the_last_one(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=5)
    office.clock.tick(minutes=1)

    assert only(look(office))[4:7] == (None, None, AT + 300)
    assert [each.ended_at for each in look(office).called] == [AT + 300]


def test_the_time_of_a_hold_is_not_the_counters(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=3)
    leg = office.do(counter.hold, leg)
    assert (only(look(office)).free_since, look(office).called[0].ended_at) == (AT + 180, AT + 180)

    office.clock.tick(minutes=10)
    office.do(counter.resume, leg)

    assert only(look(office)).busy_since == AT + 600


def test_who_was_not_there_keeps_no_counter(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()
    office.clock.tick(minutes=1)
    office.do(counter.no_show, leg)

    assert [(each.called_at, each.ended_at) for each in look(office).called] == [(AT, AT + 60)]


def test_a_break_is_expected_to_last_as_usual_and_a_meeting_until_nobody_knows_when(office: Office) -> None:
    wati = {"officer_id": office.open_counter()}
    desks.pause(office.desk, office.office_id, status=DeskStatus.BREAK, reason="salat", **wati)
    office.clock.tick(minutes=5)
    assert only(look(office))[2:4] == (False, AT + 900)

    desks.pause(office.desk, office.office_id, status=DeskStatus.BREAK, reason="rapat", **wati)

    assert only(look(office))[2:4] == (False, None)


def test_who_was_sent_to_an_officer_waits_for_the_counter_of_that_officer(office: Office) -> None:
    office.open_counter()
    joko = office.open_counter(2, by="joko")
    office.issue()
    office.transfer(office.call_next(), officer_id=joko)

    assert [each.counter_id for each in look(office).waiting] == [office.counters[2]]


def test_who_was_sent_to_a_counter_is_directed_there(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.transfer(office.call_next(), counter_id=office.counters[2])

    assert [each.counter_id for each in look(office).waiting] == [office.counters[2]]


def test_who_is_late_is_seen_so_until_then(office: Office) -> None:
    first = office.issue()
    set_aside.be_late(office.desk, office.office_id, ticket_id=first.ticket_id, nth=0)

    assert [each.not_before for each in look(office).waiting] == [AT + 600]
    office.clock.tick(minutes=10)
    assert [each.not_before for each in look(office).waiting] == [None]


def test_a_service_closed_by_hand_is_seen_until_the_time_that_was_told(office: Office) -> None:
    ktp, akta = office.services.values()
    until = MORNING + timedelta(minutes=30)
    who: dict[str, Any] = {"reason": "siak_down", "officer_id": office.officers["tini"]}
    closing.close_service(office.desk, office.office_id, service_id=ktp, reopens_at=until, **who)
    closing.close_service(office.desk, office.office_id, service_id=akta, reopens_at=None, **who)
    assert look(office).closed == {ktp: until.timestamp(), akta: None}

    office.clock.tick(minutes=30)

    assert look(office).closed == {akta: None}


def test_who_was_carried_over_waits_no_more_today_and_is_counted(office: Office) -> None:
    office.issue()
    office.issue("AKTA")
    ktp, akta = office.services.values()

    carrying.carry_over(office.desk, office.office_id, service_id=ktp, officer_id=office.officers["tini"])

    assert ([each.service_id for each in look(office).waiting], look(office).carried) == ([akta], {ktp: 1})


def test_who_cancelled_is_gone_and_not_carried(office: Office) -> None:
    office.issue()
    leg = next(iter(office.legs().values()))

    absences.cancel(
        office.desk, office.office_id, leg_id=leg.leg_id, officer_id=office.officers["wati"], reason="pulang"
    )

    assert (look(office).waiting, look(office).carried) == ([], {})


def test_hours_of_the_day_give_its_closing_time_and_the_breaks_that_are_not_over(office: Office) -> None:
    _change(office, hours=[HoursPlan(mon="07.30-12.00 13.00-15.00")])
    noon = datetime.fromisoformat("2026-11-23T12:00+07:00").timestamp()
    assert (look(office).closes_at, look(office).breaks) == (noon + 3 * 3600, ((noon, noon + 3600),))

    office.clock.set_local("2026-11-23 13:00")

    assert look(office).breaks == ()


def test_what_is_over_for_an_hour_is_seen_no_more(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=5)
    office.issue()
    office.clock.tick(seconds=seen.LATELY_S + 301)

    found = look(office)

    assert (found.called, found.arrived, len(found.waiting)) == ([], [], 1)


def test_a_sight_takes_three_statements(office: Office) -> None:
    office.open_counter()
    office.issue()
    with office.desk.reading() as connection:
        now = office_now(connection, office.office_id)
        with questions() as asked:
            sight(connection, now, now=office.clock.now)

    assert len(asked) == 3


def _change(office: Office, **more: Any) -> None:
    setup.change(office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, **more))
