"""The computers that own a printer: what each has to print now. Reads only."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queue_app.screens.state import ScreenState, iso
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import chain
from queue_app.store.paper import standing


def printer_state(
    connection: Connection, office: OfficeKey, printer_id: int, *, now: datetime, keep: timedelta
) -> ScreenState:
    """What waits for one printer: the jobs that are due, the oldest first. keep: how long a paper is wanted."""
    return {
        "seq": chain.head_seq(connection, office.id),
        "now": iso(now),
        "jobs": _due(connection, office.id, printer_id, now, keep),
    }


def due(desk: Desk, office_id: int, printer_id: int, *, keep: timedelta) -> list[dict[str, Any]]:
    """The jobs that are due at one printer, the oldest first; as printer_state."""
    with desk.reading() as connection:
        return _due(connection, office_id, printer_id, desk.clock(), keep)


def paper_signs(connection: Connection, office_id: int, *, now: datetime) -> object:
    """What screens show of the office's paper; equal while they need not be told."""
    found = standing.standing(connection, office_id, now=now)
    return (
        [(row.id, row.name, trouble, row.runs_low) for row, trouble in found.printers],
        [(each.job.id, each.reason, each.is_doubtful) for each in found.stuck],
    )


def _due(
    connection: Connection, office_id: int, printer_id: int, now: datetime, keep: timedelta
) -> list[dict[str, Any]]:
    jobs = standing.due(connection, office_id, printer_id=printer_id, now=now, keep=keep)
    return [{"id": job.id, "number": job.number, "attempt": job.attempt_no} for job in jobs]
