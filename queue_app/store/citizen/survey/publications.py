"""Published periods: written once, read by everybody, checked against the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from queue_app.domain.citizen.survey import frozen as figures
from queue_app.domain.citizen.survey.frozen import Frozen
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import SurveyPublished
from queue_app.store.citizen.survey.publication_tables import IkmPublication
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent


class Publication(NamedTuple):
    """reason: of a correction; "": the first of its period."""

    id: int
    period: str
    version: int
    frozen: Frozen
    digest: str
    reason: str
    published_at: datetime


_OF_OFFICE = (
    select(IkmPublication)
    .where(IkmPublication.office_id == bindparam("office"))
    .order_by(IkmPublication.period, IkmPublication.version)
)
_OF_PERIOD = _OF_OFFICE.where(IkmPublication.period == bindparam("code"))
_TOLD = (
    select(LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind == SurveyPublished.kind)
    .order_by(LoggedEvent.seq)
)


def all_of(connection: Connection, office_id: int) -> list[Publication]:
    """Every version of every period, the latest version of a period after the ones before it."""
    return [_publication(row) for row in connection.execute(_OF_OFFICE, {"office": office_id})]


def of_period(connection: Connection, office_id: int, code: str) -> list[Publication]:
    """The versions of a period, the first one first."""
    return [_publication(row) for row in connection.execute(_OF_PERIOD, {"office": office_id, "code": code})]


def one(connection: Connection, office_id: int, code: str, version: int | None = None) -> Publication:
    """That version, or the one that counts now. Raises NotFound."""
    found = [each for each in of_period(connection, office_id, code) if version in {None, each.version}]
    if not found:
        raise NotFound(what="publication")
    return found[-1]


def codes(connection: Connection, office_id: int) -> set[str]:
    """The periods that are published."""
    asked = select(IkmPublication.period).where(IkmPublication.office_id == office_id).distinct()
    return set(connection.execute(asked).scalars())


def add(connection: Connection, office_id: int, frozen: Frozen, *, reason: str, by: int, at: datetime) -> Publication:
    """As the next version of its period."""
    of = (IkmPublication.office_id == office_id, IkmPublication.period == frozen.period)
    last = connection.execute(select(func.max(IkmPublication.version)).where(*of)).scalar_one()
    text = figures.canonical(frozen)
    row = {
        "office_id": office_id, "period": frozen.period, "version": (last or 0) + 1, "weight": frozen.weight,
        "figures": text, "digest": figures.digest(text), "reason": reason, "published_by": by, "published_at": at,
    }  # fmt: skip
    return _publication(connection.execute(insert(IkmPublication).returning(IkmPublication.__table__), row).one())


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each publication that is gone, is not what the log vouches for, or is vouched for by nothing."""
    told = {}
    for (data,) in connection.execute(_TOLD, {"office": office_id}):
        event = json.loads(data)
        told[event["period"], event["version"]] = event["sha256"]
    kept = {
        (row.period, row.version): figures.digest(row.figures)
        for row in connection.execute(_OF_OFFICE, {"office": office_id})
    }
    for key in sorted(told.keys() | kept.keys()):
        name = " ".join(map(str, key))
        if key not in told or key not in kept:
            why = MISSING if key in told else UNKNOWN
            yield Difference(IkmPublication.__tablename__, name, why, told.get(key), None)
        elif told[key] != kept[key]:
            yield Difference(IkmPublication.__tablename__, name, "figures", told[key], kept[key])


def _publication(row: Any) -> Publication:
    return Publication(
        row.id, row.period, row.version, figures.read(row.figures), row.digest, row.reason, row.published_at
    )
