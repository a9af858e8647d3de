from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from queue_app.actions.queue import calls, counter, desks, visits
from queue_app.domain.log import events
from queue_app.domain.log.errors import (
    BadInput,
    CounterBusy,
    IllegalTransition,
    NobodyWaiting,
    NotFound,
    OnBreak,
    OtherDay,
)
from queue_app.domain.queue.lifecycle import State
from queue_app.store.office.tables import CounterService, QueuePolicy
from queue_app.store.office.tables import Office as OfficeTable
from queue_app.store.queue import tickets
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.statements import LostClaim
from tests.offices import Office


def choose(office: Office, **values: object) -> None:
    """Changes the office's order of the queue."""
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(QueuePolicy).where(QueuePolicy.office_id == office.office_id).values(**values))
        counted = {"setup_version": OfficeTable.setup_version + 1}
        work.connection.execute(update(OfficeTable).where(OfficeTable.id == office.office_id).values(counted))


def call_ticket(office: Office, leg_id: int, *, reason: str = "darurat", by: str = "wati") -> TicketLeg:
    return calls.call_ticket(
        office.desk, office.office_id, leg_id=leg_id, reason=reason, officer_id=office.officers[by]
    )


def call_service(office: Office, service: str, *, reason: str = "lanjutan", by: str = "wati") -> TicketLeg:
    return calls.call_service(
        office.desk, office.office_id, service_id=office.services[service], reason=reason,
        officer_id=office.officers[by],
    )  # fmt: skip


def last_call(office: Office) -> events.TicketCalled:
    return [event for event in office.events() if isinstance(event, events.TicketCalled)][-1]


def test_a_certain_ticket_is_called_before_its_turn_and_the_log_says_why(office: Office) -> None:
    office.open_counter()
    office.issue()
    second = office.issue()
    leg_id = max(office.legs())

    called = call_ticket(office, leg_id, reason="darurat")

    assert (called.shown, called.leg.call_rule) == (second.shown, "out_of_order")
    assert (last_call(office).rule, last_call(office).reason) == ("out_of_order", "darurat")


def test_the_counters_turn_is_not_spent_by_a_call_out_of_order(office: Office) -> None:
    office.open_counter()
    for priority in (None, None, None, "lansia"):
        office.issue(priority=priority)
    first = office.call_next()
    office.do(counter.no_show, first)

    picked = call_ticket(office, max(office.legs()))
    office.do(counter.no_show, picked)

    assert last_call(office).regular_run == 1
    assert office.call_next().leg.call_turn == 2


def test_one_service_is_called_before_what_waits_longer(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")
    asked = office.issue("AKTA")

    called = call_service(office, "AKTA")

    assert (called.shown, called.leg.call_rule) == (asked.shown, "asked_service")


def test_a_call_out_of_order_needs_a_reason_that_is_known(office: Office) -> None:
    office.open_counter()
    office.issue()

    with pytest.raises(BadInput):
        call_ticket(office, 1, reason="mau saja")
    with pytest.raises(BadInput):
        call_service(office, "KTP", reason="")


def test_only_a_ticket_that_waits_today_is_called(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg_id = office.do(counter.no_show, office.call_next()).leg.leg_id

    with pytest.raises(IllegalTransition):
        call_ticket(office, leg_id)
    with pytest.raises(NotFound):
        call_ticket(office, 999)
    office.issue()
    office.clock.tick(days=1)
    with pytest.raises(OtherDay):
        call_ticket(office, max(office.legs()))


def test_a_counter_that_serves_calls_nobody_in_any_way(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.issue()
    office.call_next()

    with pytest.raises(CounterBusy):
        office.call_next()
    with pytest.raises(CounterBusy):
        call_ticket(office, max(office.legs()))
    with pytest.raises(CounterBusy):
        call_service(office, "KTP")


def test_nobody_is_called_from_a_break(office: Office) -> None:
    officer_id = office.open_counter()
    office.issue()
    desks.pause(office.desk, office.office_id, officer_id=officer_id, status=DeskStatus.BREAK, reason="salat")

    with pytest.raises(OnBreak):
        office.call_next()
    desks.come_back(office.desk, office.office_id, officer_id=officer_id)

    assert office.call_next().shown == "A001"


def test_the_order_that_the_office_chose_is_the_order_of_the_calls(office: Office) -> None:
    choose(office, kind="arrival")
    office.open_counter()
    shown = [office.issue(priority=priority).shown for priority in (None, None, None, "lansia", None)]

    assert [office.served().shown for _ in shown] == shown


def test_a_ticket_sent_to_one_counter_is_called_there_only_while_it_is_open(office: Office) -> None:
    office.open_counter(1)
    office.open_counter(2, by="joko")
    office.issue("KTP")
    sent = office.transfer(office.call_next(), to="AKTA", counter_id=office.counters[2])
    office.issue("AKTA")

    assert office.call_next().shown == "B001"
    assert office.call_next(by="joko").leg.leg_id == sent.leg.leg_id


def test_a_ticket_sent_to_a_counter_that_closed_is_called_by_another(office: Office) -> None:
    office.open_counter(1)
    joko = office.open_counter(2, by="joko")
    office.issue("KTP")
    sent = office.transfer(office.call_next(), to="AKTA", counter_id=office.counters[2])
    desks.close_desk(office.desk, office.office_id, officer_id=joko)

    assert office.call_next().leg.leg_id == sent.leg.leg_id


def test_nobody_waiting_for_a_service_is_told(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")

    with pytest.raises(NobodyWaiting):
        call_service(office, "AKTA")


def test_a_ticket_sent_to_an_officer_follows_to_the_counter_of_that_officer(office: Office) -> None:
    office.open_counter(1)
    office.open_counter(2, by="joko")
    office.issue("AKTA")
    called = office.call_next()
    to = visits.Onward(called.leg.service_id, officer_id=office.officers["joko"])
    sent = office.do(visits.transfer, called, to=to)

    assert office.call_next(by="joko").leg.leg_id == sent.leg.leg_id


def test_whoever_waits_long_enough_by_the_time_the_office_is_ours_is_helped(office: Office) -> None:
    """Who is next is asked before the office is ours: if that took long, it is asked again."""
    choose(office, help_after_min=10)
    with office.desk.transaction(office.office_id) as work:
        of_akta = CounterService.service_id == office.services["AKTA"]
        work.connection.execute(update(CounterService).where(of_akta).values(rank=2))
    office.issue("AKTA")
    office.open_counter(1)
    early, due = office.clock.now, office.clock.now + timedelta(minutes=11)
    looks = iter([early, early])
    office.desk.clock = lambda: next(looks, due)

    assert office.call_next().shown == "B001"


def move_as_of_another_state(office: Office, leg_id: int) -> None:
    with office.desk.transaction(office.office_id) as work:
        found = tickets.ticket_leg(work.connection, office.office_id, leg_id)
        work.connection.execute(update(QueuePolicy).values(help_after_min=77))
        tickets.move(work.connection, replace(found, leg=replace(found.leg, state=State.HELD)), found.leg)


def test_of_a_claim_that_is_lost_nothing_stays(office: Office) -> None:
    office.issue()

    with pytest.raises(LostClaim):
        move_as_of_another_state(office, min(office.legs()))

    assert 77 not in office.rows(QueuePolicy.help_after_min)
