"""The promise that goes out with a number. The log keeps it as it was given, so that nobody can say another later."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import MINUTE_S, TOO_OLD_S, OfficeWaits, Promise

STEPS = ((120, 30), (10, 5), (0, 1))  # where the longest wait is so many minutes, it is told in steps of so many
_NAMES = tuple(name for name in Promise._fields if name != "cause")
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def for_newcomer(waits: OfficeWaits | None, who: Newcomer, now: float) -> Promise | None:
    """What is promised to somebody who takes a number now; None where nothing can be, or it was long ago.

    now: POSIX seconds.
    """
    if waits is None or abs(now - waits.at) > TOO_OLD_S or who not in waits.newcomers:
        return None
    return with_number(waits.newcomers[who].from_now(now))


def with_number(promise: Promise | None) -> Promise | None:
    """A newcomer's promise as it goes out with a number, in whole seconds; None where nothing can be promised."""
    if promise is None or promise.how is How.NONE:
        return None
    return promise._replace(
        made_at=round(promise.made_at), p50_at=round(promise.p50_at), p80_at=round(promise.p80_at),
        p90_at=round(promise.p90_at), factor=round(promise.factor, 3), cause=None,
    )  # fmt: skip


class Range(NamedTuple):
    """How long a newcomer waits, in minutes."""

    least: int
    most: int


def minutes(promise: Promise) -> Range:
    """How long a newcomer's wait is, from the moment of the promise on: rounded outward, so that as many keep to it."""
    least_s, most_s = (max(0.0, each - promise.made_at) for each in (promise.from_at, promise.to_at))
    step = next(step for since, step in STEPS if most_s >= since * MINUTE_S)
    return Range(int(least_s // (MINUTE_S * step)) * step, max(1, -int(-most_s // (MINUTE_S * step))) * step)


def written(promise: Promise) -> str:
    """As the event and the row of the ticket keep it: JSON, its names in order; times in whole POSIX seconds."""
    return _encode({name: getattr(promise, name) for name in _NAMES})


def read(text: str) -> Promise:
    """What was written. Raises ValueError where it is no promise."""
    told: Any = json.loads(text)
    if not isinstance(told, dict) or told.keys() != set(_NAMES):
        raise ValueError(text)
    return Promise(**{**told, "how": How(told["how"]), "cause": None})
