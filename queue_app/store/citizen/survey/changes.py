"""Dated changes of the office: those that people typed, and those that the log of the set-up tells."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import SetupChanged
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey.publication_tables import DatedChange
from queue_app.store.log.tables import LoggedEvent

TOLD_OF = ("counter", "policy")  # of the set-up: what SetupChanged.what says


class TypedChange(NamedTuple):
    """What somebody noted."""

    id: int
    day: date
    name: str


class SetupChange(NamedTuple):
    """what: one of TOLD_OF. key: which counter."""

    day: date
    what: str
    key: str
    is_new: bool


def typed(connection: Connection, office_id: int) -> list[TypedChange]:
    """Those that stand, the newest first."""
    asked = (
        select(DatedChange.id, DatedChange.business_date, DatedChange.name)
        .where(DatedChange.office_id == office_id, DatedChange.withdrawn_at.is_(None))
        .order_by(DatedChange.business_date.desc(), DatedChange.id.desc())
    )
    return [TypedChange(*row) for row in connection.execute(asked)]


def of_setup(connection: Connection, office_id: int, zone: str) -> list[SetupChange]:
    """New counters, and changes of the order, the newest first, once a day each; not those of the founding."""
    asked = (
        select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.data)
        .where(LoggedEvent.office_id == office_id, LoggedEvent.kind == SetupChanged.kind)
        .order_by(LoggedEvent.seq)
    )
    found: dict[SetupChange, None] = {}
    first: date | None = None
    for _seq, at, data in connection.execute(asked):
        told, day = json.loads(data), business_date(at, zone)
        first = first or day
        if told["what"] in TOLD_OF and day != first:
            found[SetupChange(day, told["what"], str(told["key"]), not told["before"])] = None
    return [each for each in reversed(found) if each.is_new or each.what != "counter"]


def add(connection: Connection, office_id: int, *, day: date, name: str, by: int, at: datetime) -> int:
    """Answers its id."""
    row = {"office_id": office_id, "business_date": day, "name": name, "noted_by": by, "noted_at": at}
    return connection.execute(insert(DatedChange).returning(DatedChange.id), row).scalar_one()


def withdraw(connection: Connection, office_id: int, change_id: int, *, at: datetime) -> None:
    """Raises NotFound where none of that number stands."""
    mine = (DatedChange.id == change_id, DatedChange.office_id == office_id, DatedChange.withdrawn_at.is_(None))
    if connection.execute(update(DatedChange).where(*mine).values(withdrawn_at=at)).rowcount != 1:
        raise NotFound(what="change")
