"""Rows of alerts: those that stand, and those of a day. What is one is told by domain.queue.alerts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue.alerts import Cause, Key, Kind
from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import IS_STANDING, Alert
from queue_app.store.rows import columns
from queue_app.store.statements import Statement


@dataclass(frozen=True, slots=True)
class AlertRow:
    """acknowledged_by: the name of who looks after it; None while nobody does. passed: the office's limit then."""

    id: int
    kind: Kind
    subject: int
    label: str
    passed: int | None
    began_at: datetime
    ended_at: datetime | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None

    @property
    def key(self) -> Key:
        return Key(self.kind, self.subject)


_ROWS = (
    select(*columns(AlertRow, Alert, acknowledged_by=Officer.name))
    .outerjoin(Officer, Officer.id == Alert.acknowledged_by_id)
    .where(Alert.office_id == bindparam("office"))
    .order_by(Alert.id)
)
_STANDING = Statement(_ROWS.where(IS_STANDING))
_OF_DAY = Statement(_ROWS.where(Alert.business_date == bindparam("day")))
_COUNT = Statement(
    select(func.count())
    .select_from(Alert)
    .where(Alert.office_id == bindparam("office"), Alert.business_date == bindparam("day"))
)
_KIND = select(Alert.kind).where(Alert.id == bindparam("alert"), Alert.office_id == bindparam("office"))
_END = (
    update(Alert)
    .where(
        Alert.office_id == bindparam("office"), Alert.kind == bindparam("which"), Alert.subject == bindparam("what"),
        IS_STANDING,
    )
    .values(ended_at=bindparam("at"))
)  # fmt: skip
_ACKNOWLEDGE = (
    update(Alert)
    .where(Alert.id == bindparam("alert"), IS_STANDING, Alert.acknowledged_at.is_(None))
    .values(acknowledged_by_id=bindparam("by"), acknowledged_at=bindparam("at"))
)


def standing(connection: Connection, office_id: int) -> list[AlertRow]:
    """Those whose cause has not ended, in the order in which they began."""
    return [AlertRow(*row) for row in _STANDING.rows(connection, office=office_id)]


def of_day(connection: Connection, office_id: int, day: date) -> list[AlertRow]:
    """Those that began on a business date, in the order in which they did."""
    return [AlertRow(*row) for row in _OF_DAY.rows(connection, office=office_id, day=day)]


def count(connection: Connection, office_id: int, day: date) -> int:
    """How many began on a business date."""
    found: int = _COUNT.rows(connection, office=office_id, day=day)[0][0]
    return found


def begin(connection: Connection, office_id: int, causes: Iterable[Cause], *, day: date, at: datetime) -> None:
    """One row each; the database refuses a second one of the same key while the first stands."""
    rows = [
        {
            "office_id": office_id, "business_date": day, "kind": cause.key.kind, "subject": cause.key.subject,
            "label": cause.label[:80], "passed": cause.limit, "began_at": at,
        }
        for cause in causes
    ]  # fmt: skip
    if rows:
        connection.execute(insert(Alert), rows)


def end(connection: Connection, office_id: int, keys: Iterable[Key], *, at: datetime) -> None:
    """Their causes are gone."""
    for key in keys:
        connection.execute(_END, {"office": office_id, "which": key.kind, "what": key.subject, "at": at})


def kind_of(connection: Connection, office_id: int, alert_id: int) -> Kind:
    """Raises NotFound when the office has no such alert."""
    kind = connection.execute(_KIND, {"alert": alert_id, "office": office_id}).scalar()
    if kind is None:
        raise NotFound(what="alert of the board")
    return kind


def acknowledge(connection: Connection, alert_id: int, *, by: int, at: datetime) -> bool:
    """Whether it was this person who did: not where it has ended, or a colleague was quicker."""
    return connection.execute(_ACKNOWLEDGE, {"alert": alert_id, "by": by, "at": at}).rowcount == 1
