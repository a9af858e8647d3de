"""Print jobs: a row beside its ticket, due until the printer's connection took every byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from queue_app.domain.numbering import shown
from queue_app.domain.paper import JobState
from queue_app.store.office_tables import OfficeText
from queue_app.store.tables import Leg, Office, PrintJob, Series, Service, Ticket


@dataclass(frozen=True, slots=True)
class DueJob:
    """All that the paper says, and the job's own number."""

    id: int
    office_id: int
    attempts: int
    office: str
    address: str
    zone: str
    number: str
    service_name_id: str  # Indonesian
    service_name_en: str  # English
    arrived_at: datetime
    ahead: int
    url: str
    lang: str
    footer_id: str = ""  # the office's own words at the end
    footer_en: str = ""


@dataclass(frozen=True, slots=True)
class PaperState:
    queued: int
    failed: int  # queued after at least one failure
    reason: str | None  # of the latest failure that still waits


def insert_job(connection: Connection, row: Mapping[str, object]) -> None:
    """A queued job, never tried yet."""
    connection.execute(insert(PrintJob), {"state": JobState.QUEUED, "attempts": 0, **row})


_IS_QUEUED = text("print_job.state = 'queued'")  # written out, for the partial index
_IS_FAILING = text("print_job.state = 'queued' AND print_job.reason IS NOT NULL")  # as above
_FAILING = select(PrintJob.id).where(PrintJob.office_id == bindparam("office"), _IS_FAILING).limit(1)


def due(connection: Connection, office_id: int, *, now: datetime, limit: int) -> list[DueJob]:
    """The office's jobs to try now, the oldest first."""
    rows = connection.execute(
        select(
            PrintJob.id, PrintJob.office_id, PrintJob.attempts, Office.name, Office.address, Office.zone,
            Series.letter, Ticket.number, Service.name_id, Service.name_en, Ticket.arrived_at, PrintJob.ahead,
            PrintJob.url, PrintJob.lang, OfficeText.text_id, OfficeText.text_en,
        )
        .join(Ticket, Ticket.id == PrintJob.ticket_id)
        .join(Leg, (Leg.ticket_id == Ticket.id) & (Leg.position == 1))
        .join(Service, Service.id == Leg.service_id)
        .join(Series, Series.id == Ticket.series_id)
        .join(Office, Office.id == PrintJob.office_id)
        .outerjoin(OfficeText, (OfficeText.office_id == Office.id) & (OfficeText.key == "ticket_footer"))
        .where(PrintJob.office_id == office_id, _IS_QUEUED, PrintJob.next_try_at <= now)
        .order_by(PrintJob.id)
        .limit(limit)
    )  # fmt: skip
    return [_due_job(*row) for row in rows]


def is_failing(connection: Connection, office_id: int) -> bool:
    """Whether a ticket of the office waits for a printer that refused it."""
    return connection.execute(_FAILING, {"office": office_id}).first() is not None


def _due_job(*row: Any) -> DueJob:
    *job, letter, number, name_id, name_en, arrived_at, ahead, url, lang, footer_id, footer_en = row
    job_id, office_id, attempts, office, address, zone = job
    return DueJob(
        job_id, office_id, attempts, office, address, zone, shown(letter, number), name_id, name_en, arrived_at,
        ahead, url, lang, footer_id or footer_en or "", footer_en or footer_id or "",
    )  # fmt: skip


def claim(connection: Connection, job: DueJob, *, until: datetime) -> bool:
    """Takes the job for one attempt, unless another process has it. It is due again at `until` if we die."""
    claimed = connection.execute(
        update(PrintJob)
        .where(PrintJob.id == job.id, _IS_QUEUED, PrintJob.attempts == job.attempts)
        .values(attempts=job.attempts + 1, next_try_at=until)
    )
    return claimed.rowcount == 1


def mark_sent(connection: Connection, job_id: int, *, at: datetime) -> None:
    """The job is done."""
    connection.execute(
        update(PrintJob).where(PrintJob.id == job_id).values(state=JobState.SENT, reason=None, sent_at=at)
    )


def mark_failed(connection: Connection, job_id: int, *, reason: str, next_try_at: datetime) -> None:
    """The job stays queued, with the reason, until it is due again."""
    connection.execute(
        update(PrintJob).where(PrintJob.id == job_id, _IS_QUEUED).values(reason=reason[:300], next_try_at=next_try_at)
    )


def state(connection: Connection, office_id: int) -> PaperState:
    """How the office's paper stands now."""
    here = (PrintJob.office_id == office_id, _IS_QUEUED)
    queued, failed = connection.execute(select(func.count(), func.count(PrintJob.reason)).where(*here)).one()
    reason = connection.execute(
        select(PrintJob.reason).where(*here, PrintJob.reason.is_not(None)).order_by(PrintJob.id.desc()).limit(1)
    ).scalar()
    return PaperState(queued, failed, reason)
