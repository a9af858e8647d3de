"""Of whom a complaint is: the officer that it names, or whoever held the counter that it names on its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, select

from queue_app.domain.citizen.complaints.lodged import LATE_AFTER_DAYS, Lodged
from queue_app.domain.log.rights import Role
from queue_app.domain.queue.numbering import day_start
from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import DeskSession

LOOKED_BACK = timedelta(days=LATE_AFTER_DAYS)


def reported(connection: Connection, lodged: Lodged, received_on: date, *, time_zone: str) -> Mapping[int, Role]:
    """Officer -> the role of today; empty where it is of nobody. time_zone: of the office, for its days.

    Where a counter is named and no day, it is of whoever held it in the weeks before: one too many does not see it,
    rather than the one whom it is about does.
    """
    officers = set() if lodged.officer_id is None else {lodged.officer_id}
    if not officers and lodged.counter_id is not None:
        last = lodged.happened_on or received_on
        first = lodged.happened_on or received_on - LOOKED_BACK
        officers = _held(connection, lodged.counter_id, (first, last), time_zone)
    if not officers:
        return {}
    found = connection.execute(select(Officer.id, Officer.role).where(Officer.id.in_(officers)))
    return {row.id: row.role for row in found}


def _held(connection: Connection, counter_id: int, days: tuple[date, date], time_zone: str) -> set[int]:
    begins, ends = day_start(days[0], time_zone), day_start(days[1] + timedelta(days=1), time_zone)
    asked = select(DeskSession.officer_id).where(
        DeskSession.counter_id == counter_id,
        DeskSession.opened_at < ends,
        DeskSession.closed_at.is_(None) | (DeskSession.closed_at >= begins),
    )
    return set(connection.execute(asked).scalars())
