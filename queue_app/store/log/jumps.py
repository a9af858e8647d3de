"""The jumps of an office's clock, as its log tells them. They are few: an index of their own finds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, func, select

from queue_app.domain.log.clock import ClockSet, set_since
from queue_app.store.log import clocks
from queue_app.store.log.clocks import Kept, SteadyClock
from queue_app.store.log.tables import IS_JUMP, ChainHead, LoggedEvent
from queue_app.store.statements import Row, Statement

MOST = 50  # of the last ones: whoever sets the clock more often than that in an hour sees what comes of it
_MINE = LoggedEvent.office_id == bindparam("office", type_=LoggedEvent.office_id.type)
_JUMPS = select(LoggedEvent.at, LoggedEvent.data).where(_MINE, IS_JUMP)
_LAST = Statement(_JUMPS.order_by(LoggedEvent.seq.desc()).limit(MOST))
_BETWEEN = Statement(
    _JUMPS.where(LoggedEvent.at >= bindparam("first"), LoggedEvent.at < bindparam("until")).order_by(LoggedEvent.seq)
)
_KEPT = Statement(
    select(ChainHead.at, ChainHead.clocks, ChainHead.jumped_until).where(ChainHead.office_id == bindparam("office"))
)
_NEWEST = select(func.max(LoggedEvent.seq)).where(_MINE, IS_JUMP).scalar_subquery()
_IS_AFTER = Statement(
    select(
        exists().where(
            _MINE,
            LoggedEvent.seq >= func.coalesce(_NEWEST, 0),
            LoggedEvent.at == bindparam("moment", type_=LoggedEvent.at.type),
        )
    )
)


def last(connection: Connection, office_id: int) -> list[ClockSet]:
    """The newest first."""
    return _as_told(_LAST.rows(connection, office=office_id))


def between(connection: Connection, office_id: int, first: datetime, until: datetime) -> list[ClockSet]:
    """Those whose time, as the clock said it afterwards, is from `first` on and before `until`, as they happened."""
    return _as_told(_BETWEEN.rows(connection, office=office_id, first=first, until=until))


def is_after_all(connection: Connection, office_id: int, moment: datetime) -> bool:
    """Whether an event that was logged at this moment stands behind every jump of the clock."""
    return bool(_IS_AFTER.rows(connection, office=office_id, moment=moment)[0][0])


def passed(
    connection: Connection, office_id: int, moment: datetime, *, now: datetime, steady: SteadyClock | None
) -> timedelta:
    """How much time passed between a noted moment and `now`, also where the clock was set since; told or not yet."""
    known = last(connection, office_id)
    untold = clocks.read(Kept(*_KEPT.rows(connection, office=office_id)[0]), lambda: now, steady).jump
    if untold is not None:
        known = [ClockSet(now, untold.by_s), *known]
    return now - moment - timedelta(seconds=set_since(moment, now, known))


def _as_told(rows: Sequence[Row]) -> list[ClockSet]:
    return [ClockSet(at, json.loads(data)["by_s"]) for at, data in rows]
