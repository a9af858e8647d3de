"""Printing a ticket: taking a due job, and saying what became of it. No printer is spoken to in here."""

from __future__ import annotations

from datetime import timedelta

from queue_app.store import paper
from queue_app.store.desk import Desk
from queue_app.store.paper import DueJob

LEASE = timedelta(seconds=30)  # a job taken by a process that died is due again after this
FIRST_RETRY_S, LONGEST_RETRY_S = 2, 60


def take_job(desk: Desk, office_id: int) -> DueJob | None:
    """The oldest job that is due, claimed for one attempt; None when there is none."""
    with desk.reading() as connection:
        due = paper.due(connection, office_id, now=desk.clock(), limit=1)
    for job in due:
        with desk.transaction(office_id) as work:
            if paper.claim(work.connection, job, until=work.now + LEASE):
                return job
    return None


def job_sent(desk: Desk, job: DueJob) -> None:
    """The printer's connection took every byte."""
    with desk.transaction(job.office_id) as work:
        paper.mark_sent(work.connection, job.id, at=work.now)


def job_failed(desk: Desk, job: DueJob, *, reason: str) -> None:
    """Keeps the job with its reason, due again later: each time twice as long, up to a minute."""
    delay = min(FIRST_RETRY_S * 2**job.attempts, LONGEST_RETRY_S)
    with desk.transaction(job.office_id) as work:
        paper.mark_failed(work.connection, job.id, reason=reason, next_try_at=work.now + timedelta(seconds=delay))
