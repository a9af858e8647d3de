"""Factors widen where promises break, and draw in where they hold."""

from __future__ import annotations

import random

import pytest

from queue_app.domain.citizen.estimate import LEVELS, Estimate
from queue_app.domain.citizen.learned.factors import STEP, Factors

GUESS = Estimate(10, 60, 120, 200)
EIGHTY = LEVELS.index(0.8)


def test_nothing_is_scaled_before_anything_was_seen() -> None:
    assert Factors().told(1, GUESS) == GUESS
    assert Factors().of(1) == 1


def test_one_broken_promise_moves_as_far_as_four_kept_ones() -> None:
    broken = Factors().after(1, EIGHTY, was_kept=False, weight=1)
    kept = Factors().after(1, EIGHTY, was_kept=True, weight=1)

    assert broken.logs[1][EIGHTY] == pytest.approx(0.8 * STEP)
    assert kept.logs[1][EIGHTY] == pytest.approx(-0.2 * STEP)
    assert broken.logs[1][:EIGHTY] == kept.logs[1][:EIGHTY] == (0, 0)


def test_one_service_teaches_nothing_about_another() -> None:
    assert Factors().after(1, EIGHTY, was_kept=False, weight=9).told(2, GUESS) == GUESS


def test_quantiles_never_cross_however_one_of_them_moved() -> None:
    moved = Factors({1: (1.0, 0.5, -0.6, -0.6)}).told(1, GUESS)

    assert list(moved) == sorted(moved)


def test_no_run_of_broken_promises_widens_beyond_three_times() -> None:
    factors = Factors()
    for _ in range(500):
        factors = factors.after(1, EIGHTY, was_kept=False, weight=10)

    assert factors.of(1) == pytest.approx(3)


def test_a_day_on_which_all_takes_twice_as_long_is_followed() -> None:
    """Waits are exponential, twice as long as the guess says; after 400 of them 80 of 100 are kept again."""
    chance, factors, kept = random.Random(3), Factors(), []
    for _ in range(1200):
        wait_s = chance.expovariate(1 / 149)  # 80 percent within 240 s
        kept.append(wait_s <= factors.told(1, GUESS).p80)
        factors = factors.after(1, EIGHTY, was_kept=kept[-1], weight=1)

    assert sum(kept[400:]) / 800 == pytest.approx(0.8, abs=0.02)


def test_half_of_a_factor_is_half_as_far_from_one() -> None:
    assert Factors({1: (0.4, 0.0, -0.2, 0.6)}).halved() == Factors({1: (0.2, 0.0, -0.1, 0.3)})
