"""What every screen's state begins with. A state is plain data, ready for JSON; times are ISO UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.queue import numbering
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import OfficeNow, office_and_head

ScreenState = dict[str, Any]


def iso(at: datetime | None) -> str | None:
    """UTC with milliseconds and "Z", as every browser since 2015 reads it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def stamp(connection: Connection, office: OfficeKey, now: datetime) -> tuple[ScreenState, date, OfficeNow]:
    """What every state begins with: its last event and its moment. Beside it the business date, and the office."""
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    return {"seq": seq, "now": iso(now)}, day, known
