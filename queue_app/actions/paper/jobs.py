"""Printing a ticket exactly once: a job is handed to one printer, and what became of it is written down.

A job that was handed out is never handed out again by itself unless its printer told that nothing of it went out.
No printer is spoken to in here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_app.domain.log.errors import PaperSettled
from queue_app.domain.log.events import PaperDecided, SetupChanged, TicketReprinted
from queue_app.domain.paper.jobs import (
    AFTER,
    Attempt,
    JobState,
    Outcome,
    PrinterStatus,
    retry_after,
)
from queue_app.store.desk import Desk, Work
from queue_app.store.paper import jobs as paper
from queue_app.store.paper import printers
from queue_app.store.paper.jobs import DueJob, Troubled
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.paper.standing import LOOKED_AT

KEEP = timedelta(minutes=15)  # how long a ticket's paper is wanted, where nobody says otherwise


@dataclass(frozen=True, slots=True)
class PaperWish:
    """Print the ticket: in which language, with which address before "/t/<token>" in its QR ("": none), and where."""

    lang: str
    link_base: str
    printer_id: int | None = None  # the kiosk's own; None, or one that is not in use any more: the office's usual one
    server_kind: str = "network"  # of the printer at the server, which serves before the office has its row; "none"

    def link(self, token: str) -> str:
        """What the QR holds; "" for a paper without one."""
        return f"{self.link_base}/t/{token}" if self.link_base else ""


def take_job(desk: Desk, office_id: int, printer_id: int | None = None, *, keep: timedelta = KEEP) -> DueJob | None:
    """The oldest job that is due at the printer, claimed for one attempt; None when there is none.

    printer_id None: the printer at the server. Papers that nobody wants any more are abandoned on the way: those
    older than `keep`, and originals of tickets that are over.
    """
    with desk.reading() as connection:
        waiting = paper.due(
            connection, office_id, printer_id=printer_id, now=desk.clock(), keep=keep, limit=LOOKED_AT
        )  # fmt: skip
    for job in waiting:
        with desk.transaction(office_id) as work:
            if not job.is_wanted:
                paper.abandon(work.connection, job.id, at=work.now)
            elif _claims(work, job.id, printer_id, job.attempt_no):
                return paper.whole(work.connection, job.id)
    return None


def claim(desk: Desk, office_id: int, job_id: int, *, printer_id: int | None, attempt_no: int) -> DueJob | None:
    """The given job, claimed for the attempt; None when it is not to be had: printed, settled, or another attempt."""
    with desk.transaction(office_id) as work:
        paper.job(work.connection, office_id, job_id)
        if _claims(work, job_id, printer_id, attempt_no):
            return paper.whole(work.connection, job_id)
    return None


def report(
    desk: Desk,
    office_id: int,
    job_id: int,
    *,
    printer_id: int | None,
    attempt_no: int,
    attempt: Attempt,
    length_mm: int = 0,
) -> bool:
    """Writes what became of an attempt, and what its printer said of itself; answers whether that was news.

    A report that comes twice, of another attempt, or after staff decided changes nothing of the job. A refusal puts it
    back in the queue, due again after a while. length_mm: of the paper that it takes.
    """
    with desk.transaction(office_id) as work:
        is_news = paper.end_attempt(
            work.connection, job_id, printer_id=printer_id, attempt_no=attempt_no,
            values=_after(attempt, attempt_no, work.now),
        )  # fmt: skip
        found = _printer(work, printer_id)
        if found and is_news:
            _note(work, found, attempt.status)
            if attempt.outcome is not Outcome.REFUSED:
                printers.use(work.connection, found.id, length_mm=length_mm)
    return is_news


def status(desk: Desk, office_id: int, printer_id: int | None, told: PrinterStatus) -> None:
    """Notes what a printer says of itself. What waited because of it is due at once when it prints again."""
    with desk.transaction(office_id) as work:
        found = _printer(work, printer_id)
        if found:
            _note(work, found, told)


def reprint(desk: Desk, office_id: int, job_id: int, *, by: int) -> int:
    """One more paper of the job's ticket, which says which copy it is; answers the copy's number. by: an officer.

    A job that was in doubt is settled with it. What still waits for a printer is not doubled: it is tried at once.
    Raises NotFound.
    """
    with desk.transaction(office_id) as work:
        asked = paper.job(work.connection, office_id, job_id)
        last = paper.last_of_ticket(work.connection, asked.ticket_id) or asked
        return again(work, last, printers.for_ticket(work.connection, office_id, last.printer_id), by=by)


def again(work: Work, last: Troubled, printer: PrinterRow | None, *, by: int) -> int:
    """As `reprint`, inside a transaction. last: the ticket's latest paper. printer None: the one at the server."""
    if last.state is JobState.QUEUED:
        paper.hurry(work.connection, last.id, at=work.now)
        return last.copy_no
    for was in (JobState.FAILED, JobState.SENT):
        paper.settle(work.connection, last.id, was=was, to=JobState.ABANDONED, at=work.now)
    paper.insert_copy(
        work.connection, last.id, printer_id=printer.job_key if printer else None, copy_no=last.copy_no + 1,
        at=work.now,
    )  # fmt: skip
    work.record(TicketReprinted(ticket_id=last.ticket_id, copy_no=last.copy_no + 1, officer_id=by))
    return last.copy_no + 1


def settle(desk: Desk, office_id: int, job_id: int, *, came_out: bool, by: int) -> None:
    """Somebody looked: the paper came out, or is not wanted any more. by: an officer.

    Raises NotFound; PaperSettled when it is not in doubt any more, or did not go to a printer and yet came out.
    """
    with desk.transaction(office_id) as work:
        job = paper.job(work.connection, office_id, job_id)
        open_states = (
            (JobState.FAILED, JobState.SENT) if came_out else (JobState.FAILED, JobState.SENT, JobState.QUEUED)
        )
        to = JobState.CONFIRMED if came_out else JobState.ABANDONED
        if job.state not in open_states or not paper.settle(work.connection, job.id, was=job.state, to=to, at=work.now):
            raise PaperSettled(number=job.number)
        work.record(
            PaperDecided(
                ticket_id=job.ticket_id, copy_no=job.copy_no, decision="came_out" if came_out else "left", officer_id=by
            )
        )


def new_roll(desk: Desk, office_id: int, printer_id: int, *, roll_mm: int, by: int) -> None:
    """A roll of this length was put in; its counter starts anew. by: an officer. Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = printers.printer(work.connection, office_id, printer_id)
        printers.new_roll(work.connection, found.id, roll_mm=roll_mm)
        work.record(
            SetupChanged(
                what="printer", key=found.name, field_names="roll_m used_m", officer_id=by,
                before=_roll(found.roll_mm, found.used_mm), after=_roll(roll_mm, 0),
            )
        )  # fmt: skip


def abandon_old(desk: Desk, office_id: int, *, keep: timedelta) -> int:
    """Gives up the papers of any printer that nobody waits for any more; answers how many."""
    with desk.reading() as connection:
        old = paper.too_old(connection, office_id, until=desk.clock() - keep)
    if old:
        with desk.transaction(office_id) as work:
            for job_id in old:
                paper.abandon(work.connection, job_id, at=work.now)
    return len(old)


def _roll(roll_mm: int, used_mm: int) -> str:
    return json.dumps({"roll_m": round(roll_mm / 1000, 1), "used_m": round(used_mm / 1000, 1)})


def _claims(work: Work, job_id: int, printer_id: int | None, attempt_no: int) -> bool:
    return paper.claim(work.connection, job_id, printer_id=printer_id, attempt_no=attempt_no, at=work.now)


def _after(attempt: Attempt, attempt_no: int, now: datetime) -> dict[str, object]:
    state, is_out = AFTER[attempt.outcome], attempt.outcome in (Outcome.TAKEN, Outcome.CONFIRMED)
    return {
        "state": state,
        "reason": attempt.reason and attempt.reason[:300],
        "next_try_at": now + retry_after(attempt_no),
        "sent_at": now if is_out else None,
        "settled_at": now if attempt.outcome is Outcome.CONFIRMED else None,
        **({"claimed_at": None} if attempt.outcome is Outcome.REFUSED else {}),
    }


def _printer(work: Work, printer_id: int | None) -> PrinterRow | None:
    if printer_id is None:
        return printers.at_server(work.connection, work.office.id)
    return printers.printer(work.connection, work.office.id, printer_id)


def _note(work: Work, found: PrinterRow, told: PrinterStatus) -> None:
    printers.note(work.connection, found.id, told, at=work.now)
    if told.condition is None and found.condition is not None:
        paper.wake(work.connection, work.office.id, printer_id=found.job_key, at=work.now)
