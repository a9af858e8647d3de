"""Who of an office may see any complaint at all."""

from __future__ import annotations

from sqlalchemy import Connection, select

from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.log.rights import RIGHTS, Right, Role
from queue_app.store.office.tables import Officer

_ROLES = [role for role in Role if not RIGHTS[role].isdisjoint({Right.COMPLAINTS, Right.INTEGRITY})]


def viewers(connection: Connection, office_id: int) -> list[Viewer]:
    """By name."""
    asked = (
        select(Officer.id, Officer.role)
        .where(Officer.office_id == office_id, Officer.role.in_(_ROLES), Officer.is_active)
        .order_by(Officer.name)
    )
    return [Viewer(*row) for row in connection.execute(asked)]


def names(connection: Connection, office_id: int) -> dict[int, str]:
    """Everybody who ever had an account in the office, id -> name."""
    asked = select(Officer.id, Officer.name).where(Officer.office_id == office_id).order_by(Officer.name)
    return {row.id: row.name for row in connection.execute(asked)}
