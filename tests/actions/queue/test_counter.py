from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from queue_app.actions.hall import announcements
from queue_app.actions.queue import absences, corrections, counter, desks, visits
from queue_app.actions.queue.counter import Finish
from queue_app.domain.log import events
from queue_app.domain.log.errors import (
    AtOtherCounter,
    BadInput,
    CallAgainFirst,
    CallNotHeard,
    CounterBusy,
    IllegalTransition,
    NobodyWaiting,
    NoDesk,
    NotFound,
    OnBreak,
    QueueError,
    ServiceClosed,
)
from queue_app.domain.queue.lifecycle import TRANSITIONS, Action, State
from queue_app.domain.queue.timeline import service_time
from queue_app.store.evidence import facts
from queue_app.store.office.tables import Service
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from tests.actions.queue.test_calls import choose
from tests.factories import MORNING, make_plan
from tests.offices import Office

VERBS: dict[Action, Callable[..., TicketLeg]] = {
    Action.RECALL: counter.recall,
    Action.START: counter.start,
    Action.HOLD: counter.hold,
    Action.RESUME: counter.resume,
    Action.FINISH: counter.finish,
    Action.NO_SHOW: counter.no_show,
    Action.RESTORE: absences.restore,
    Action.CANCEL: absences.cancel,
    Action.TRANSFER: visits.transfer,
}
WAY_TO: dict[State, list[Action]] = {  # from a called leg to each state that a verb can be tried in
    State.CALLED: [],
    State.SERVING: [Action.START],
    State.HELD: [Action.START, Action.HOLD],
    State.FINISHED: [Action.START, Action.FINISH],
    State.TRANSFERRED: [Action.TRANSFER],
    State.NO_SHOW: [Action.NO_SHOW],
    State.CANCELLED: [Action.CANCEL],
    State.WAITING: [Action.NO_SHOW, Action.RESTORE],
}


def run(office: Office, action: Action, leg: TicketLeg, *, by: str = "wati") -> TicketLeg:
    more: dict[str, Any] = {"to": visits.Onward(office.services["KTP"])} if action is Action.TRANSFER else {}
    return office.do(VERBS[action], leg, by=by, **more)


def called(office: Office, *, by: str = "wati", number: int = 1) -> TicketLeg:
    """A leg that was just called at the counter, which the officer opened for it."""
    office.open_counter(number, by=by)
    office.issue("AKTA")
    return office.call_next(by=by)


@pytest.mark.parametrize("state", WAY_TO)
@pytest.mark.parametrize("action", VERBS)
def test_every_verb_in_every_state_is_done_or_refused_and_changes_nothing(
    office: Office, state: State, action: Action
) -> None:
    leg = called(office)
    for step in WAY_TO[state]:
        run(office, step, leg)
    before, told = office.legs(), len(office.published)

    if (state, action) in TRANSITIONS:
        run(office, action, leg)
        assert office.legs()[leg.leg.leg_id].state is TRANSITIONS[state, action]
        assert len(office.published) == told + 1
    else:
        with pytest.raises(IllegalTransition):
            run(office, action, leg)
        assert (office.legs(), len(office.published)) == (before, told)


def test_call_next_calls_who_came_first_and_tells_why(office: Office) -> None:
    office.open_counter()
    first, _second = office.issue(), office.issue()
    office.clock.tick(minutes=3)

    leg = office.call_next()

    assert (leg.shown, leg.leg.ticket_id, leg.leg.state) == ("A001", first.ticket_id, State.CALLED)
    assert (leg.leg.called_at, leg.leg.queued_at) == (MORNING + timedelta(minutes=3), MORNING)
    assert (leg.leg.call_rule, leg.leg.call_turn, leg.leg.call_count) == ("only_regular", 1, 1)
    assert (leg.leg.counter_id, leg.leg.officer_id) == (office.counters[1], office.officers["wati"])


def test_call_next_calls_two_regular_to_one_priority(office: Office) -> None:
    office.open_counter()
    for priority in ("lansia", "disabilitas", None, None, None, None):
        office.issue(priority=priority)

    legs = [office.served() for _ in range(6)]

    assert [leg.shown for leg in legs] == ["A003", "A004", "A001", "A005", "A006", "A002"]
    assert [leg.leg.call_rule for leg in legs] == [
        "regular_turn", "regular_turn", "priority_turn", "regular_turn", "regular_turn", "only_priority",
    ]  # fmt: skip


def test_call_next_mixes_its_services_by_first_arrival(office: Office) -> None:
    office.open_counter(1)
    for code in ("AKTA", "KTP", "AKTA"):
        office.issue(code)

    assert [office.served().shown for _ in range(3)] == ["B001", "A001", "B002"]


def test_call_next_skips_tickets_of_services_the_counter_does_not_offer(office: Office) -> None:
    office.open_counter(2)
    office.issue("KTP")
    office.issue("AKTA")

    assert office.served().shown == "B001"
    with pytest.raises(NobodyWaiting):
        office.call_next()


def test_call_next_leaves_yesterday_s_tickets_alone(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.clock.tick(days=1)

    with pytest.raises(NobodyWaiting):
        office.call_next()


def test_a_counter_s_turn_begins_anew_each_day(office: Office) -> None:
    office.open_counter()
    for _ in range(2):
        office.issue()
        office.served()
    office.clock.tick(days=1)
    office.issue(priority="lansia")
    office.issue()

    assert office.call_next().leg.call_rule == "regular_turn"


def test_each_counter_keeps_its_own_turn(office: Office) -> None:
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")
    for _ in range(4):
        office.issue("AKTA")
    office.issue("AKTA", priority="lansia")

    called_in_turn = [office.served(by=by).shown for by in ("wati", "joko", "wati", "joko", "joko")]
    assert called_in_turn == ["B001", "B002", "B003", "B004", "B005"]


def test_call_next_without_a_counter_is_refused(office: Office) -> None:
    office.issue()

    with pytest.raises(NoDesk):
        office.call_next()


def test_call_next_while_a_ticket_is_open_is_refused_and_names_it(office: Office) -> None:
    leg = called(office)
    office.issue()

    with pytest.raises(CounterBusy) as refusal:
        office.call_next()

    assert refusal.value.data == {"number": "B001", "leg_id": leg.leg.leg_id}
    assert office.legs()[leg.leg.leg_id].state is State.CALLED


@pytest.mark.parametrize("action", [Action.RECALL, Action.START, Action.NO_SHOW, Action.TRANSFER])
def test_a_ticket_called_at_another_counter_is_not_yours(office: Office, action: Action) -> None:
    leg = called(office)
    office.open_counter(2, by="joko")
    before = office.legs()

    with pytest.raises(AtOtherCounter):
        run(office, action, leg, by="joko")

    assert office.legs() == before


@pytest.mark.parametrize("action", [Action.HOLD, Action.FINISH, Action.TRANSFER])
def test_a_ticket_served_at_another_counter_is_not_yours(office: Office, action: Action) -> None:
    leg = office.do(counter.start, called(office))
    office.open_counter(2, by="joko")

    with pytest.raises(AtOtherCounter):
        run(office, action, leg, by="joko")


@pytest.mark.parametrize("action", [action for action in VERBS if action not in {Action.RESTORE, Action.CANCEL}])
def test_without_a_counter_nothing_is_done_at_one(office: Office, action: Action) -> None:
    leg = called(office)

    with pytest.raises(NoDesk):
        run(office, action, leg, by="joko")


@pytest.mark.parametrize("action", VERBS)
def test_a_ticket_that_does_not_exist_is_not_found(office: Office, action: Action) -> None:
    leg = called(office)
    gone = replace(leg, leg=replace(leg.leg, leg_id=999))

    with pytest.raises(NotFound):
        run(office, action, gone)


def test_a_ticket_of_another_office_is_not_found(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")
    leg = called(other)
    office.open_counter()

    for verb in (counter.recall, counter.start, counter.no_show, absences.cancel):
        with pytest.raises(NotFound):
            office.do(verb, leg)
    other.check()


def test_a_whole_service_leaves_its_times(office: Office) -> None:
    office.issue()
    office.open_counter()
    office.clock.tick(minutes=4)
    leg = office.call_next()
    office.clock.tick(seconds=30)
    office.do(counter.start, leg)
    office.clock.tick(minutes=9)
    done = office.do(counter.finish, leg).leg

    assert (done.state, done.queued_at, done.called_at) == (State.FINISHED, MORNING, MORNING + timedelta(minutes=4))
    assert done.started_at == MORNING + timedelta(minutes=4, seconds=30)
    assert service_time(done) == timedelta(minutes=9)


def test_a_held_ticket_frees_the_counter_and_its_hold_is_no_service_time(office: Office) -> None:
    leg = office.do(counter.start, called(office))
    office.clock.tick(minutes=2)
    office.do(counter.hold, leg)
    office.issue()
    office.served(minutes=30)
    office.do(counter.resume, leg)
    office.clock.tick(minutes=3)

    assert service_time(office.do(counter.finish, leg).leg) == timedelta(minutes=5)


def test_a_held_ticket_may_be_resumed_at_another_counter_by_the_officer_who_held_it(office: Office) -> None:
    leg = office.do(counter.hold, office.do(counter.start, called(office)))
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])
    office.open_counter(2, by="wati")

    resumed = office.do(counter.resume, leg)

    assert (resumed.leg.counter_id, resumed.leg.officer_id) == (office.counters[2], office.officers["wati"])


def test_a_held_ticket_is_resumed_by_another_officer_and_its_time_tells_nothing_then(office: Office) -> None:
    leg = office.do(counter.hold, office.do(counter.start, called(office)))
    joko = office.open_counter(2, by="joko")

    resumed = office.do(counter.resume, leg, by="joko")

    assert (resumed.leg.officer_id, resumed.leg.inaccurate) == (joko, "two_officers")


def test_a_held_ticket_waits_until_the_counter_is_free(office: Office) -> None:
    held = office.do(counter.hold, office.do(counter.start, called(office)))
    office.issue()
    office.call_next()

    with pytest.raises(CounterBusy):
        office.do(counter.resume, held)

    assert office.legs()[held.leg.leg_id].state is State.HELD


def test_a_transfer_waits_at_the_other_service_in_the_place_of_the_first_arrival(office: Office) -> None:
    office.open_counter(1)
    office.issue("KTP")
    office.issue("AKTA")
    office.clock.tick(minutes=5)
    leg = office.call_next()
    office.open_counter(2, by="joko")

    new = office.transfer(leg, to="AKTA")

    assert (new.shown, new.leg.position, new.leg.state) == ("A001", 2, State.WAITING)
    assert (new.leg.queued_at, new.order_no) == (MORNING + timedelta(minutes=5), leg.order_no)
    assert office.call_next(by="joko").shown == "A001"


def test_a_transfer_keeps_priority(office: Office) -> None:
    office.open_counter()
    office.issue("KTP", priority="lansia")

    assert office.transfer(office.call_next()).is_priority is True


def test_a_transfer_to_a_closed_service_is_refused_and_leaves_the_ticket_here(office: Office) -> None:
    leg = office.do(counter.start, called(office))
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Service).where(Service.code == "KTP").values(is_open=False))
    before = office.legs()

    with pytest.raises(ServiceClosed):
        office.transfer(leg, to="KTP")

    assert office.legs() == before


def test_a_transfer_to_a_service_that_does_not_exist_is_refused(office: Office) -> None:
    leg = called(office)

    with pytest.raises(NotFound):
        office.do(visits.transfer, leg, to=visits.Onward(999))


def test_each_verb_tells_its_event(office: Office) -> None:
    leg = called(office)
    for action in (Action.RECALL, Action.START, Action.HOLD, Action.RESUME, Action.FINISH):
        office.clock.tick(minutes=1)
        run(office, action, leg)

    assert [type(event) for event in office.events()] == [
        events.DeskOpened, events.TicketIssued, events.TicketCalled, events.TicketRecalled, events.ServiceStarted,
        events.ServiceHeld, events.ServiceResumed, events.ServiceFinished,
    ]  # fmt: skip
    assert [published.seq - office.founded for published in office.published] == list(range(1, 9))


def test_a_listener_that_fails_undoes_nothing(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    def deaf(_published: object) -> None:
        raise ConnectionError("nobody there")

    office.open_counter()
    office.desk.publish = deaf

    assert office.issue().shown == "A001"
    assert office.call_next().leg.state is State.CALLED
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


def test_an_illegal_verb_is_a_queue_error_with_a_message(office: Office) -> None:
    leg = called(office)

    with pytest.raises(QueueError) as refusal:
        office.do(counter.finish, leg)

    assert str(refusal.value) == "Ticket B001 cannot do this now: Wati called it to counter 1 at 08.00."


def finish(office: Office, leg: TicketLeg, **what: Any) -> TicketLeg:
    return office.do(counter.finish, leg, done=Finish(**what))


def require(office: Office, *requirements: str) -> None:
    with office.desk.transaction(office.office_id) as work:
        values = {"requirements_id": "\n".join(requirements), "requirements_en": ""}
        work.connection.execute(update(Service).values(values))


def test_a_service_ends_with_its_outcome_and_the_number_of_documents(office: Office) -> None:
    leg = office.do(counter.start, called(office))

    finished = finish(office, leg, outcome="dirujuk", documents=3)

    assert (finished.leg.outcome, finished.leg.documents, finished.leg.missing) == ("dirujuk", 3, None)


def test_for_how_many_people_it_was_is_a_fact_until_the_end_is_taken_back(office: Office) -> None:
    leg = office.do(counter.start, called(office))

    finished = finish(office, leg, family=6)
    with office.desk.reading() as connection:
        found = facts.cases(connection, office.office_id, finished.business_date, finished.business_date)
    again = office.do(corrections.take_back, finished)

    assert (finished.leg.family, [each.family for each in found], again.leg.family) == (6, [6], None)


def test_what_was_missing_is_one_of_the_requirements_of_the_service(office: Office) -> None:
    require(office, "Fotokopi KK", "Surat kehilangan")
    leg = office.do(counter.start, called(office))

    for wrong in ({"missing": ("Uang",)}, {"missing": ()}):
        with pytest.raises(BadInput):
            finish(office, leg, outcome="berkas_kurang", **wrong)
    finished = finish(office, leg, outcome="berkas_kurang", documents=0, missing=("Surat kehilangan",))

    assert (finished.leg.outcome, finished.leg.missing) == ("berkas_kurang", "Surat kehilangan")


@pytest.mark.parametrize(
    "what",
    [{"outcome": "lulus"}, {"documents": -1}, {"documents": 100}, {"family": 0}, {"family": 31}, {"missing": ("KK",)}],
)
def test_a_finish_that_says_nonsense_is_refused_and_changes_nothing(office: Office, what: dict[str, Any]) -> None:
    leg = office.do(counter.start, called(office))
    before = office.legs()

    with pytest.raises(BadInput):
        finish(office, leg, **what)

    assert office.legs() == before


def test_a_hold_says_why_and_until_when(office: Office) -> None:
    leg = office.do(counter.start, called(office))

    held = office.do(counter.hold, leg, reason="fotokopi", back_in_min=15)

    assert (held.leg.hold_reason, held.leg.back_at) == ("fotokopi", office.clock.now + timedelta(minutes=15))


@pytest.mark.parametrize("what", [{"reason": "bosan"}, {"back_in_min": 0}, {"back_in_min": 481}])
def test_a_hold_that_says_nonsense_is_refused(office: Office, what: dict[str, Any]) -> None:
    leg = office.do(counter.start, called(office))

    with pytest.raises(BadInput):
        office.do(counter.hold, leg, **what)


def absent(office: Office, leg: TicketLeg) -> TicketLeg:
    """Said at once, without waiting for the room."""
    return counter.no_show(office.desk, office.office_id, leg_id=leg.leg.leg_id, officer_id=office.officers["wati"])


def test_nobody_is_absent_before_being_called_as_often_as_the_office_asks(office: Office) -> None:
    choose(office, recalls_before_no_show=2)
    leg = called(office)

    for left in (2, 1):
        with pytest.raises(CallAgainFirst) as refusal:
            absent(office, leg)
        assert refusal.value.data["left"] == left
        office.clock.tick(seconds=30)
        office.do(counter.recall, leg)

    office.clock.tick(seconds=20)
    assert absent(office, leg).leg.state is State.NO_SHOW


def test_three_presses_within_three_seconds_have_called_nobody_three_times(office: Office) -> None:
    choose(office, recalls_before_no_show=2)
    leg = called(office)
    for _ in range(2):
        office.clock.tick(seconds=0.9)
        office.do(counter.recall, leg)

    with pytest.raises((CallNotHeard, CallAgainFirst)):
        absent(office, leg)


def test_a_call_that_a_display_has_spoken_counts_at_once(office: Office) -> None:
    leg = called(office)
    with pytest.raises(CallNotHeard) as refusal:
        absent(office, leg)

    office.clock.tick(seconds=9)
    announcements.heard(office.desk, office.office_id, 1, key="tv-1")

    assert refusal.value.data == {"number": leg.shown, "seconds": 20}
    assert absent(office, leg).leg.state is State.NO_SHOW


def test_a_held_ticket_is_not_resumed_from_a_break(office: Office) -> None:
    held = office.do(counter.hold, office.do(counter.start, called(office)))
    officer_id = office.officers["wati"]
    desks.pause(office.desk, office.office_id, officer_id=officer_id, status=DeskStatus.BREAK, reason="rapat")

    with pytest.raises(OnBreak):
        office.do(counter.resume, held)
