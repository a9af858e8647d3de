"""Models of an office's waits: one row for each night's training, of which the newest that is in use counts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from queue_app.domain.citizen.training import Figures, InUse, Order, Trained
from queue_app.domain.queue.routing import Policy
from queue_app.store.by_version import KeptByVersion
from queue_app.store.citizen.tables import WaitModel
from queue_app.store.statements import Statement

if TYPE_CHECKING:
    from queue_app.domain.citizen.learned.model import WaitModel as Learned

logger = logging.getLogger(__name__)

KEPT = 5  # nights whose models stay; of older ones only the figures
_OF_OFFICE = WaitModel.office_id == bindparam("office", type_=WaitModel.office_id.type)
_NEWEST = Statement(
    select(WaitModel.id).where(_OF_OFFICE, WaitModel.is_in_use.is_(True)).order_by(WaitModel.id.desc()).limit(1)
)
_STORED = select(
    WaitModel.data, WaitModel.made_on, WaitModel.first_day, WaitModel.last_day, WaitModel.legs, WaitModel.policy,
    WaitModel.since,
).where(WaitModel.id == bindparam("model"))  # fmt: skip
_ROWS = (
    select(
        WaitModel.id, WaitModel.made_on, WaitModel.first_day, WaitModel.last_day, WaitModel.legs, WaitModel.is_in_use,
        WaitModel.features, WaitModel.figures,
    )
    .where(_OF_OFFICE)
    .order_by(WaitModel.id.desc())
    .limit(bindparam("most"))
)  # fmt: skip
_MADE_ON = select(WaitModel.made_on).where(_OF_OFFICE).order_by(WaitModel.id.desc()).limit(1)
_WITH_DATA = select(WaitModel.id).where(_OF_OFFICE, WaitModel.data.is_not(None)).order_by(WaitModel.id.desc())
_POLICY = msgspec.json.Decoder(Policy)
_FEATURES, _FIGURES = msgspec.json.Decoder(list[str]), msgspec.json.Decoder(Figures)


class Loaded(NamedTuple):
    """The model by which an office's waits are estimated. id: as promises name it. policy: its order."""

    id: int
    model: Learned
    policy: Policy


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One night's training. first_day, last_day, legs: of what the model was learned from that was in use behind it."""

    id: int
    made_on: date
    first_day: date
    last_day: date
    legs: int
    is_in_use: bool
    features: list[str]
    figures: Figures


def _load(connection: Connection, office_id: int) -> Loaded | None:
    from queue_app.domain.citizen.learned.kept import from_bytes  # noqa: PLC0415 - numpy, 20 MB

    ((model_id,),) = _NEWEST.rows(connection, office=office_id)
    stored = connection.execute(_STORED, {"model": model_id}).one()
    model = from_bytes(stored.data or b"")
    if model is None:
        logger.warning(
            "the model of waits %s is of another release or damaged; the next night learns it anew", model_id
        )
    return Loaded(model_id, model, _POLICY.decode(stored.policy)) if model else None


_LOADED = KeptByVersion(_load)


def loaded(connection: Connection, office_id: int) -> Loaded | None:
    """The office's model, read once in this process; None where it has none, or one that cannot be read."""
    found = _NEWEST.first(connection, office=office_id)
    return _LOADED.of(connection, office_id, found[0]) if found else None


def in_use(connection: Connection, office_id: int) -> InUse | None:
    """The same as it is stored."""
    found = _NEWEST.first(connection, office=office_id)
    if found is None:
        return None
    data, made_on, first_day, last_day, legs, policy, since = connection.execute(_STORED, {"model": found[0]}).one()
    return InUse(data or b"", made_on, first_day, last_day, legs, _POLICY.decode(policy), since)


def rows(connection: Connection, office_id: int, *, most: int) -> list[ModelRow]:
    """The last trainings, the newest first."""
    found = connection.execute(_ROWS, {"office": office_id, "most": most})
    return [
        ModelRow(*row[:-2], features=_FEATURES.decode(row.features), figures=_FIGURES.decode(row.figures))
        for row in found
    ]


def last_made_on(connection: Connection, office_id: int) -> date | None:
    """The business date of the last training, however it ended."""
    return connection.execute(_MADE_ON, {"office": office_id}).scalar()


def add(connection: Connection, office_id: int, made_on: date, found: Trained, order: Order) -> None:
    """Writes a training down; its model is the one in use from now on, unless it failed."""
    own = update(WaitModel).where(WaitModel.office_id == office_id)
    if found.data is not None:
        connection.execute(own.values(is_in_use=False))
    row = {
        "office_id": office_id, "made_on": made_on, "first_day": found.first_day, "last_day": found.last_day,
        "legs": found.legs, "features": msgspec.json.encode(found.features).decode(),
        "figures": msgspec.json.encode(found.figures).decode(), "is_in_use": found.data is not None,
        "data": found.data, "policy": msgspec.json.encode(order.policy).decode(), "since": order.since,
    }  # fmt: skip
    connection.execute(insert(WaitModel), row)
    with_data = connection.execute(_WITH_DATA, {"office": office_id}).scalars().all()
    if old := list(with_data[KEPT:]):
        connection.execute(own.where(WaitModel.id.in_(old)).values(data=None))
