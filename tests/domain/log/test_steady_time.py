"""The axis on which durations are measured, over logs whose clock was set."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.log.events import ClockJumped, Event, SignedIn
from queue_app.domain.log.steady_time import APART, SteadyAxis
from tests.factories import MORNING

DONE = SignedIn(officer_id=1)
BACK_18 = ClockJumped(by_s=-1080, how="steady")
Told = list[tuple[float, Event]]


def axis(told: Told) -> list[tuple[float, bool]]:
    """Of events, each with the seconds that its clock showed: where they stand, and whether the clock was set."""
    read = SteadyAxis()
    return [(read.read(MORNING + timedelta(seconds=shown), event), read.jumped) for shown, event in told]


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ([(5, DONE), (65, DONE)], [(0, False), (60, False)]),
        # 20 minutes passed while the clock was set back by 18.
        ([(0, DONE), (120, BACK_18), (120, DONE), (180, DONE)], [(0, 0), (1200, 1), (1200, 0), (1260, 0)]),
        ([(0, DONE), (3660, ClockJumped(3600, "steady")), (3660, DONE)], [(0, 0), (60, 1), (60, 0)]),
        # Of another boot nobody knows how long it was off.
        ([(0, DONE), (-300, ClockJumped(-300, "log")), (-240, DONE)], [(0, 0), (0, 1), (60, 0)]),
    ],
)
def test_a_jump_that_was_told_is_taken_off(told: Told, places: list[tuple[float, bool]]) -> None:
    assert axis(told) == places


def test_an_old_log_whose_clock_fell_by_18_minutes_goes_on_at_once() -> None:
    told: Told = [(0, DONE), (1080, DONE), (0, DONE), (60, DONE), (2000, DONE)]

    assert axis(told) == [(0, False), (1080, False), (1080, True), (1140, False), (3080, False)]


def test_two_machines_that_disagree_by_seconds_take_turns_and_no_time_is_won() -> None:
    told: Told = [(0, DONE), (10, DONE), (5, DONE), (20, DONE), (15, DONE), (30, DONE)]

    assert axis(told) == [(0, False), (10, False), (10, False), (20, False), (20, False), (30, False)]


def test_a_jump_that_was_told_while_two_machines_disagree_makes_no_time_negative() -> None:
    told: Told = [(10, DONE), (5, DONE), (-1075, BACK_18), (-1065, DONE)]

    assert axis(told) == [(0, False), (0, False), (0, True), (10, False)]


steps = st.floats(-100_000, 100_000)
events = st.one_of(st.just(DONE), st.builds(ClockJumped, by_s=steps, how=st.just("steady")))


@given(st.lists(st.tuples(steps, events)))
def test_the_axis_never_runs_backwards(told: Told) -> None:
    places = [place for place, _jumped in axis(told)]

    assert places == sorted(places)


@given(st.lists(st.tuples(st.floats(0, 100_000), steps)))
def test_where_each_jump_is_told_the_axis_is_the_time_that_passed(moves: list[tuple[float, float]]) -> None:
    told: Told = [(0, DONE)]
    passed, shown = [0.0], 0.0
    for passed_s, by_s in moves:
        shown += passed_s + by_s
        told.append((shown, ClockJumped(by_s=by_s, how="steady")))
        passed.append(passed[-1] + passed_s)

    assert [place for place, _jumped in axis(told)] == pytest.approx(passed, abs=1e-3)


@given(st.lists(st.floats(-APART.total_seconds(), 100_000), max_size=30))
def test_without_a_jump_the_axis_is_the_latest_time_that_any_machine_has_shown(moves: list[float]) -> None:
    shown = [0.0]
    for moved in moves:
        shown.append(max(shown) + moved)

    latest = [max(shown[: place + 1]) for place in range(len(shown))]
    assert [place for place, _jumped in axis([(each, DONE) for each in shown])] == pytest.approx(latest, abs=1e-3)
