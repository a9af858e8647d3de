"""How an office's paper stands: what each printer says of itself, and the papers that have not come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.paper.jobs import NO_PAPER_PRINTER, JobState, chosen
from queue_app.store.paper import jobs, printers
from queue_app.store.paper.jobs import Troubled, WaitingJob
from queue_app.store.paper.printers import PrinterRow

LOOKED_AT = 20  # jobs of a printer at a time
GONE = "gone"  # a key of CONDITIONS


@dataclass(frozen=True, slots=True)
class Stuck:
    """A paper that has not come out, with the reason that people are told."""

    job: Troubled
    reason: str | None  # a key of paper.CONDITIONS; None: it waits for its turn

    @property
    def is_doubtful(self) -> bool:
        """Whether people must look: it broke off, or nobody knows whether it came out."""
        return self.job.state is not JobState.QUEUED


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office's paper stands: its printers, with what ails each, and the papers that have not come out."""

    printers: tuple[tuple[PrinterRow, str | None], ...]
    stuck: tuple[Stuck, ...]

    @property
    def fit(self) -> list[PrinterRow]:
        """The printers that put something on paper now."""
        return [row for row, trouble in self.printers if not trouble and row.kind != NO_PAPER_PRINTER]

    def other_for(self, stuck: Stuck) -> PrinterRow | None:
        """A printer that prints, where the paper waits for one that does not."""
        if stuck.is_doubtful or stuck.job.printer_id in {row.job_key for row in self.fit}:
            return None
        return next(iter(self.fit), None)

    @property
    def stranded(self) -> dict[int | None, list[Stuck]]:
        """What waits for a printer that does not print while another one does, by the printer's key in jobs."""
        found: dict[int | None, list[Stuck]] = {}
        for each in self.failing:
            if self.other_for(each):
                found.setdefault(each.job.printer_id, []).append(each)
        return found

    @property
    def queued(self) -> int:
        return sum(not each.is_doubtful for each in self.stuck)

    @property
    def failing(self) -> list[Stuck]:
        return [each for each in self.stuck if not each.is_doubtful and each.reason]

    @property
    def doubtful(self) -> list[Stuck]:
        return [each for each in self.stuck if each.is_doubtful]


def due(
    connection: Connection, office_id: int, *, printer_id: int | None, now: datetime, keep: timedelta
) -> list[WaitingJob]:
    """The printer's jobs that may be claimed now, the oldest first, at most LOOKED_AT.

    printer_id None: of the printer at the server. keep: how long a ticket's paper is wanted.
    """
    found = jobs.due(connection, office_id, printer_id=printer_id, now=now, keep=keep, limit=LOOKED_AT)
    return [each for each in found if each.is_wanted]


def standing(connection: Connection, office_id: int, *, now: datetime) -> Standing:
    """How the office's paper stands now."""
    found = tuple((each, each.trouble(now)) for each in printers.of_office(connection, office_id))
    ails = {row.job_key: trouble for row, trouble in found}
    return Standing(found, tuple(_stuck(job, ails) for job in jobs.troubled(connection, office_id, now=now)))


def conditions(connection: Connection, office_id: int, *, now: datetime) -> dict[int, str | None]:
    """Why each printer of the office does not print now, by its id; 0: the one for tickets that name none."""
    found = printers.of_office(connection, office_id)
    usual = chosen(found, None)
    return {0: usual.trouble(now) if usual else None, **{each.id: each.trouble(now) for each in found}}


def _stuck(job: Troubled, ails: dict[int | None, str | None]) -> Stuck:
    if job.state is JobState.SENT:
        return Stuck(job, "unknown_fate")
    if job.state is JobState.QUEUED:
        return Stuck(job, ails.get(job.printer_id, GONE if job.printer_id else None) or job.reason)
    return Stuck(job, job.reason)
