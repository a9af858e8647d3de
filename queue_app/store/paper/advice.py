"""What an office's papers of the last day say of its settings."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from queue_app.store.paper.tables import PrintJob

LATELY = timedelta(days=1)


def lacks_codes(connection: Connection, office_id: int, *, now: datetime) -> bool:
    """Whether tickets had no code to follow them by phone, for want of an address that phones reach."""
    lately = (PrintJob.office_id == office_id, PrintJob.created_at > now - LATELY)
    return bool(connection.execute(select(exists().where(*lately, PrintJob.url == ""))).scalar())
