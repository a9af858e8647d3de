"""When each officer began at an office's counters, as far as the office can know."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, func, select

from queue_app.domain.queue.numbering import business_date
from queue_app.store.queue.tables import DeskSession

BEGINNING = timedelta(days=7)  # so long after the office's own first day at a counter everybody may have been there
_FIRST = (
    select(DeskSession.officer_id, func.min(DeskSession.opened_at))
    .where(DeskSession.office_id == bindparam("office"))
    .group_by(DeskSession.officer_id)
)


def started(connection: Connection, office_id: int, time_zone: str) -> dict[int, date]:
    """The first day at a counter, by officer; without those who were there when the office began to use this program.

    Of those nobody knows since when they serve, and an office that is new here is not staffed by beginners.
    """
    days = first_days(connection, office_id, time_zone)
    known_from = min(days.values(), default=date.min) + BEGINNING
    return {officer_id: day for officer_id, day in days.items() if day >= known_from}


def first_days(connection: Connection, office_id: int, time_zone: str) -> dict[int, date]:
    """The first day at a counter, by officer, as far as this program was used."""
    rows = connection.execute(_FIRST, {"office": office_id})
    return {officer_id: business_date(opened_at, time_zone) for officer_id, opened_at in rows}
