"""The 90 percent interval holds the truth in 90 percent of cases, whatever the officers' days and cases are like."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from queue_app.domain.evidence.adjusted import Adjusted, Floats, Legs
from queue_app.domain.evidence.intervals import half_width, precision, shrunk
from tests.officers_simulated import Told, month, told

MONTHS = {(5, 8): 80, (20, 20): 25, (20, 60): 12}  # days, legs a day -> how many were simulated
slow = pytest.mark.slow("simulates months of forty officers until the share that an interval holds is steady")
each_size = pytest.mark.parametrize("size", MONTHS, ids=lambda size: f"{size[0]} days of {size[1]} legs")


@cache
def simulated(size: tuple[int, int]) -> list[Told]:
    days, legs = size
    return [told(month(seed, days=days, legs=legs)) for seed in range(MONTHS[size])]


def coverage(halves: str, size: tuple[int, int]) -> float:
    held = [np.abs(each.effect - each.truth) <= getattr(each, halves) for each in simulated(size)]
    return float(np.concatenate(held).mean())


def error(of: str, size: tuple[int, int]) -> float:
    """Root mean square error of a ratio."""
    beside = [np.exp(getattr(each, of)) - np.exp(each.truth) for each in simulated(size)]
    return float(np.sqrt(np.mean(np.concatenate(beside) ** 2)))


@slow
@each_size
def test_the_interval_holds_the_truth_in_ninety_percent_of_cases(size: tuple[int, int]) -> None:
    assert 0.87 <= coverage("half", size) <= 0.93, coverage("half", size)


@slow
@each_size
def test_the_adjusted_ratio_errs_by_forty_percent_less_than_the_raw_mean(size: tuple[int, int]) -> None:
    assert error("effect", size) <= 0.6 * error("raw", size), (error("effect", size), error("raw", size))


@slow
def test_as_if_legs_were_independent_the_interval_would_hold_far_too_rarely() -> None:
    assert coverage("naive_half", (20, 60)) < 0.7


def two_days(*left: Floats) -> tuple[Legs, Adjusted]:
    """One officer for each row, whose residuals fall on two days, the first half on the first."""
    legs = left[0].size
    officer = np.repeat(np.arange(len(left)), legs)
    nothing = np.zeros(officer.size, np.intp)
    day = np.tile(np.repeat([0, 1], legs // 2), len(left))
    columns = Legs(np.concatenate(left), officer, nothing, (), nothing, day, len(left))
    zero = np.zeros(len(left))
    return columns, Adjusted(zero, np.zeros(officer.size), np.concatenate(left), zero + 1 / legs, 0.0)


def test_the_variance_is_clustered_by_day_as_worked_by_hand() -> None:
    # Sums of r are 2 and -2: v = (4 + 4) / 4^2 * 2/1 = 1; s^2 = 4 * 0.25... = 1.3333 of |r| = 1, so v_iid = 1/3.
    legs, fit = two_days(np.array([1.0, 1.0, -1.0, -1.0]))

    sure = precision(legs, fit, least=4)

    assert sure.days.tolist() == [2]
    assert sure.design_effect == pytest.approx(3)
    assert sure.variance.tolist() == pytest.approx([1.0])


def test_days_that_are_alike_make_no_interval_narrower_than_independent_legs() -> None:
    legs, fit = two_days(np.array([1.0, -1.0, 1.0, -1.0]))

    assert precision(legs, fit, least=4).design_effect == 1


def test_the_design_effect_is_the_whole_offices() -> None:
    alike, apart = np.array([1.0, -1.0, 1.0, -1.0]), np.array([1.0, 1.0, -1.0, -1.0])

    legs, fit = two_days(alike, apart)

    assert precision(legs, fit, least=4).design_effect == pytest.approx((0 + 3) / 2)


def test_the_interval_is_that_of_a_normal_distribution() -> None:
    assert half_width(np.array([1.0, 4.0]), level=0.9) == pytest.approx([1.644854, 3.289707])


def test_what_is_unsure_is_drawn_further_toward_the_middle() -> None:
    effect, variance = np.array([0.3, -0.3, 0.3, -0.3]), np.array([0.01, 0.01, 0.09, 0.09])

    assert shrunk(effect, variance) == pytest.approx([0.2625, -0.2625, 0.131250, -0.131250])


def test_officers_who_differ_by_less_than_chance_are_told_to_be_alike() -> None:
    assert shrunk(np.array([0.1, -0.1]), np.array([0.04, 0.04])).tolist() == [0, 0]
