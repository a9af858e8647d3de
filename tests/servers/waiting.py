"""Waiting for what other processes do."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 40.0  # for what must come: only how busy the machine is says how soon; shorter than a test's own timeout
SHORTEST_S, LONGEST_S = 0.01, 0.1  # between two questions


def becomes_true(condition: Callable[[], bool], *, within_s: float = PATIENCE_S) -> bool:
    """Whether the condition holds now or soon; asked less and less often. For `assert becomes_true(...)`."""
    deadline, pause_s = time.monotonic() + within_s, SHORTEST_S
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.3, LONGEST_S)
    return True
