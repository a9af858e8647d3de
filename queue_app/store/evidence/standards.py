"""By which standard each day's work is judged."""

from __future__ import annotations

from sqlalchemy import Connection

from queue_app.domain.evidence.duties import StandardOn
from queue_app.domain.office.standard_times import on
from queue_app.store.office import standard_times


def standard_on(connection: Connection, office_id: int) -> StandardOn:
    """Seconds, by service and business date."""
    known = standard_times.of_office(connection, office_id)
    return lambda service_id, day: 60.0 * on(known[service_id], day)
