"""Somebody sets the server's clock during the day: the log tells it, and nobody gains a minute by it (issue 12, 9)."""

from __future__ import annotations

import random

import pytest

from queue_app.actions.queue import absences, corrections, counter, jumps
from queue_app.domain.log.clock import Steady
from queue_app.domain.log.errors import CallNotHeard, NothingToUndo, TooLate
from queue_app.domain.log.events import ClockJumped, ServiceFinished, SignedOut, TimeMarked
from queue_app.domain.log.steady_time import SteadyAxis
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.desk import Desk
from queue_app.store.log import chain
from queue_app.store.queue.tickets import TicketLeg
from tests.actions.queue.test_absences import missed
from tests.actions.queue.test_calls import choose
from tests.factories import MORNING
from tests.offices import Office

BACK_18 = ClockJumped(by_s=-1080, how="steady")


def note(office: Office, desk: Desk | None = None) -> None:
    """Something that has nothing to do with any ticket."""
    with (desk or office.desk).transaction(office.office_id) as work:
        work.record(SignedOut(officer_id=office.officers["tini"]))


def told(office: Office) -> list[ClockJumped]:
    return [event for event in office.events() if isinstance(event, ClockJumped)]


def began(office: Office) -> TicketLeg:
    office.open_counter()
    office.issue()
    return office.do(counter.start, office.call_next())


def set_since_call(office: Office, leg: TicketLeg) -> bool:
    assert leg.leg.called_at is not None
    with office.desk.transaction(office.office_id) as work:
        return jumps.was_set_since(work, leg.leg.called_at)


def test_20_minutes_of_service_minus_18_of_the_clock_are_told_before_the_finish_and_mark_it(office: Office) -> None:
    leg = began(office)
    office.clock.tick(minutes=20)
    office.clock.set_by(minutes=-18)

    office.do(counter.finish, leg)

    with office.desk.reading() as connection:
        *_before, jump, finish, mark = chain.recorded(connection, office.office_id)
    assert jump == Recorded(office.clock.now, BACK_18)
    assert isinstance(mark.event, TimeMarked)
    assert mark.event.why == "clock_jumped"
    assert (finish.at, type(finish.event)) == (office.clock.now, ServiceFinished)


def test_a_clock_that_nobody_set_is_never_told_of(office: Office) -> None:
    office.do(counter.finish, began(office))
    office.clock.tick(days=3)
    note(office)

    assert told(office) == []


def test_a_jump_is_told_once_also_where_nothing_else_happens(office: Office) -> None:
    note(office)
    office.clock.set_by(minutes=5)
    for _ in range(2):
        with office.desk.transaction(office.office_id) as work:
            assert work.now == office.clock.now

    assert told(office) == [ClockJumped(by_s=300, how="steady")]


def test_what_was_refused_tells_no_jump_and_the_next_that_is_done_does(office: Office) -> None:
    leg = began(office)
    office.clock.set_by(minutes=-18)
    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)
    assert told(office) == []

    office.do(counter.finish, leg)

    assert told(office) == [BACK_18]


def test_without_a_steady_clock_a_fall_below_the_last_event_is_told(office: Office) -> None:
    desk = Desk(office.desk.database, clock=office.clock)
    note(office)
    office.clock.tick(minutes=3)
    office.clock.set_by(minutes=-18)

    note(office, desk)
    note(office, desk)

    assert told(office) == [ClockJumped(by_s=-900, how="log")]


def test_a_restart_of_the_machine_tells_a_fall_and_no_rise(office: Office) -> None:
    note(office)
    office.clock.boot = "after a start"
    office.clock.tick(hours=9)
    note(office)
    office.clock.boot = "after another"
    office.clock.set_by(minutes=-60 * 9 - 1)
    note(office)

    assert told(office) == [ClockJumped(by_s=-32460, how="log")]


def test_a_jump_between_two_machines_that_take_turns_is_told_by_the_one_that_jumped(office: Office) -> None:
    other = Desk(office.desk.database, clock=office.clock, steady=lambda: Steady("other", office.clock.steady().s))
    apart = Desk(
        office.desk.database, clock=lambda: office.clock.now.replace(microsecond=0), steady=office.clock.steady
    )
    for _ in range(3):
        note(office, other)
        note(office, apart)
        office.clock.tick(minutes=1)
    office.clock.set_by(minutes=-18)
    note(office, other)
    note(office, apart)

    assert told(office) == [BACK_18]


@pytest.mark.parametrize("minutes", [-18, 18])
def test_a_leg_called_before_the_jump_is_known_by_it_however_much_happens_after(office: Office, minutes: int) -> None:
    leg = began(office)
    office.clock.tick(minutes=10)
    office.clock.set_by(minutes=minutes)
    for _ in range(3):
        office.clock.tick(minutes=5)
        note(office)

    assert set_since_call(office, leg)


def test_a_leg_called_after_the_jump_is_free_of_it_also_at_a_time_that_came_twice(office: Office) -> None:
    note(office)
    office.clock.tick(minutes=20)
    office.clock.set_by(minutes=-18)
    note(office)
    office.clock.tick(minutes=5)

    leg = began(office)

    assert not set_since_call(office, leg)


def test_a_leg_called_at_a_time_that_came_twice_before_the_jump_is_known_by_it(office: Office) -> None:
    note(office)
    office.clock.tick(minutes=10)
    leg = began(office)
    office.clock.set_by(minutes=-8)
    note(office)
    office.clock.tick(minutes=15)

    assert set_since_call(office, leg)


@pytest.mark.parametrize("minutes", [-18, 5, 60])
def test_nobody_is_absent_earlier_because_the_clock_was_set(office: Office, minutes: int) -> None:
    office.open_counter()
    office.issue()
    called = office.call_next()
    office.clock.tick(seconds=5)
    office.clock.set_by(minutes=minutes)
    with pytest.raises(CallNotHeard) as refused:
        counter.no_show(office.desk, 1, leg_id=called.leg.leg_id, officer_id=office.officers["wati"])
    office.clock.tick(seconds=15)

    absent = counter.no_show(office.desk, 1, leg_id=called.leg.leg_id, officer_id=office.officers["wati"])

    assert (refused.value.data["seconds"], absent.leg.state) == (15, State.NO_SHOW)


def test_what_was_done_before_a_jump_is_not_taken_back_when_its_time_comes_again(office: Office) -> None:
    leg = began(office)
    office.clock.tick(minutes=1)
    office.clock.set_by(minutes=-18)
    note(office)
    office.clock.tick(minutes=17, seconds=5)
    assert office.clock.now == MORNING.replace(second=5)

    with pytest.raises(NothingToUndo):
        office.do(corrections.take_back, leg)


def test_what_was_done_after_a_jump_is_taken_back_as_ever(office: Office) -> None:
    note(office)
    office.clock.tick(minutes=20)
    office.clock.set_by(minutes=-18)
    note(office)
    leg = began(office)
    office.clock.tick(seconds=9)

    assert office.do(corrections.take_back, leg).leg.state == State.CALLED


@pytest.mark.parametrize(("passed", "is_late"), [(29, False), (31, True)])
@pytest.mark.parametrize("minutes", [-60, 60])
def test_who_missed_the_call_comes_back_within_the_time_that_passed(
    office: Office, minutes: int, passed: int, is_late: bool
) -> None:
    choose(office, restore_within_min=30)
    leg = missed(office)
    office.clock.tick(minutes=passed)
    office.clock.set_by(minutes=minutes)
    if is_late:
        with pytest.raises(TooLate):
            office.do(absences.restore, leg)
    else:
        assert office.do(absences.restore, leg).leg.state == State.WAITING


@pytest.mark.parametrize("seed", range(3))
def test_however_the_clock_is_set_the_steady_axis_of_the_log_is_the_time_that_passed(office: Office, seed: int) -> None:
    drawn, passed = random.Random(seed), [office.clock.steady().s]
    note(office)
    for _ in range(40):
        office.clock.tick(seconds=drawn.choice([0, 0.5, 30, 4000]))
        office.clock.set_by(minutes=drawn.choice([0, 0, 0.01, -0.01, 18, -18, -2000, 3]))
        note(office)
        passed.append(office.clock.steady().s)

    axis = SteadyAxis()
    with office.desk.reading() as connection:
        read = [(axis.read(each.at, each.event), each.event) for each in chain.recorded(connection, 1)]
    places = [place for place, event in read if isinstance(event, SignedOut)]
    assert [place - places[0] for place in places] == pytest.approx([each - passed[0] for each in passed], abs=4)
