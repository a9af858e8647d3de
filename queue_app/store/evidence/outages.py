"""The register of outages: its rows, and what the log tells of it, which is what published figures are made by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import aliased

from queue_app.domain.evidence import outages
from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log.events import OutageNoted, OutageWithdrawn
from queue_app.store.evidence.outage_tables import OfficeOutage
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Officer


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry of the register. withdrawn_by, withdrawn_at: None while it stands."""

    id: int
    outage: Outage
    noted_by: str
    noted_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None


_NOTER, _WITHDRAWER = aliased(Officer), aliased(Officer)
_ALL = (
    select(
        OfficeOutage.id, OfficeOutage.business_date, OfficeOutage.from_min, OfficeOutage.until_min,
        OfficeOutage.services, OfficeOutage.kind, _NOTER.name, OfficeOutage.noted_at, _WITHDRAWER.name,
        OfficeOutage.withdrawn_at,
    )
    .join(_NOTER, _NOTER.id == OfficeOutage.noted_by)
    .outerjoin(_WITHDRAWER, _WITHDRAWER.id == OfficeOutage.withdrawn_by)
    .where(OfficeOutage.office_id == bindparam("office"))
    .order_by(OfficeOutage.business_date.desc(), OfficeOutage.from_min, OfficeOutage.id)
)  # fmt: skip
_SINCE = _ALL.where(OfficeOutage.business_date >= bindparam("first"), OfficeOutage.business_date <= bindparam("last"))
_TOLD = (
    select(LoggedEvent.kind, LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind.in_([OutageNoted.kind, OutageWithdrawn.kind]))
    .order_by(LoggedEvent.seq)
)


def register(connection: Connection, office_id: int, first: date, last: date) -> list[Registered]:
    """Every entry of these days, also those that were withdrawn; the newest day first."""
    found = connection.execute(_SINCE, {"office": office_id, "first": first, "last": last})
    return [_registered(row) for row in found]


def standing(connection: Connection, office_id: int, first: date, last: date) -> tuple[Outage, ...]:
    """Those that count, as the rows have them: for what is only looked at."""
    found = register(connection, office_id, first, last)
    return tuple(sorted(each.outage for each in found if each.withdrawn_at is None))


def from_log(connection: Connection, office_id: int, first: date, last: date) -> tuple[Outage, ...]:
    """Those that count, as the log tells them: for what is published. Whoever asks has held the log to its chain."""
    found = _told(connection, office_id).values()
    return tuple(sorted(each for each in found if first <= each.business_date <= last))


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each entry that stands in the rows and not in the log, or in the log and not so in the rows."""
    told = _told(connection, office_id)
    kept = {
        each.id: each.outage
        for each in map(_registered, connection.execute(_ALL, {"office": office_id}))
        if each.withdrawn_at is None
    }
    for number in sorted(told.keys() | kept.keys()):
        if number not in kept or number not in told:
            yield Difference("outage", str(number), MISSING if number in told else UNKNOWN, *_both(told, kept, number))
        elif told[number] != kept[number]:
            yield Difference("outage", str(number), "span", *_both(told, kept, number))


def add(connection: Connection, office_id: int, told: Outage, *, by: int, at: datetime) -> int:
    """Answers the number of the entry."""
    row = {
        "office_id": office_id, "business_date": told.business_date, "from_min": told.from_min,
        "until_min": told.until_min, "kind": told.kind, "services": outages.written(told.services), "noted_by": by,
        "noted_at": at,
    }  # fmt: skip
    return connection.execute(insert(OfficeOutage).returning(OfficeOutage.id), row).scalar_one()


def withdraw(connection: Connection, office_id: int, outage_id: int, *, by: int, at: datetime) -> date | None:
    """Its day, or None where no such entry of the office stands."""
    mine = (OfficeOutage.id == outage_id, OfficeOutage.office_id == office_id, OfficeOutage.withdrawn_at.is_(None))
    changed = update(OfficeOutage).where(*mine).values(withdrawn_by=by, withdrawn_at=at)
    return connection.execute(changed.returning(OfficeOutage.business_date)).scalar_one_or_none()


def _told(connection: Connection, office_id: int) -> dict[int, Outage]:
    rows = connection.execute(_TOLD, {"office": office_id})
    return outages.of_log((kind, json.loads(data)) for kind, data in rows)


def _both(told: dict[int, Outage], kept: dict[int, Outage], number: int) -> tuple[object, object]:
    return told.get(number), kept.get(number)


def _registered(row: Any) -> Registered:
    number, day, from_min, until_min, services, kind, *who = row
    of = tuple(map(int, services.split()))
    return Registered(number, Outage(day, from_min, until_min, of, str(kind)), *who)
