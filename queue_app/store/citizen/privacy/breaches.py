"""Breaches in and out of their rows. What is told of one is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from queue_app.domain.citizen.privacy.breaches import Step, Told
from queue_app.domain.log.errors import NotFound
from queue_app.store.citizen.privacy.tables import Breach, BreachStep
from queue_app.store.sealing import Seal


@dataclass(frozen=True, slots=True)
class KeptBreach:
    """One breach. steps: what was done, and when. Times are aware."""

    id: int
    found_at: datetime
    noted_at: datetime
    closed_at: datetime | None
    told: Told
    steps: Mapping[Step, datetime]


def all_of(connection: Connection, office_id: int, seal: Seal) -> list[KeptBreach]:
    """Of an office: those that run first, then the newest. Raises SealBroken under another key."""
    asked = select(Breach.__table__).where(Breach.office_id == office_id)
    by = (Breach.closed_at.is_not(None), Breach.found_at.desc(), Breach.id.desc())
    return [_kept(connection, row, seal) for row in connection.execute(asked.order_by(*by)).all()]


def one(connection: Connection, office_id: int, seal: Seal, breach_id: int) -> KeptBreach:
    """Raises NotFound, SealBroken."""
    asked = select(Breach.__table__).where(Breach.office_id == office_id, Breach.id == breach_id)
    row = connection.execute(asked).first()
    if row is None:
        raise NotFound(what="breach")
    return _kept(connection, row, seal)


def running(connection: Connection, office_id: int) -> list[tuple[datetime, frozenset[Step]]]:
    """Of the breaches that are not closed: when each was found, and which steps are done. Nothing is opened."""
    asked = select(Breach.id, Breach.found_at).where(Breach.office_id == office_id, Breach.closed_at.is_(None))
    found = connection.execute(asked.order_by(Breach.found_at)).all()
    return [(row.found_at, frozenset(_steps(connection, row.id))) for row in found]


def add(connection: Connection, office_id: int, seal: Seal, *, told: Told, found_at: datetime, at: datetime,
        by: int) -> int:  # fmt: skip
    """A new one; gives its number."""
    row = {"office_id": office_id, "found_at": found_at, "noted_at": at, "noted_by_id": by,
           "sealed": _closed(told, seal)}  # fmt: skip
    return int(connection.execute(insert(Breach).values(**row).returning(Breach.id)).scalar_one())


def do(connection: Connection, breach_id: int, step: Step, *, at: datetime, by: int) -> bool:
    """Whether the step was not done before; it is now."""
    if step in _steps(connection, breach_id):
        return False
    connection.execute(insert(BreachStep).values(breach_id=breach_id, step=step, done_at=at, by_id=by))
    return True


def close(connection: Connection, breach_id: int, seal: Seal, *, told: Told, at: datetime, by: int) -> None:
    """It is over, with its report. Raises NotFound where it was closed before."""
    open_one = update(Breach).where(Breach.id == breach_id, Breach.closed_at.is_(None))
    if connection.execute(open_one.values(closed_at=at, closed_by_id=by, sealed=_closed(told, seal))).rowcount != 1:
        raise NotFound(what="breach")


def _kept(connection: Connection, row: Row[tuple[object, ...]], seal: Seal) -> KeptBreach:
    told = msgspec.json.decode(seal.open(row.sealed), type=Told)
    return KeptBreach(row.id, row.found_at, row.noted_at, row.closed_at, told, _steps(connection, row.id))


def _steps(connection: Connection, breach_id: int) -> dict[Step, datetime]:
    rows = connection.execute(select(BreachStep.step, BreachStep.done_at).where(BreachStep.breach_id == breach_id))
    return {row.step: row.done_at for row in rows}


def _closed(told: Told, seal: Seal) -> bytes:
    return seal.close(msgspec.json.encode(told).decode())


def require_open(connection: Connection, office_id: int, breach_id: int) -> None:
    """Raises NotFound where the office has no such breach, or it is closed."""
    mine = (Breach.office_id == office_id, Breach.id == breach_id, Breach.closed_at.is_(None))
    if connection.execute(select(Breach.id).where(*mine)).first() is None:
        raise NotFound(what="breach")
