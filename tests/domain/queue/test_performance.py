"""Evidence of pace within one service: what is counted, what is timed, and two officers whose raw means mislead."""

from __future__ import annotations

from fractions import Fraction
from math import exp

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from queue_app.domain.queue.performance import limits, pace, proposals, quantile

SECONDS = st.floats(min_value=0, max_value=86_400)
SHARES = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("ordered", "share", "value"),
    [
        ([5], 0.9, 5),
        ([1, 2, 3, 4], 0, 1),
        ([1, 2, 3, 4], 1, 4),
        ([1, 2, 3, 4], 0.5, 2.5),
        ([1, 2, 3, 4], 0.25, 1.75),  # place 0.75
        ([0, 10], 0.9, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1),  # place 8.1; NumPy's documentation and R's type 7 agree
        ([2, 2, 2, 100], 0.5, 2),
    ],
)
def test_quantiles_as_worked_by_hand(ordered: list[float], share: float, value: float) -> None:
    assert quantile(ordered, share) == pytest.approx(value)


@given(st.lists(SECONDS, min_size=1), SHARES)
@example([2222.1, 2222.1], 0.9)
def test_a_quantile_lies_between_the_least_and_the_greatest(values: list[float], share: float) -> None:
    ordered = sorted(values)

    assert ordered[0] <= quantile(ordered, share) <= ordered[-1]


@given(st.lists(st.integers(0, 86_400), min_size=1, max_size=30), st.integers(0, 10))
def test_a_quantile_equals_definition_7_in_exact_arithmetic(values: list[int], tenths: int) -> None:
    ordered = sorted(values)
    place = Fraction(tenths, 10) * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)

    exact = ordered[below] + (place - below) * (ordered[above] - ordered[below])

    assert quantile(ordered, tenths / 10) == pytest.approx(float(exact), abs=1e-6)


def times_around(seconds: float, count: int) -> list[float]:
    """Times whose logarithms lie evenly within a factor of two around `seconds`."""
    return [seconds * 2 ** (2 * place / (count - 1) - 1) for place in range(count)]


def test_the_pace_of_a_service_is_told_by_its_middle_and_hardly_by_outliers() -> None:
    plain = pace(times_around(300, 101))
    spoilt = pace([*times_around(300, 101), 86_400, 86_400])

    assert plain is not None
    assert spoilt is not None
    assert exp(plain.median_log) == pytest.approx(300)
    assert spoilt.median_log == pytest.approx(plain.median_log, rel=0.01)
    assert spoilt.spread_log == pytest.approx(plain.spread_log, rel=0.1)


def test_without_a_time_above_zero_there_is_no_pace() -> None:
    assert pace([0, -5]) is None


def proposed(service_s: float, *, count: int = 0, walk_s: float = 0, held_s: float = 0) -> list[str]:
    """Of a service of ten minutes' standard, that takes five where `count` times of it are known."""
    known = pace(times_around(300, count)) if count else None
    return proposals(service_s, walk_s=walk_s, held_s=held_s, limits=limits(600, service=known, walk=None))


@pytest.mark.parametrize(
    ("service_s", "expected"), [(300, []), (70, []), (1300, []), (7200, ["forgotten_finish"]), (8, ["too_short"])]
)
def test_a_time_far_outside_what_the_service_takes_is_doubted(service_s: float, expected: list[str]) -> None:
    assert proposed(service_s, count=101) == expected


@pytest.mark.parametrize(
    ("service_s", "expected"), [(29, ["too_short"]), (30, []), (3600, []), (3601, ["forgotten_finish"])]
)
def test_while_little_is_known_the_standard_tells_what_is_odd(service_s: float, expected: list[str]) -> None:
    assert proposed(service_s) == proposed(service_s, count=29) == expected


def test_a_standard_of_a_working_day_doubts_no_service_of_a_minute() -> None:
    assert limits(480 * 60, service=None, walk=None).shortest_s == 30


def test_nobody_is_served_in_less_than_ten_seconds_whatever_is_usual() -> None:
    hasty = pace([1.0] * 100)

    assert limits(60, service=hasty, walk=None).shortest_s == limits(60, service=None, walk=None).shortest_s == 10


@pytest.mark.parametrize(("walk_s", "expected"), [(300, []), (301, ["late_start"])])
def test_a_start_later_than_five_minutes_after_the_call_is_doubted_from_the_first_day(
    walk_s: float, expected: list[str]
) -> None:
    assert proposed(300, walk_s=walk_s) == expected


@pytest.mark.parametrize(("usual_s", "latest_s"), [(5, 120), (600, 900), (120, 254)])
def test_what_is_late_follows_the_usual_walk_within_two_and_fifteen_minutes(usual_s: float, latest_s: float) -> None:
    assert limits(600, service=None, walk=pace([usual_s] * 100)).start_s == pytest.approx(latest_s, abs=1)


@pytest.mark.parametrize(
    ("service_s", "held_s", "expected"), [(300, 301, ["mostly_hold"]), (300, 299, []), (40, 59, [])]
)
def test_a_service_on_hold_for_longer_than_served_is_doubted(
    service_s: float, held_s: float, expected: list[str]
) -> None:
    assert proposed(service_s, held_s=held_s) == expected
