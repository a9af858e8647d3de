"""The chance to have stayed, by a worked example; and the weights of the score that was published."""

from __future__ import annotations

import numpy as np
import pytest

from queue_app.domain.citizen.learned.staying import Staying, staying

WAIT_S = np.array([10.0, 20, 20, 30, 40, 50])
WAS_CALLED = np.array([True, False, True, False, True, True])
ALONE = np.zeros(6, np.intp)


def _staying() -> Staying:
    return staying(WAIT_S, WAS_CALLED, ALONE)


def test_the_chance_falls_where_somebody_left_by_their_part_of_those_at_risk() -> None:
    """Of 5 who waited 20 s one left, of 3 who waited 30 s one."""
    chance = _staying().chance(np.array([5.0, 20, 20.1, 30, 30.1, 99]), ALONE)

    assert chance.tolist() == pytest.approx([1, 1, 4 / 5, 4 / 5, 8 / 15, 8 / 15])


def test_a_long_wait_stands_for_those_who_did_not_stay() -> None:
    assert _staying().weight(WAIT_S, ALONE).tolist() == pytest.approx([1, 1, 1, 5 / 4, 15 / 8, 15 / 8])


def test_who_was_seen_waiting_has_stayed_so_far_already() -> None:
    seen_after_s = np.full(6, 25.0)

    assert _staying().weight(WAIT_S, ALONE, seen_after_s)[3:].tolist() == pytest.approx([1, 3 / 2, 3 / 2])


def test_no_wait_stands_for_more_than_ten() -> None:
    """Nineteen of twenty left before it."""
    wait_s = np.append(np.arange(1.0, 20.0), 60.0)

    weight = staying(wait_s, wait_s == 60, np.zeros(20, np.intp)).weight(wait_s, np.zeros(20, np.intp))

    assert weight[-1] == 10


def test_patience_is_learned_apart_for_few_and_many_ahead() -> None:
    ahead = np.array([0, 0, 0, 9, 9, 9])

    chance = staying(WAIT_S, WAS_CALLED, ahead).chance(np.array([25.0, 25.0]), np.array([0, 9]))

    assert chance.tolist() == pytest.approx([1 / 2, 1])
