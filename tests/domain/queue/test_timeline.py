from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from queue_app.domain.log import events
from queue_app.domain.log.errors import IllegalTransition
from queue_app.domain.queue.lifecycle import TRANSITIONS, Action, State
from queue_app.domain.queue.timeline import ACTION_OF, Leg, Recorded, fold, moved, service_time
from tests.factories import MORNING, at, make_called, make_issued, make_leg

HERE: dict[str, Any] = {"ticket_id": 1, "leg_id": 1, "counter_id": 1, "officer_id": 1}
STARTED, FINISHED = events.ServiceStarted(**HERE), events.ServiceFinished(**HERE)
HELD, RECALLED, ABSENT = events.ServiceHeld(**HERE), events.TicketRecalled(**HERE), events.CitizenAbsent(**HERE)
TO_SERVICE_2 = events.TicketTransferred(**HERE, next_leg_id=2, service_id=2)
LATE = events.TicketSetAside(ticket_id=1, leg_id=1, wish="late", not_before="2026-11-23T02:10:00+00:00")
RESTORED = events.TicketRestored(ticket_id=1, leg_id=1, officer_id=1)


def when(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


def told(*log: Recorded) -> Leg:
    """The first leg after a ticket was issued in the morning and then this happened."""
    return fold([at(0, make_issued()), *log])[1]


def resumed_at(counter_id: int) -> events.ServiceResumed:
    return events.ServiceResumed(ticket_id=1, leg_id=1, counter_id=counter_id, officer_id=1)


def test_a_ticket_issued_is_a_leg_that_waits() -> None:
    assert told() == make_leg()


def test_a_whole_service_is_told_with_all_its_times() -> None:
    leg = told(at(60, make_called(counter_id=3, officer_id=9)), at(90, STARTED), at(400, FINISHED))

    assert leg == replace(
        make_leg(State.FINISHED), called_at=when(60), started_at=when(90), ended_at=when(400), counter_id=3,
        officer_id=9, call_count=1, call_rule="only_regular", call_turn=1,
    )  # fmt: skip
    assert service_time(leg) == timedelta(seconds=310)


def test_a_recall_counts_and_keeps_the_time_of_the_first_call() -> None:
    called = told(at(60, make_called()))

    recalled = told(at(60, make_called()), at(80, RECALLED), at(95, RECALLED))

    assert recalled == replace(called, call_count=3)
    assert recalled.called_at == when(60)


def test_the_time_on_hold_is_no_service_time() -> None:
    leg = told(
        at(60, make_called()), at(100, STARTED),
        at(200, HELD), at(500, resumed_at(1)),
        at(600, HELD), at(650, resumed_at(1)), at(700, FINISHED),
    )  # fmt: skip

    assert leg.held_s == 350
    assert leg.held_since is None
    assert service_time(leg) == timedelta(seconds=250)


def test_a_leg_on_hold_tells_since_when() -> None:
    leg = told(at(60, make_called()), at(100, STARTED), at(200, HELD))

    assert (leg.state, leg.held_since, leg.held_s) == (State.HELD, when(200), 0.0)


def test_a_held_leg_is_resumed_at_another_counter_by_the_officer_who_began_it() -> None:
    leg = told(at(60, make_called()), at(100, STARTED), at(200, HELD), at(300, resumed_at(5)))

    assert (leg.counter_id, leg.officer_id, leg.started_at) == (5, 1, when(100))


def test_a_leg_that_expires_on_hold_was_held_until_then() -> None:
    expired = events.TicketExpired(ticket_id=1, leg_id=1)

    leg = told(at(60, make_called()), at(100, STARTED), at(200, HELD), at(1000, expired))

    assert (leg.state, leg.held_s, leg.ended_at) == (State.EXPIRED, 800, when(1000))


@pytest.mark.parametrize(
    ("event", "state"), [(events.ServedOnPaper, State.FINISHED), (events.LeftOnPaper, State.CANCELLED)]
)
def test_a_number_of_paper_ends_with_no_time_counter_or_officer(event: type[Any], state: State) -> None:
    entered = event(ticket_id=1, leg_id=1, business_date="2026-11-22", officer_id=7)

    assert told(at(60, entered)) == make_leg(state)


def test_a_transfer_ends_a_leg_and_opens_the_next_with_times_of_its_own() -> None:
    legs = fold([at(0, make_issued()), at(60, make_called()), at(90, STARTED), at(150, TO_SERVICE_2)])

    assert (legs[1].state, legs[1].ended_at, service_time(legs[1])) == (
        State.TRANSFERRED, when(150), timedelta(seconds=60),
    )  # fmt: skip
    assert legs[2] == Leg(2, 1, 2, 2, State.WAITING, when(150), order_no=legs[1].order_no)


def test_a_restored_leg_waits_since_it_came_as_if_it_had_never_been_called() -> None:
    assert told(at(60, make_called()), at(70, RECALLED), at(120, ABSENT), at(300, RESTORED)) == make_leg()


def test_a_leg_without_an_end_or_a_start_has_no_service_time() -> None:
    assert service_time(told(at(60, make_called()), at(90, STARTED))) is None
    assert service_time(told(at(60, make_called()), at(90, ABSENT))) is None


def test_desks_change_no_leg() -> None:
    opened = events.DeskOpened(desk_session_id=1, counter_id=1, officer_id=1)

    assert fold([at(0, opened), at(1, make_issued())]) == {1: replace(make_leg(), queued_at=when(1))}


def test_a_log_that_tells_an_impossible_story_is_refused() -> None:
    with pytest.raises(IllegalTransition):
        told(at(60, STARTED))


def test_tickets_do_not_mix() -> None:
    other = make_issued(ticket_id=2, leg_id=5)

    legs = fold([at(0, make_issued()), at(10, other), at(60, make_called(leg_id=5))])

    assert {leg_id: leg.state for leg_id, leg in legs.items()} == {1: State.WAITING, 5: State.CALLED}


def test_every_action_has_its_event() -> None:
    assert set(ACTION_OF.values()) == set(Action)


TELLING = {  # actions that cannot be told without their event
    Action.CALL: make_called(), Action.HOLD: HELD, Action.RESUME: resumed_at(1), Action.FINISH: FINISHED,
    Action.RESTORE: RESTORED, Action.SET_ASIDE: LATE,
}  # fmt: skip


@pytest.mark.parametrize(("state", "action"), TRANSITIONS)
def test_every_legal_move_ends_in_the_state_of_the_table(state: State, action: Action) -> None:
    moved_on = moved(make_leg(state), action, at=when(1), event=TELLING.get(action))

    assert moved_on.state is TRANSITIONS[state, action]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_no_illegal_move_is_made(state: State, action: Action) -> None:
    if (state, action) not in TRANSITIONS:
        with pytest.raises(IllegalTransition):
            moved(make_leg(state), action, at=when(1))


def test_what_became_of_a_service_is_told_by_its_finish() -> None:
    finished = replace(FINISHED, outcome="berkas_kurang", documents=2, missing="KTP-el\nKartu Keluarga", family=4)

    leg = told(at(60, make_called()), at(90, STARTED), at(150, finished))

    assert (leg.outcome, leg.documents, leg.missing, leg.family) == ("berkas_kurang", 2, "KTP-el\nKartu Keluarga", 4)


def test_a_hold_tells_why_and_until_when_and_a_resume_forgets_both() -> None:
    held = replace(HELD, reason="fotokopi", back_at=when(900).isoformat())
    story = [at(60, make_called()), at(100, STARTED), at(200, held)]

    away, back = told(*story), told(*story, at(300, resumed_at(1)))

    assert (away.hold_reason, away.back_at) == ("fotokopi", when(900))
    assert (back.hold_reason, back.back_at, back.inaccurate) == (None, None, None)


def test_a_leg_that_another_officer_goes_on_with_is_marked() -> None:
    other = events.ServiceResumed(ticket_id=1, leg_id=1, counter_id=2, officer_id=7)

    leg = told(at(60, make_called(officer_id=1)), at(100, STARTED), at(200, HELD), at(300, other))

    assert (leg.officer_id, leg.counter_id, leg.inaccurate) == (7, 2, "two_officers")


@pytest.mark.parametrize(("next_leg_id", "to_counter_id"), [(3, 2), (None, None)], ids=["now", "in an old log"])
def test_a_carried_ticket_keeps_to_whom_it_was_sent(next_leg_id: int | None, to_counter_id: int | None) -> None:
    sent = events.TicketTransferred(
        ticket_id=1, leg_id=1, next_leg_id=2, service_id=2, counter_id=1, officer_id=1, to_counter_id=2
    )
    carried = events.TicketCarried(ticket_id=1, leg_id=2, next_ticket_id=2, officer_id=1, next_leg_id=next_leg_id)

    legs = fold(
        [at(0, make_issued()), at(1, make_called()), at(2, sent), at(3, make_issued(ticket_id=2, leg_id=3)),
         at(4, carried)]
    )  # fmt: skip

    assert legs[3].to_counter_id == to_counter_id


def test_an_undone_action_leaves_no_trace_in_the_leg() -> None:
    story = [at(60, make_called()), at(90, STARTED)]
    undone = events.ActionUndone(ticket_id=1, leg_id=1, action="finish", next_leg_id=None, counter_id=1, officer_id=1)

    assert told(*story, at(150, FINISHED), at(155, undone)) == told(*story)


def test_an_undone_transfer_takes_the_leg_away_that_it_opened() -> None:
    story = [at(0, make_issued()), at(60, make_called()), at(90, STARTED)]
    undone = events.ActionUndone(ticket_id=1, leg_id=1, action="transfer", next_leg_id=2, counter_id=1, officer_id=1)

    assert fold([*story, at(150, TO_SERVICE_2), at(155, undone)]) == fold(story)


def test_a_visit_that_goes_on_opens_a_leg_in_the_same_place() -> None:
    goes_on = events.VisitContinued(**HERE, next_leg_id=2, service_id=2, to_counter_id=4)

    legs = fold([at(0, make_issued()), at(60, make_called()), at(90, STARTED), at(150, FINISHED), at(150, goes_on)])

    assert (legs[1].state, legs[2].state, legs[2].order_no, legs[2].to_counter_id) == (
        State.FINISHED, State.WAITING, legs[1].order_no, 4,
    )  # fmt: skip


def test_a_mark_says_that_the_time_tells_nothing_and_can_be_taken_back() -> None:
    marked = events.TimeMarked(ticket_id=1, leg_id=1, why="officer", officer_id=1)
    story = [at(60, make_called()), at(90, STARTED), at(150, FINISHED), at(160, marked)]

    withdrawn = events.DoubtWithdrawn(ticket_id=1, leg_id=1, why="officer", officer_id=1)

    assert told(*story).inaccurate == "officer"
    assert told(*story, at(170, withdrawn)).inaccurate is None


def taken_over(**more: int) -> events.DeskTakenOver:
    return events.DeskTakenOver(**{"desk_session_id": 1, "counter_id": 1, "officer_id": 1, "by_id": 7, **more})


@pytest.mark.parametrize("story", [[], [at(90, STARTED)]], ids=["called", "serving"])
def test_what_is_at_a_counter_that_is_taken_over_is_the_new_officers(story: list[Recorded]) -> None:
    called = at(60, make_called())

    assert told(called, *story, at(95, taken_over())) == replace(told(called, *story), officer_id=7)


@pytest.mark.parametrize("last", [HELD, FINISHED, TO_SERVICE_2])
def test_what_is_no_longer_at_the_counter_stays_the_former_officers(last: events.Event) -> None:
    story = [at(60, make_called()), at(90, STARTED), at(95, last)]

    assert told(*story, at(100, taken_over())) == told(*story)


def test_taking_over_another_counter_changes_no_leg() -> None:
    called = at(60, make_called())

    assert told(called, at(95, taken_over(counter_id=2))) == told(called)
