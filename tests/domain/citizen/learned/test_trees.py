"""The booster finds quantiles that hang on what it sees, and answers the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from queue_app.domain.citizen.learned.trees import Growth, Numbers, Trees, averaged, binned, boosted, edges

GROWTH = Growth(depth=3, trees=40, rate=0.2, least_weight=20)
CHANCE = np.random.default_rng(7)
SEEN = CHANCE.uniform(0, 10, (2000, 3))
WAIT_S = np.where(SEEN[:, 0] > 5, 300, 60) * CHANCE.exponential(1, 2000)  # the second and third mean nothing
CUTS = edges(SEEN)
BINS = binned(SEEN, CUTS)
EVEN = np.ones(2000)


def _trees(level: float, weight: Numbers = EVEN, seed: int = 1) -> Trees:
    return boosted(BINS, WAIT_S, weight, level=level, growth=GROWTH, seed=seed)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9])
def test_so_many_of_each_kind_wait_no_longer_than_their_quantile(level: float) -> None:
    told = _trees(level)(BINS)

    held = [float((told >= WAIT_S)[kind].mean()) for kind in (SEEN[:, 0] <= 5, SEEN[:, 0] > 5)]
    assert held == pytest.approx([level, level], abs=0.03)


def test_a_kind_that_waits_five_times_as_long_is_told_so() -> None:
    short, long = _trees(0.5)(binned(np.array([[1.0, 5, 5], [9.0, 5, 5]]), CUTS))

    assert (short, long) == (pytest.approx(60 * np.log(2), rel=0.3), pytest.approx(300 * np.log(2), rel=0.3))


def test_rows_that_stand_for_many_count_as_many() -> None:
    doubled = np.where(WAIT_S > 100, 2.0, 1.0)

    told = _trees(0.5, doubled)(BINS)

    assert float((doubled * (told >= WAIT_S)).sum() / doubled.sum()) == pytest.approx(0.5, abs=0.03)


def test_the_same_rows_grow_the_same_trees() -> None:
    assert _trees(0.8)(BINS).tolist() == _trees(0.8)(BINS).tolist()


def test_forests_together_answer_their_mean() -> None:
    first, second = _trees(0.8, seed=1), _trees(0.8, seed=2)

    together = averaged([first, second])(BINS)

    assert together == pytest.approx((first(BINS) + second(BINS)) / 2, rel=1e-4)
