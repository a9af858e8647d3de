"""Which recaps were sent, which way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from queue_app.store.office.tables import CopyState, RecapCopy
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class CopyRow:
    """fault: why it failed; "" otherwise."""

    day: date
    way: str
    state: CopyState
    tried_at: datetime
    fault: str


_OWN = RecapCopy.office_id == bindparam("office")
_SINCE = select(*columns(CopyRow, RecapCopy)).where(_OWN, RecapCopy.day >= bindparam("since")).order_by(RecapCopy.day)
_FIRST = select(func.min(RecapCopy.day)).where(_OWN, RecapCopy.way == bindparam("way_name"))


def since(connection: Connection, office_id: int, day: date) -> list[CopyRow]:
    """Of the business dates from `day` on, in their order."""
    return [CopyRow(*row) for row in connection.execute(_SINCE, {"office": office_id, "since": day})]


def first_day(connection: Connection, office_id: int, way: str) -> date | None:
    """The first one that ever went this way, or was meant to."""
    return connection.execute(_FIRST, {"office": office_id, "way_name": way}).scalar_one()


def put(connection: Connection, office_id: int, row: CopyRow) -> None:
    """Writes how it stands now, in place of what stood there."""
    values = {"state": row.state, "tried_at": row.tried_at, "fault": row.fault}
    key = {"office_id": office_id, "day": row.day, "way": row.way}
    own = and_(*(getattr(RecapCopy, name) == value for name, value in key.items()))
    if not connection.execute(update(RecapCopy).where(own).values(values)).rowcount:
        connection.execute(insert(RecapCopy).values({**key, **values}))
