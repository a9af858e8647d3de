"""The spool: takes due print jobs one after another, prints them, and says what became of each.

It looks at the job rows, so that a job survives the server; a failure keeps the job with its reason and is tried
again later. The printer is spoken to outside the event loop and outside every transaction.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import fields
from functools import partial

from queue_app.actions import paper
from queue_app.config import Printing
from queue_app.domain.errors import PrinterFailed
from queue_app.printing.drivers import PrinterSettings, print_lines, render
from queue_app.printing.layout import PAPERS, Cut, TicketText, ticket_lines
from queue_app.store import catalogue
from queue_app.store.desk import Desk
from queue_app.store.engines import Offload, run_here
from queue_app.store.paper import DueJob
from queue_app.texts import long_time, translate

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5
PACE_S = 0.05  # between two tickets: no printer is faster, and a burst of numbers must not be slowed by its paper


class Spool:
    """One thread (a greenlet in the server) for the printer that hangs on this server."""

    def __init__(self, desk: Desk, printing: Printing, *, offload: Offload = run_here) -> None:
        self._desk = desk
        self._settings = settings_of(printing)
        self._is_on = printing.kind != "none"
        self._offload = offload
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)

    def start(self) -> None:
        if self._is_on:
            self._thread.start()

    def stop(self) -> None:
        """Lets the ticket under way end."""
        self._ending.set()
        if self._is_on:
            self._thread.join(timeout=self._settings.timeout_s)

    def _run(self) -> None:
        self._offload(partial(render, [Cut()], self._settings))  # loads the driver before the first ticket asks for it
        while not self._ending.wait(LOOK_EVERY_S):
            try:
                while self.print_one() and not self._ending.wait(PACE_S):
                    pass
            except Exception:  # the outer edge: it works unattended all day, whatever failed once
                logger.exception("the spool could not read its jobs")

    def print_one(self) -> bool:
        """Tries the oldest due job, if there is one; answers whether there was."""
        with self._desk.reading() as connection:
            offices = catalogue.offices(connection)
        for office in offices:
            job = paper.take_job(self._desk, office.id)
            if job is not None:
                self._print(job)
                return True
        return False

    def _print(self, job: DueJob) -> None:
        try:
            self._offload(partial(print_job, job, self._settings))
        except PrinterFailed as exc:
            reason = str(exc.data["reason"])
            logger.warning("ticket %s was not printed (try %s): %s", job.number, job.attempts + 1, reason)
            paper.job_failed(self._desk, job, reason=reason)
        else:
            paper.job_sent(self._desk, job)


def print_job(job: DueJob, settings: PrinterSettings) -> None:
    """Lays the ticket out in the citizen's language and sends it. Raises PrinterFailed."""
    text = TicketText(
        office=job.office,
        address=job.address,
        number=job.number,
        service=job.service_name_en if job.lang == "en" else job.service_name_id,
        taken_at=long_time(job.arrived_at, job.zone, lang=job.lang),
        ahead=job.ahead,
        url=job.url,
        footer=job.footer_en if job.lang == "en" else job.footer_id,
    )
    lines = ticket_lines(text, PAPERS[settings.paper_width_mm], _=partial(translate, job.lang))
    print_lines(lines, settings)


def settings_of(printing: Printing) -> PrinterSettings:
    """The driver's settings from the configuration's section of the same names."""
    shared = {field.name for field in fields(PrinterSettings)} & {field.name for field in fields(Printing)}
    options: dict[str, dict[str, str | int]] = {
        "usb": {"vendor_id": printing.usb_vendor_id, "product_id": printing.usb_product_id},
        "serial": {"baudrate": printing.serial_baudrate},
    }
    return PrinterSettings(
        name=printing.kind,
        options=options.get(printing.kind, {}),
        **{name: getattr(printing, name) for name in shared},
    )
