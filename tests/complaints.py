"""Complaints for tests: one that anybody may lodge, and the people who look at it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import update

from queue_app.actions.citizen.complaints.lodge import lodge
from queue_app.domain.citizen.complaints.kinds import Category, Kind
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.office.tables import Officer
from tests.offices import Office

SAYS = Lodged(Kind.COMPLAINT, "Menunggu tiga jam di loket dua", wish="Loket ditambah")
BRIBE = replace(SAYS, text="Diminta uang rokok", category=Category.BRIBE)
SITI = Identity("Siti Rahma", "0812 5555 0101")


def as_role(office: Office, username: str, role: Role) -> Viewer:
    """The officer, who has that role from now on."""
    officer_id = office.officers[username]
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.id == officer_id).values(role=role))
    return Viewer(officer_id, role)


def brought(office: Office, lodged: Lodged = SAYS, **change: Any) -> tuple[int, str]:
    """A new complaint: its number, and its code."""
    code = lodge(office.desk, office.office_id, lodged=replace(lodged, **change))
    with office.desk.reading() as connection:
        return rows.by_code(connection, office.desk.seal, office.office_id, code).id, code


def kept(office: Office, complaint_id: int) -> Kept:
    with office.desk.reading() as connection:
        return rows.read(connection, office.desk.seal, office.office_id, complaint_id)
