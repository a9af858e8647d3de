"""Sign-ins that ended long ago, and those that nobody ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from queue_app.store.office.tables import LoginSession, Officer


def forget(connection: Connection, office_id: int, *, before: datetime) -> int:
    """Deletes the office's sessions that nobody has used since; answers how many. No session lasts so long."""
    mine = select(Officer.id).where(Officer.office_id == office_id)
    old = delete(LoginSession).where(LoginSession.officer_id.in_(mine), LoginSession.seen_at < before)
    return connection.execute(old).rowcount
