"""Waiting for what other processes do."""

from __future__ import annotations

import time
from collections.abc import Callable


def becomes_true(condition: Callable[[], bool], *, within_s: float = 5.0) -> bool:
    """Whether the condition holds now or soon; asked every 20 ms. For `assert becomes_true(...)`."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
