"""Print jobs: a row beside its ticket, due until it was handed to a printer, in doubt until somebody knows its fate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_, select, text, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.paper.jobs import LONGEST_RETRY_S, JobState
from queue_app.domain.queue.numbering import shown
from queue_app.store.office.tables import Office, OfficeText, Series, Service
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import OPEN_LEG, Leg, Ticket
from queue_app.store.statements import Statement

# The slowest ticket, with its logo and QR as pictures over a serial line of 9600 bits a second, takes half of it.
UNKNOWN_AFTER = timedelta(minutes=1)
TROUBLE_LASTS = timedelta(days=1)  # after that nobody comes back for the paper
MOST_TROUBLED = 200


@dataclass(frozen=True, slots=True)
class DueJob:
    """All that the paper says, and what its report must name: the job's own number and which attempt this is."""

    id: int
    office_id: int
    attempt_no: int  # 1: the first
    copy_no: int  # 1: the original
    office: str
    address: str
    time_zone: str
    number: str
    service_name_id: str  # Indonesian
    service_name_en: str  # English
    arrived_at: datetime
    ahead: int
    url: str
    lang: str
    footer_id: str = ""  # the office's own words at the end
    footer_en: str = ""
    promised: str | None = None  # the wait, as citizen.given writes it; of a paper that was wanted later: None


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """A job that is due, for whoever is about to claim it."""

    id: int
    number: str
    attempt_no: int  # of the attempt that claiming it begins
    is_wanted: bool  # False: its citizen has gone, or it is a paper of long ago


@dataclass(frozen=True, slots=True)
class Troubled:
    """A paper that has not come out, or of which nobody knows."""

    id: int
    ticket_id: int
    number: str
    copy_no: int
    printer_id: int | None
    state: JobState
    reason: str | None
    created_at: datetime
    attempts: int
    is_untouched: bool  # nothing of it has ever reached a printer: it was never handed out, or refused each time


_INSERT = Statement(insert(PrintJob))
_IS_QUEUED = text("print_job.state = 'queued'")  # written out, for the partial index
_IS_TROUBLED = text("print_job.state IN ('queued', 'sent', 'failed')")  # as above
_NUMBERED = (
    select(
        PrintJob.id, PrintJob.ticket_id, Series.letter, Ticket.number, PrintJob.copy_no, PrintJob.printer_id,
        PrintJob.state, PrintJob.reason, PrintJob.created_at, PrintJob.attempts, PrintJob.claimed_at.is_(None),
    )
    .join(Ticket, Ticket.id == PrintJob.ticket_id)
    .join(Series, Series.id == Ticket.series_id)
)  # fmt: skip
_WHOLE = (
    select(
        PrintJob.id, PrintJob.office_id, PrintJob.attempts.label("attempt_no"), PrintJob.copy_no,
        Office.name.label("office"), Office.address, Office.time_zone, Series.letter, Ticket.number,
        Service.name_id.label("service_name_id"), Service.name_en.label("service_name_en"), Ticket.arrived_at,
        PrintJob.ahead, PrintJob.url, PrintJob.lang, Ticket.promised, PrintJob.created_at,
        OfficeText.text_id.label("footer_id"), OfficeText.text_en.label("footer_en"),
    )
    .join(Ticket, Ticket.id == PrintJob.ticket_id)
    .join(Leg, (Leg.ticket_id == Ticket.id) & (Leg.position == 1))
    .join(Service, Service.id == Leg.service_id)
    .join(Series, Series.id == Ticket.series_id)
    .join(Office, Office.id == PrintJob.office_id)
    .outerjoin(OfficeText, (OfficeText.office_id == Office.id) & (OfficeText.key == "ticket_footer"))
)  # fmt: skip


def insert_job(connection: Connection, row: Mapping[str, object]) -> None:
    """A queued job, never tried yet."""
    _INSERT.tell(connection, **{"state": JobState.QUEUED, "attempts": 0, "copy_no": 1, **row})


def due(
    connection: Connection, office_id: int, *, printer_id: int | None, now: datetime, keep: timedelta, limit: int
) -> list[WaitingJob]:
    """The printer's jobs to try now, the oldest first. printer_id None: of the one at the server."""
    here = exists().where(Leg.ticket_id == PrintJob.ticket_id, text("leg." + OPEN_LEG.text))
    is_wanted = and_(PrintJob.created_at > now - keep, or_(PrintJob.copy_no > 1, here))
    rows = connection.execute(
        select(PrintJob.id, Series.letter, Ticket.number, PrintJob.attempts, is_wanted)
        .join(Ticket, Ticket.id == PrintJob.ticket_id)
        .join(Series, Series.id == Ticket.series_id)
        .where(PrintJob.office_id == office_id, _IS_QUEUED, _is_due(now), _goes_to(printer_id))
        .order_by(PrintJob.id)
        .limit(limit)
    )
    return [WaitingJob(row[0], shown(row[1], row[2]), row[3] + 1, bool(row[4])) for row in rows]


def claim(connection: Connection, job_id: int, *, printer_id: int | None, attempt_no: int, at: datetime) -> bool:
    """Hands the job to its printer for this attempt, unless it was handed out or settled meanwhile."""
    mine = (PrintJob.id == job_id, _IS_QUEUED, PrintJob.attempts == attempt_no - 1, _goes_to(printer_id))
    values = {"state": JobState.SENT, "attempts": attempt_no, "claimed_at": at, "reason": None}
    return connection.execute(update(PrintJob).where(*mine).values(values)).rowcount == 1


def whole(connection: Connection, job_id: int) -> DueJob:
    """All that the paper of a job says."""
    told: dict[str, Any] = dict(connection.execute(_WHOLE.where(PrintJob.id == job_id)).mappings().one())
    told["number"] = shown(told.pop("letter"), told["number"])
    if told.pop("created_at") != told["arrived_at"] or told["copy_no"] > 1:
        told["promised"] = None  # it was of the moment in which the number was taken
    words_id, words_en = told["footer_id"] or "", told["footer_en"] or ""
    return DueJob(**{**told, "footer_id": words_id or words_en, "footer_en": words_en or words_id})


def end_attempt(
    connection: Connection, job_id: int, *, printer_id: int | None, attempt_no: int, values: Mapping[str, object]
) -> bool:
    """Writes what became of the attempt; False where that is known already, or staff decided meanwhile."""
    mine = (
        PrintJob.id == job_id, PrintJob.state == JobState.SENT, PrintJob.attempts == attempt_no,
        PrintJob.sent_at.is_(None), _goes_to(printer_id),
    )  # fmt: skip
    return connection.execute(update(PrintJob).where(*mine).values(dict(values))).rowcount == 1


def settle(connection: Connection, job_id: int, *, was: JobState, to: JobState, at: datetime) -> bool:
    """Writes what staff decided, unless the job is not what they saw any more, or every byte of it was taken."""
    mine = (PrintJob.id == job_id, PrintJob.state == was, PrintJob.sent_at.is_(None))
    return connection.execute(update(PrintJob).where(*mine).values(state=to, settled_at=at)).rowcount == 1


def abandon(connection: Connection, job_id: int, *, at: datetime) -> None:
    """Nobody wants the paper of a job that no printer has got."""
    connection.execute(
        update(PrintJob).where(PrintJob.id == job_id, _IS_QUEUED).values(state=JobState.ABANDONED, settled_at=at)
    )


def withdraw(connection: Connection, ticket_id: int, *, at: datetime) -> None:
    """The same of every paper of a ticket."""
    mine = (PrintJob.ticket_id == ticket_id, _IS_QUEUED)
    connection.execute(update(PrintJob).where(*mine).values(state=JobState.ABANDONED, settled_at=at))


def too_old(connection: Connection, office_id: int, *, until: datetime) -> list[int]:
    """The office's jobs of any printer that were made by then and that no printer has got."""
    old = (PrintJob.office_id == office_id, _IS_QUEUED, PrintJob.created_at <= until)
    return list(connection.execute(select(PrintJob.id).where(*old).limit(MOST_TROUBLED)).scalars())


def hurry(connection: Connection, job_id: int, *, at: datetime) -> None:
    """A job that rests is due now."""
    connection.execute(update(PrintJob).where(PrintJob.id == job_id, _IS_QUEUED).values(next_try_at=at))


def hand_over(
    connection: Connection, office_id: int, *, was: int | None, to: int | None, at: datetime, job_id: int | None = None
) -> int:
    """What waits for one printer (None: the server's), all or one job, waits for another one now; answers how many.

    No printer has got anything of a job that waits, so it cannot come out at both.
    """
    mine = (PrintJob.office_id == office_id, _IS_QUEUED, _goes_to(was))
    one = () if job_id is None else (PrintJob.id == job_id,)
    moved = update(PrintJob).where(*mine, *one).values(printer_id=to, next_try_at=at, reason=None)
    return connection.execute(moved).rowcount


def wake(connection: Connection, office_id: int, *, printer_id: int | None, at: datetime) -> None:
    """All jobs that rest because of the printer are due now: it prints again."""
    resting = (PrintJob.office_id == office_id, _IS_QUEUED, PrintJob.next_try_at > at, _goes_to(printer_id))
    connection.execute(update(PrintJob).where(*resting).values(next_try_at=at))


def troubled(connection: Connection, office_id: int, *, now: datetime) -> list[Troubled]:
    """The office's papers of the last day that wait, broke off, or of which nobody knows, the oldest first.

    One that was handed out in a time to come was so before the clock was set back: how long ago, nobody knows.
    """
    long_ago = or_(PrintJob.claimed_at <= now - UNKNOWN_AFTER, PrintJob.claimed_at > now + UNKNOWN_AFTER)
    is_lost = and_(PrintJob.sent_at.is_(None), long_ago)
    rows = connection.execute(
        _NUMBERED.where(
            PrintJob.office_id == office_id, _IS_TROUBLED, PrintJob.created_at > now - TROUBLE_LASTS,
            or_(PrintJob.state != JobState.SENT, is_lost),
        )
        .order_by(PrintJob.created_at, PrintJob.id)
        .limit(MOST_TROUBLED)
    )  # fmt: skip
    return [_troubled(row) for row in rows]


def job(connection: Connection, office_id: int, job_id: int) -> Troubled:
    """Raises NotFound when the office has no such job."""
    row = connection.execute(_NUMBERED.where(PrintJob.office_id == office_id, PrintJob.id == job_id)).one_or_none()
    if row is None:
        raise NotFound(what="paper")
    return _troubled(row)


def last_of_ticket(connection: Connection, ticket_id: int) -> Troubled | None:
    """The latest paper of a ticket, if it ever had one."""
    mine = _NUMBERED.where(PrintJob.ticket_id == ticket_id).order_by(PrintJob.copy_no.desc()).limit(1)
    row = connection.execute(mine).one_or_none()
    return _troubled(row) if row else None


def revive(connection: Connection, job_id: int, *, printer_id: int | None, ahead: int, at: datetime) -> bool:
    """A paper that waits, or was given up before it reached any printer, is wanted from now on; False for another."""
    was_given_up = and_(PrintJob.state == JobState.ABANDONED, PrintJob.claimed_at.is_(None))
    mine = (PrintJob.id == job_id, or_(_IS_QUEUED, was_given_up))
    values = {
        "state": JobState.QUEUED, "printer_id": printer_id, "ahead": ahead, "reason": None,
        "created_at": at, "next_try_at": at, "settled_at": None,
    }  # fmt: skip
    return connection.execute(update(PrintJob).where(*mine).values(values)).rowcount == 1


def insert_copy(connection: Connection, of_job_id: int, *, printer_id: int | None, copy_no: int, at: datetime) -> None:
    """One more paper of the same ticket, as the first one was wished for."""
    kept = select(PrintJob.office_id, PrintJob.ticket_id, PrintJob.lang, PrintJob.ahead, PrintJob.url)
    same = connection.execute(kept.where(PrintJob.id == of_job_id)).mappings().one()
    insert_job(
        connection,
        {**same, "printer_id": printer_id, "copy_no": copy_no, "created_at": at, "next_try_at": at},
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Its rest is over; no rest is so long that its end lies farther ahead, unless the clock was set back since."""
    return or_(PrintJob.next_try_at <= now, PrintJob.next_try_at > now + timedelta(seconds=LONGEST_RETRY_S))


def _goes_to(printer_id: int | None) -> ColumnElement[bool]:
    return PrintJob.printer_id.is_(None) if printer_id is None else PrintJob.printer_id == printer_id


def _troubled(row: Any) -> Troubled:
    job_id, ticket_id, letter, number, *more = row
    return Troubled(job_id, ticket_id, shown(letter, number), *more)
