"""How what somebody is promised who takes a number is told beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypedDict

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import Promise
from queue_app.store.desk import OfficeKey
from queue_app.texts import clock_time


class Expected(TypedDict):
    """As answers.ExpectedCall."""

    first: str
    last: str
    is_early: bool


def told(promise: Promise | None, office: OfficeKey) -> Expected | None:
    """The promise on the office's clock."""
    if promise is None:
        return None
    first, last = (
        clock_time(datetime.fromtimestamp(each, UTC), office.time_zone) for each in (promise.from_at, promise.to_at)
    )
    return Expected(first=first, last=last, is_early=promise.how is How.EARLY)
