"""What an answer means, and how long the next try waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from queue_app.domain.office.hooks.pacing import LONGEST_S, Answer, Verdict, judged, may_go, wait_s

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)


def test_waits_double_up_to_an_hour() -> None:
    assert [wait_s(failures, 0.5) for failures in (1, 2, 3, 4, 10, 11, 500)] == [5, 10, 20, 40, 2560, 3600, 3600]


def test_receivers_that_came_back_together_are_not_told_together() -> None:
    assert (wait_s(3, 0.0), wait_s(3, 1.0)) == (10, 30)


def test_what_a_receiver_asks_for_is_honoured_up_to_an_hour() -> None:
    assert (wait_s(1, 0.5, asked_s=90), wait_s(1, 0.5, asked_s=1), wait_s(1, 0.5, asked_s=1e9)) == (90, 5, LONGEST_S)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(200, Verdict.TAKEN), (204, Verdict.TAKEN), (301, Verdict.REFUSED), (400, Verdict.REFUSED), (404, Verdict.REFUSED),
     (410, Verdict.GONE), (429, Verdict.AWAY), (500, Verdict.REFUSED), (503, Verdict.AWAY)],
)  # fmt: skip
def test_a_status_tells_whether_to_wait_with_all_or_with_one(status: int, verdict: Verdict) -> None:
    assert Answer(status, judged(status), 1).verdict is verdict


def test_whoever_says_nothing_is_away() -> None:
    assert Answer(None, "no_connection", 1).verdict is Verdict.AWAY


def test_a_time_further_off_than_any_wait_is_of_a_clock_that_was_set() -> None:
    times = (None, NOW, NOW + timedelta(seconds=1), NOW + timedelta(hours=1), NOW + timedelta(hours=2))

    assert [may_go(each, NOW) for each in times] == [True, True, False, False, True]
