"""Rows of the criteria by which a unit is recognised."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from queue_app.domain.evidence.recognition import Criterion
from queue_app.domain.log.errors import NotFound
from queue_app.store.evidence.course_tables import UnitCriterion
from queue_app.store.rows import columns

_CRITERIA = (
    select(*columns(Criterion, UnitCriterion, group=UnitCriterion.group_code))
    .where(UnitCriterion.office_id == bindparam("office"))
    .order_by(UnitCriterion.id)
)


def criteria(connection: Connection, office_id: int) -> list[Criterion]:
    """All that were ever published, in that order."""
    return [Criterion(*row) for row in connection.execute(_CRITERIA, {"office": office_id})]


def add(connection: Connection, office_id: int, wanted: Criterion) -> int:
    """Answers its id; that of `wanted` says nothing."""
    row = {
        "office_id": office_id, "measure": wanted.measure, "limit_pct": wanted.limit_pct, "group_code": wanted.group,
        "published_on": wanted.published_on,
    }  # fmt: skip
    return connection.execute(insert(UnitCriterion).returning(UnitCriterion.id), row).scalar_one()


def withdraw(connection: Connection, office_id: int, criterion_id: int, *, day: date) -> None:
    """Raises NotFound where none of that number stands."""
    mine = (
        UnitCriterion.id == criterion_id, UnitCriterion.office_id == office_id, UnitCriterion.withdrawn_on.is_(None),
    )  # fmt: skip
    if connection.execute(update(UnitCriterion).where(*mine).values(withdrawn_on=day)).rowcount != 1:
        raise NotFound(what="criterion")
