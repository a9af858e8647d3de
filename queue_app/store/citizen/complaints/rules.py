"""The days that an office has set for each stage, over those that everybody has."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from queue_app.domain.citizen.complaints.deadlines import DEFAULTS, Rule
from queue_app.store.citizen.complaints.tables import ComplaintDeadline


def rules(connection: Connection, office_id: int) -> dict[Rule, int]:
    """Rule -> days; 0: it does not count there."""
    asked = select(
        ComplaintDeadline.group, ComplaintDeadline.stage, ComplaintDeadline.counting, ComplaintDeadline.days
    ).where(ComplaintDeadline.office_id == office_id)
    own = {(group, stage, counting): days for group, stage, counting, days in connection.execute(asked)}
    return {**DEFAULTS, **own}


def replace(connection: Connection, office_id: int, own: Mapping[Rule, int]) -> None:
    """Keeps what differs from everybody's."""
    connection.execute(delete(ComplaintDeadline).where(ComplaintDeadline.office_id == office_id))
    for (group, stage, counting), days in own.items():
        if DEFAULTS.get((group, stage, counting)) != days:
            row = {"office_id": office_id, "group": group, "stage": stage, "counting": counting, "days": days}
            connection.execute(insert(ComplaintDeadline).values(**row))
