"""The computers that own a printer: what each has to print now. Reads only."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from queue_app.screens.state import ScreenState, Shown, moment
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import chain
from queue_app.store.paper import standing


class DueJob(Shown, frozen=True):
    """attempt: the number that the next one has."""

    id: int
    number: str
    attempt: int


class PrinterState(ScreenState, frozen=True, kw_only=True):
    """What one printer has to print now, the oldest first."""

    jobs: list[DueJob]


def printer_state(
    connection: Connection, office: OfficeKey, printer_id: int, *, now: datetime, keep: timedelta
) -> PrinterState:
    """What waits for one printer: the jobs that are due, the oldest first. keep: how long a paper is wanted."""
    return PrinterState(
        seq=chain.head_seq(connection, office.id),
        now=moment(now),
        jobs=_due(connection, office.id, printer_id, now, keep),
    )


def due(desk: Desk, office_id: int, printer_id: int, *, keep: timedelta) -> list[DueJob]:
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


def _due(connection: Connection, office_id: int, printer_id: int, now: datetime, keep: timedelta) -> list[DueJob]:
    jobs = standing.due(connection, office_id, printer_id=printer_id, now=now, keep=keep)
    return [DueJob(job.id, job.number, job.attempt_no) for job in jobs]
