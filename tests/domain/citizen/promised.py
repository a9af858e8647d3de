"""Promises in few words: in minutes after the morning began."""

from __future__ import annotations

from typing import Any

from queue_app.domain.citizen import given
from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import Promise
from tests.factories import MORNING

START = MORNING.timestamp()


def promise(from_min: int, to_min: int, *, made_min: float = 0, how: How = How.EARLY, **more: Any) -> Promise:
    """Its median is the middle of the range; the quantiles above lie one minute apart below its end."""
    told = {
        "made_at": START + made_min * 60, "from_at": int(START) + from_min * 60, "to_at": int(START) + to_min * 60,
        "p50_at": START + (from_min + to_min) * 30, "p80_at": START + (to_min - 1) * 60, "p90_at": START + to_min * 60,
        "how": how, "model_id": None, "factor": 1.0, "cause": None,
    }  # fmt: skip
    return Promise(**{**told, **more})


def written(from_min: int, to_min: int, **more: Any) -> str:
    """As an event has it."""
    return given.written(promise(from_min, to_min, **more))
