"""Rows of complaints written once more when their day is over: what a database keeps beside a row tells no minute then.

PostgreSQL keeps which transaction wrote a row, and each sealed part too large for it in a row of its own, so the parts
are closed once more with it. Rows are taken in the order of their random numbers, never in that in which they came.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, update

from queue_app.store.citizen.complaints.tables import Complaint, ComplaintFile, ComplaintStep
from queue_app.store.sealing import Seal

Kind = type[Complaint | ComplaintStep | ComplaintFile]
SEALED: dict[Kind, tuple[str, ...]] = {
    Complaint: ("content", "identity", "handling"),
    ComplaintStep: ("sealed",),
    ComplaintFile: ("name",),
}


def write(connection: Connection, seal: Seal, kind: Kind, row_id: int, **values: Any) -> None:
    """One row, with its parts closed anew and `values` in it."""
    names = SEALED[kind]
    row = connection.execute(select(*(getattr(kind, name) for name in names)).where(kind.id == row_id)).one()
    closed = {
        name: data if data is None else seal.close_bytes(seal.open_bytes(data))
        for name, data in zip(names, row, strict=True)
    }
    connection.execute(update(kind).where(kind.id == row_id).values(**closed, **values))


def write_all(connection: Connection, seal: Seal, complaint_ids: Collection[int]) -> None:
    """Those complaints and what was sent along with them."""
    for each in sorted(complaint_ids):
        write(connection, seal, Complaint, each)
    asked = select(ComplaintFile.id).where(ComplaintFile.complaint_id.in_(complaint_ids)).order_by(ComplaintFile.id)
    for each in connection.execute(asked).scalars().all():
        write(connection, seal, ComplaintFile, each)
