"""A citizen is absent only once the room has heard the call as often as the office asks."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from queue_app.domain.queue.absence import Call, absent_from
from tests.factories import MORNING


def after(seconds: float) -> datetime:
    return MORNING + timedelta(seconds=seconds)


def call(at: float, heard: float | None = None) -> Call:
    return Call(after(at), after(at + 8), None if heard is None else after(heard))


@pytest.mark.parametrize(
    ("calls", "needed", "since"),
    [
        ([], 1, None),
        ([call(0)], 1, 20),
        ([call(0, heard=8)], 1, 8),
        ([call(0), call(1), call(2)], 3, 22),  # pressed three times within two seconds
        ([call(0, heard=8), call(9, heard=17), call(18, heard=26)], 3, 26),
        ([call(0, heard=8), call(9), call(18, heard=26)], 3, 29),  # one of them nobody spoke
        ([call(0, heard=8), call(9, heard=17), call(18), call(60)], 3, 38),  # more calls than needed make it no later
        ([call(0, heard=8), call(40)], 2, 60),  # its turn comes when the hall is free
        ([call(0, heard=8)], 2, None),
        ([call(0, heard=0.1)], 1, 4),  # nobody speaks so fast: a screen that says so is not believed
        ([call(0, heard=60)], 1, 20),
    ],
)
def test_a_call_counts_once_it_was_spoken_or_20_s_after_its_turn(
    calls: list[Call], needed: int, since: float | None
) -> None:
    assert absent_from(calls, needed=needed) == (None if since is None else after(since))
