"""Every promise that somebody who waits was shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from queue_app.domain.citizen.promise import Promise
from queue_app.store.citizen.tables import WaitPromise


class Shown(NamedTuple):
    """One promise, and of whom. number: 0 is the one that came with the ticket."""

    leg_id: int
    number: int
    service_id: int
    promise: Promise


_LATEST = (
    select(WaitPromise.leg_id, func.max(WaitPromise.number))
    .where(WaitPromise.office_id == bindparam("office"), WaitPromise.business_date == bindparam("day"))
    .group_by(WaitPromise.leg_id)
)


def numbers(connection: Connection, office_id: int, day: date) -> dict[int, int]:
    """The number of the latest promise of each leg of that business date, by leg id."""
    return {row[0]: row[1] for row in connection.execute(_LATEST, {"office": office_id, "day": day})}


def note(connection: Connection, office_id: int, day: date, shown: Iterable[Shown]) -> None:
    """Writes them down."""
    rows = [_row(office_id, day, each) for each in shown]
    if rows:
        connection.execute(insert(WaitPromise), rows)


def _row(office_id: int, day: date, shown: Shown) -> dict[str, object]:
    told = shown.promise
    moments = {
        "made_at": told.made_at, "from_at": told.from_at, "to_at": told.to_at,
        "p50_at": told.p50_at, "p80_at": told.p80_at, "p90_at": told.p90_at,
    }  # fmt: skip
    return {
        "leg_id": shown.leg_id, "number": shown.number, "office_id": office_id, "business_date": day,
        "service_id": shown.service_id, "how": told.how, "model_id": told.model_id, "factor": told.factor,
        "cause": told.cause, **{name: datetime.fromtimestamp(at, UTC) for name, at in moments.items()},
    }  # fmt: skip
