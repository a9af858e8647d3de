"""Whether a clock was set: what the steady clock and the last event say of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.log.clock import SLEWING, STEP_S, Jump, Seen, Steady, compared
from tests.factories import MORNING

EPOCH_S = MORNING.timestamp()
OF_MORNING = Seen("here", 1000, EPOCH_S - 1000)  # this machine ran for 1000 s when the morning began
small = st.floats(-STEP_S, STEP_S)
passing = st.floats(0, 86_400)


def first_seen() -> tuple[Seen, ...]:
    return (OF_MORNING,)


def later(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("wall_s", "steady_s", "jump"),
    [
        (600, 600, None),
        (601, 600, None),
        (1200 - 18 * 60, 1200, Jump(-18 * 60, "steady")),  # 20 minutes of service, 18 taken off
        (1200 + 3600, 1200, Jump(3600, "steady")),
        (-5, 0, Jump(-5, "steady")),
        (8 * 3600, 8 * 3600, None),  # the machine slept: its steady clock went on
    ],
)
def test_the_same_boot_tells_every_step_of_the_clock_both_ways(
    wall_s: float, steady_s: float, jump: Jump | None
) -> None:
    now = Steady("here", 1000 + steady_s)

    found, _seen = compared(later(wall_s), now, last_at=MORNING, seen=[OF_MORNING])

    assert found == jump


@pytest.mark.parametrize("steady", [None, Steady("here after a start", 3)])
@pytest.mark.parametrize(("wall_s", "jump"), [(-1080, Jump(-1080, "log")), (-1, None), (0, None), (86_400, None)])
def test_where_no_steady_clock_is_known_only_a_fall_below_the_last_event_is(
    steady: Steady | None, wall_s: float, jump: Jump | None
) -> None:
    assert compared(later(wall_s), steady, last_at=MORNING, seen=[OF_MORNING])[0] == jump


def test_before_the_first_event_nothing_can_have_jumped() -> None:
    assert compared(MORNING, Steady("here", 1000), last_at=None, seen=[]) == (None, (OF_MORNING,))


def test_a_jump_is_told_once() -> None:
    back, now = later(-1080), Steady("here", 1000)

    first, seen = compared(back, now, last_at=MORNING, seen=[OF_MORNING])
    second, _seen = compared(back, now, last_at=back, seen=seen)

    assert (first, second) == (Jump(-1080, "steady"), None)


def test_a_clock_set_by_little_steps_is_found_out() -> None:
    seen, jumps = first_seen(), []
    for step in range(1, 11):  # 1.5 s forwards in each minute
        jump, seen = compared(later(61.5 * step), Steady("here", 1000 + 60.0 * step), last_at=MORNING, seen=seen)
        jumps.append(jump)

    told_s = sum(jump.by_s for jump in jumps if jump)
    assert told_s == pytest.approx(15, abs=STEP_S + SLEWING * 600)


def test_a_clock_drawn_along_by_ntp_is_no_jump_however_far_it_comes() -> None:
    seen, jumps = first_seen(), []
    for hour in range(1, 25):  # 43 s a day
        passed_s = 3600.0 * hour
        jump, seen = compared(
            later(passed_s * (1 + SLEWING * 0.99)), Steady("here", 1000 + passed_s), last_at=MORNING, seen=seen
        )
        jumps.append(jump)

    assert jumps == [None] * 24


def test_two_machines_that_disagree_take_turns_without_a_jump_after_the_first() -> None:
    seen, last_at, jumps = first_seen(), MORNING, []
    for turn in range(1, 7):
        other = turn % 2 == 1
        now = later(turn - 90 * other)
        jump, seen = compared(now, Steady("other" if other else "here", 1000 + turn), last_at=last_at, seen=seen)
        last_at = now
        jumps.append(jump)

    assert jumps == [Jump(-89, "log"), None, None, None, None, None]


@pytest.mark.parametrize(
    ("last_s", "jump"),
    [
        (-1020, None),  # another program of this computer has told of it a minute ago
        (30, Jump(-1080, "steady")),  # what another computer noted half a minute ago knows nothing of it
        (0, Jump(-1080, "steady")),  # nobody has noted anything since
    ],
)
def test_a_jump_that_the_last_event_shows_already_is_not_told_again(last_s: float, jump: Jump | None) -> None:
    now = Steady("here", 1000 + 120)

    assert compared(later(120 - 1080), now, last_at=later(last_s), seen=[OF_MORNING])[0] == jump


@given(st.lists(st.tuples(passing, small), max_size=20))
def test_no_jump_is_told_of_a_clock_that_stays_within_the_step_of_where_it_began(
    readings: list[tuple[float, float]],
) -> None:
    seen, steady_s = first_seen(), 0.0
    for passed_s, off_s in readings:
        steady_s += passed_s
        near = later(steady_s + off_s / 2)
        jump, seen = compared(near, Steady("here", 1000 + steady_s), last_at=MORNING, seen=seen)
        assert jump is None


@given(st.lists(st.tuples(passing, st.floats(-1e5, 1e5)), min_size=1, max_size=20))
def test_jumps_and_drift_together_say_where_the_clock_stands(readings: list[tuple[float, float]]) -> None:
    seen, last_at, steady_s, off_s, told_s = first_seen(), MORNING, 0.0, 0.0, 0.0
    for passed_s, set_by_s in readings:
        steady_s, off_s = steady_s + passed_s, off_s + set_by_s
        now = later(steady_s + off_s)
        jump, seen = compared(now, Steady("here", 1000 + steady_s), last_at=last_at, seen=seen)
        last_at = now
        told_s += jump.by_s if jump else 0.0

    assert abs(told_s - off_s) <= STEP_S + SLEWING * steady_s + 0.001 * len(readings)
