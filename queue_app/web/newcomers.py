"""What somebody is promised who takes a number now, and how it is told beside the number."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypedDict

from queue_app.domain.citizen import given
from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import Promise
from queue_app.store.citizen import waits_now
from queue_app.store.desk import Desk, OfficeKey
from queue_app.texts import clock_time


class Expected(TypedDict):
    """As answers.ExpectedCall."""

    first: str
    last: str
    is_early: bool


def promised(desk: Desk, office_id: int, service_id: int, *, is_priority: bool) -> Promise | None:
    """What goes out with the number; None where nothing can be promised."""
    with desk.reading() as connection:
        waits = waits_now.kept(connection, office_id)
    return given.for_newcomer(waits, Newcomer(service_id, is_priority), desk.clock().timestamp())


def told(promise: Promise | None, office: OfficeKey) -> Expected | None:
    """The promise on the office's clock."""
    if promise is None:
        return None
    first, last = (
        clock_time(datetime.fromtimestamp(each, UTC), office.time_zone) for each in (promise.from_at, promise.to_at)
    )
    return Expected(first=first, last=last, is_early=promise.how is How.EARLY)
