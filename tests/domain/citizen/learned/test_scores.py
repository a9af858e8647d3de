"""Scores, by a worked example."""

from __future__ import annotations

import pytest

from queue_app.domain.citizen.estimate import Estimate
from queue_app.domain.citizen.learned.scores import Pair, scored

TOLD = Estimate(0, 60, 100, 200)


def _pair(wait_s: float, *, was_called: bool = True) -> Pair:
    return Pair(service_id=1, ahead=1, estimate=TOLD, wait_s=wait_s, was_called=was_called)


def test_without_leavers_every_call_counts_once() -> None:
    scores = scored([_pair(60), _pair(150), _pair(30), _pair(80)])

    assert scores is not None
    assert scores.count == 4
    assert scores.mae_s == pytest.approx((0 + 90 + 30 + 20) / 4)
    assert scores.held == pytest.approx((0, 0.5, 0.75, 1))
    assert scores.pinball_s[2] == pytest.approx((0.2 * 40 + 0.8 * 50 + 0.2 * 70 + 0.2 * 20) / 4)


def test_a_long_wait_counts_more_where_others_gave_up_before_it() -> None:
    """Of the three who waited 50 s one left, so the two long ones stand for three."""
    scores = scored([_pair(30), _pair(50, was_called=False), _pair(80), _pair(150)])

    assert scores is not None
    assert scores.count == 3
    assert scores.held == pytest.approx((0, 1 / 4, 2.5 / 4, 1))


def test_nobody_called_has_no_score() -> None:
    assert scored([_pair(50, was_called=False)]) is None
    assert scored([]) is None
