"""By which standard each day's work is judged."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from queue_app.domain.evidence.duties import StandardOn
from queue_app.domain.office.standard_times import StandardHistory, on
from queue_app.store.office import standard_times


def standard_on(connection: Connection, office_id: int) -> StandardOn:
    """Seconds, by service and business date, as the rows have them: for what is only looked at."""
    return standard_s(standard_times.of_office(connection, office_id))


def standard_s(known: Mapping[int, StandardHistory]) -> StandardOn:
    """Seconds, by service and business date."""
    return lambda service_id, day: 60.0 * on(known[service_id], day)
