"""When somebody who waits is expected to be called, as phones are told it. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import OfficeWaits
from queue_app.screens.state import Lean, Moment
from queue_app.store.citizen import waits_now


class Expected(Lean, frozen=True):
    """Between which times the call is expected. cause: why it differs from what was shown before, a key of CAUSES.

    is_early: the office has too short a past to learn from it.
    """

    from_at: Moment
    to_at: Moment
    cause: str | None = None
    is_early: bool = False


def promised(connection: Connection, office_id: int, *, seq: int, now: datetime) -> OfficeWaits | None:
    """What the office promises now, whose last event is `seq`; None where that was never looked at, or not lately."""
    waits = waits_now.kept(connection, office_id)
    return waits if waits and waits.is_told(seq=seq, now=now.timestamp()) else None


def expected(waits: OfficeWaits | None, leg_id: int, *, now: datetime) -> Expected | None:
    """What is promised to a leg that waits; nothing whose end has passed."""
    promise = waits.waiting.get(leg_id) if waits else None
    if promise is None or promise.how == How.NONE or promise.to_at <= now.timestamp():
        return None
    return Expected(promise.from_at * 1000, promise.to_at * 1000, promise.cause, is_early=promise.how == How.EARLY)


def unsure_why(waits: OfficeWaits | None, leg_id: int) -> str | None:
    """Why what was promised to the leg was taken back, a key of CAUSES; None where nothing was."""
    promise = waits.waiting.get(leg_id) if waits else None
    return promise.cause if promise is not None and promise.how == How.NONE else None


def is_unsure(waits: OfficeWaits | None, leg_id: int) -> bool:
    """Whether the office has looked at the leg and can promise nothing."""
    if waits is None or leg_id not in waits.ahead:
        return False
    return leg_id not in waits.waiting or waits.waiting[leg_id].how == How.NONE
