"""The computers that own a printer: what each has to print now, and what it says of itself when it comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queue_app.actions.paper import jobs as paper
from queue_app.domain.log.errors import NotPaired
from queue_app.screens.state import ScreenState, iso
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.log import chain
from queue_app.store.paper import printers


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


def arrived(desk: Desk, device: DeviceRow, *, kind: str, paper_width_mm: int, version: str) -> int:
    """The printer of a paired computer, with what its program says of it. Raises NotPaired when it has none."""
    with desk.reading() as connection:
        found = printers.of_device(connection, device.id)
    if found is None:
        raise NotPaired
    if (found.kind, found.paper_width_mm, found.version) != (kind, paper_width_mm, version):
        with desk.transaction(device.office_id) as work:
            printers.describe(work.connection, found.id, kind=kind, paper_width_mm=paper_width_mm, version=version)
    return found.id


def paper_signs(connection: Connection, office_id: int, *, now: datetime) -> object:
    """What screens show of the office's paper; equal while they need not be told."""
    found = paper.standing(connection, office_id, now=now)
    return (
        [(row.id, row.name, trouble, row.runs_low) for row, trouble in found.printers],
        [(each.job.id, each.reason, each.is_doubtful) for each in found.stuck],
    )


def _due(
    connection: Connection, office_id: int, printer_id: int, now: datetime, keep: timedelta
) -> list[dict[str, Any]]:
    jobs = paper.due(connection, office_id, printer_id=printer_id, now=now, keep=keep)
    return [{"id": job.id, "number": job.number, "attempt": job.attempt_no} for job in jobs]
