"""How many wait for each service, kept as a running count: counting them anew cost more the longer the queue was.

Whatever makes a leg wait, or ends its waiting, steps the count in the same transaction; nothing else writes legs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from queue_app.store.office.tables import Service, ServiceGroup
from queue_app.store.queue.tables import SOMEBODY_WAITS, WaitingLine
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.rows import columns
from queue_app.store.statements import Asked, Statement


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many wait for one service of a group."""

    group: str  # its code
    service_id: int
    waiting: int


_BY = bindparam("by", type_=WaitingLine.waiting.type)
_STEP = Statement({
    name: insert_into(WaitingLine)
    .values(service_id=bindparam("service"), business_date=bindparam("day"), waiting=_BY)
    .on_conflict_do_update(
        index_elements=[WaitingLine.service_id, WaitingLine.business_date],
        set_={"waiting": WaitingLine.waiting + _BY},
    )
    for name, insert_into in UPSERT.items()
})  # fmt: skip
_SERIES = select(Service.series_id).where(Service.id == bindparam("service")).scalar_subquery()
_OF_SERIES = Statement(
    select(func.coalesce(func.sum(WaitingLine.waiting), 0))
    .join(Service, Service.id == WaitingLine.service_id)
    .where(Service.series_id == _SERIES, WaitingLine.business_date == bindparam("day"))
)
_OF_OFFICE = Statement(
    select(WaitingLine.business_date, WaitingLine.service_id, WaitingLine.waiting)
    .join(Service, Service.id == WaitingLine.service_id)
    .where(Service.office_id == bindparam("office"), SOMEBODY_WAITS)
)
_BY_GROUP = Statement(
    select(*columns(GroupLine, WaitingLine, group=ServiceGroup.code))
    .join(Service, Service.id == WaitingLine.service_id)
    .join(ServiceGroup, ServiceGroup.id == Service.group_id)
    .where(Service.office_id == bindparam("office"), WaitingLine.business_date == bindparam("day"), SOMEBODY_WAITS)
)


def step(connection: Connection, service_id: int, day: date, *, by: int) -> None:
    """So many more wait for the service on that day; by -1: one less."""
    _STEP.tell(connection, service=service_id, day=day, by=by)


def ask_of_series(connection: Connection, *, service_id: int, day: date) -> Asked[int]:
    """How many wait on that day for the services of the same series."""
    return _OF_SERIES.ask(connection, service=service_id, day=day).then(lambda rows: int(rows[0][0]))


def of_office(connection: Connection, office_id: int) -> dict[date, dict[int, int]]:
    """Business date -> service id -> how many wait; a service nobody waits for is missing."""
    found: dict[date, dict[int, int]] = defaultdict(dict)
    for day, service_id, waiting in _OF_OFFICE.rows(connection, office=office_id):
        found[day][service_id] = waiting
    return found


def ask_by_group(connection: Connection, office_id: int, day: date) -> Asked[list[GroupLine]]:
    """Each service that somebody waits for on that day, in no order."""
    found = _BY_GROUP.ask(connection, office=office_id, day=day)
    return found.then(lambda rows: [GroupLine(*row) for row in rows])
