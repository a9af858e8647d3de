"""The spool: looks after the printer at the server, prints what is due there, and says what became of each paper.

It looks at the job rows, so that a job survives the server. While the printer is in trouble no job is handed to it;
they wait in their order. The printer is spoken to outside every transaction, and where its driver allows it outside the
event loop.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from queue_app.actions.paper import jobs, moves, server_printer
from queue_app.config import Printing
from queue_app.domain.log.errors import PrinterFailed
from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.printing.attempt import attempt, look, not_made
from queue_app.printing.drivers import IN_EVENT_LOOP, making, render, settings_of
from queue_app.printing.jobs import job_lines
from queue_app.printing.lines import PAPERS, Cut, Line, length_mm
from queue_app.printing.status import Memory
from queue_app.store.desk import Desk
from queue_app.store.engines import Offload, run_here
from queue_app.store.office import catalogue
from queue_app.store.paper.jobs import DueJob
from queue_app.unattended import Unattended

logger = logging.getLogger(__name__)
T = TypeVar("T")

JOBS_EVERY_S = 0.5
PACE_S = 0.05  # between two tickets: no printer is faster, and a burst of numbers must not be slowed by its paper
LOOK_EVERY_S, TROUBLE_EVERY_S = 10.0, 2.0  # between two looks at a printer that has nothing to do
OLD_EVERY_S = 30.0  # between two searches for papers that wait in vain
GRACE_S = 10.0  # for the ticket under way when the server is told to stop


class Spool:
    """One thread (a greenlet in the server) for the printer that hangs on this server."""

    def __init__(
        self, desk: Desk, printing: Printing, *, files_dir: Path = Path(), offload: Offload = run_here
    ) -> None:
        self._desk = desk
        self._files_dir = files_dir
        self._settings = settings_of(printing)
        self._is_on = printing.kind != "none"
        self._keep = printing.keep
        self._offload = run_here if printing.kind in IN_EVENT_LOOP else offload
        self._memory = Memory()
        self._status = PrinterStatus()
        self._look_due = self._old_due = 0.0
        self._known: set[int] = set()  # offices that have their row of the printer
        self._is_warm = False
        self._loop = Unattended(
            self._work, name="spool", every_s=JOBS_EVERY_S, grace_s=GRACE_S, fault="the spool could not read its jobs"
        )

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """Lets the ticket under way end."""
        self._loop.stop()

    def _work(self) -> None:
        if self._is_on and not self._is_warm:
            with suppress(PrinterFailed):  # of a wrong setting, which the first ticket tells
                self._outside(partial(render, [Cut()], self._settings))  # loads the driver before that
            self._is_warm = True
        self.tend()
        while self._is_on and self.print_one() and not self._loop.rest(PACE_S):
            pass

    def tend(self) -> None:
        """Each office knows of the printer, and no paper waits for one that is gone, or for nobody."""
        offices = self._offices()
        for office_id in offices:
            if office_id not in self._known:
                self._introduce(office_id)
        if time.monotonic() >= self._old_due:
            self._old_due = time.monotonic() + OLD_EVERY_S
            for office_id in offices:
                if not self._is_on:
                    server_printer.retire(self._desk, office_id)
                jobs.abandon_old(self._desk, office_id, keep=self._keep)
                moves.rescue(self._desk, office_id)

    def look(self) -> PrinterStatus:
        """Asks the printer how it is, and tells the offices where they do not know it."""
        self._heard(self._outside(partial(look, self._settings, self._memory)))
        for office_id in self._offices():
            jobs.status(self._desk, office_id, None, self._status)
        return self._status

    def print_one(self) -> bool:
        """Tries the oldest due job, if there is one and the printer is well; answers whether it did."""
        if time.monotonic() >= self._look_due:
            self.look()
        if self._status.condition:
            return False
        for office_id in self._offices():
            job = jobs.take_job(self._desk, office_id, keep=self._keep)
            if job is not None:
                self._print(job)
                return True
        return False

    def _print(self, job: DueJob) -> None:
        done, lines = self._tried(job)
        if done.reason:
            logger.warning("ticket %s was not printed (try %s): %s", job.number, job.attempt_no, done.reason)
        self._heard(done.status)
        jobs.report(
            self._desk, job.office_id, job.id, printer_id=None, attempt_no=job.attempt_no, attempt=done,
            length_mm=0 if done.outcome is Outcome.REFUSED else self._length_mm(lines),
        )  # fmt: skip

    def _tried(self, job: DueJob) -> tuple[Attempt, list[Line]]:
        try:
            lines = self._lines(job)
        except PrinterFailed as exc:  # claimed, but nothing of it went out: it must not be left in doubt
            return not_made(exc, job.id, self._memory), []
        return self._outside(partial(attempt, lines, self._settings, self._memory)), lines

    def _lines(self, job: DueJob) -> list[Line]:
        with making(self._settings.name), self._desk.reading() as connection:
            return job_lines(connection, job, self._settings.paper_width_mm, files_dir=self._files_dir)

    def _length_mm(self, lines: Sequence[Line]) -> int:
        return length_mm(lines, PAPERS[self._settings.paper_width_mm])

    def _heard(self, status: PrinterStatus) -> None:
        if status.condition != self._status.condition:
            logger.info("the printer: %s", status.condition or "prints")
        self._status = status
        self._look_due = time.monotonic() + (TROUBLE_EVERY_S if status.condition else LOOK_EVERY_S)

    def _introduce(self, office_id: int) -> None:
        if self._is_on:
            kind, width_mm = self._settings.kind, self._settings.paper_width_mm
            server_printer.introduce(self._desk, office_id, kind=kind, paper_width_mm=width_mm)
        self._known.add(office_id)
        self._look_due = 0.0

    def _offices(self) -> list[int]:
        with self._desk.reading() as connection:
            return [office.id for office in catalogue.offices(connection)]

    def _outside(self, work: Callable[[], T]) -> T:
        return cast("T", self._offload(work))
