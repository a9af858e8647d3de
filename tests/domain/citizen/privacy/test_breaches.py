"""The clock of UU 27/2022 Ps 46: 72 hours from when it was found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from queue_app.domain.citizen.privacy.breaches import Clock, Mood, Step, clock
from queue_app.domain.citizen.privacy.requests import TERMS, RequestKind, due_at

FOUND = datetime(2026, 11, 27, 9, tzinfo=UTC)  # a Friday
BOTH = {Step.TOLD_PEOPLE, Step.TOLD_AUTHORITY}


@pytest.mark.parametrize(
    ("hours", "done", "mood"),
    [
        (0, set(), Mood.RUNNING), (59, {Step.CONTAINED}, Mood.RUNNING), (60, {Step.TOLD_PEOPLE}, Mood.NEAR),
        (71, set(), Mood.NEAR), (72, set(), Mood.OVER), (900, {Step.TOLD_PEOPLE}, Mood.OVER), (1, BOTH, Mood.TOLD),
        (99, BOTH, Mood.TOLD),
    ],
)  # fmt: skip
def test_it_says_how_urgent_it_is(hours: int, done: set[Step], mood: Mood) -> None:
    now = FOUND + timedelta(hours=hours)

    assert clock(FOUND, done, now=now) == Clock(
        FOUND + timedelta(hours=72), max(timedelta(0), timedelta(hours=72 - hours)), mood
    )


def test_it_runs_over_a_weekend() -> None:
    assert clock(FOUND, (), now=FOUND).ends_at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_every_request_has_its_term_with_a_source() -> None:
    assert [kind for kind in RequestKind if not TERMS[kind].source.startswith("UU 27/2022 Ps ")] == []
    assert due_at(RequestKind.WITHDRAW, FOUND) == FOUND + timedelta(hours=72)
