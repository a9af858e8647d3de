"""The promise that goes out with a number. The log keeps it as it was given, so that nobody can say another later."""

from __future__ import annotations

import json
from typing import Any

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise

TOO_OLD_S = 90.0  # what was promised so long ago is of another queue
MINUTE_S = 60
_NAMES = tuple(name for name in Promise._fields if name != "cause")
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def for_newcomer(waits: OfficeWaits | None, who: Newcomer, now: float) -> Promise | None:
    """What is promised to somebody who takes a number now, in whole seconds; None where nothing can be.

    now: POSIX seconds. A range that has begun meanwhile begins now: nobody is told a time that is over.
    """
    found = waits.newcomers.get(who) if waits and is_fresh(waits, now) else None
    if found is None or found.how is How.NONE or found.to_at <= now:
        return None
    from_at = max(found.from_at, int(now) // MINUTE_S * MINUTE_S)
    return found._replace(
        made_at=round(found.made_at), from_at=from_at, p50_at=round(found.p50_at), p80_at=round(found.p80_at),
        p90_at=round(found.p90_at), factor=round(found.factor, 3), cause=None,
    )  # fmt: skip


def is_fresh(waits: OfficeWaits, now: float) -> bool:
    """Whether a newcomer may still be told of it. now: POSIX seconds."""
    return now - waits.at <= TOO_OLD_S


def written(promise: Promise) -> str:
    """As the event and the row of the ticket keep it: JSON, its names in order; times in whole POSIX seconds."""
    return _encode({name: getattr(promise, name) for name in _NAMES})


def read(text: str) -> Promise:
    """What was written. Raises ValueError where it is no promise."""
    told: Any = json.loads(text)
    if not isinstance(told, dict) or told.keys() != set(_NAMES):
        raise ValueError(text)
    return Promise(**{**told, "how": How(told["how"]), "cause": None})
