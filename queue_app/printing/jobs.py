"""A print job becomes the lines of its paper, in the citizen's language and the office's layout."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from queue_app.domain.citizen import given
from queue_app.printing.drivers import making
from queue_app.printing.layout import TicketText, ticket_lines
from queue_app.printing.lines import PAPERS, Line
from queue_app.store.hall import files
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.store.paper.jobs import DueJob
from queue_app.texts import clock_range, long_time, translate

logger = logging.getLogger(__name__)


def job_lines(connection: Connection, job: DueJob, paper_width_mm: int, *, files_dir: Path) -> list[Line]:
    """What the job's paper says, from its first line to the cut.

    paper_width_mm: a key of PAPERS. files_dir: where the office's logo lies. Raises PrinterFailed.
    """
    office = office_now(connection, job.office_id)
    text = TicketText(
        office=job.office,
        address=job.address,
        number=job.number,
        service=job.service_name_en if job.lang == "en" else job.service_name_id,
        taken_at=long_time(job.arrived_at, job.time_zone, lang=job.lang),
        ahead=job.ahead,
        url=job.url,
        footer=job.footer_en if job.lang == "en" else job.footer_id,
        copy_no=job.copy_no,
        logo=logo_of(office, files_dir),
        lang=job.lang,
        wait=_wait(job),
    )
    with making(f"{paper_width_mm} mm"):
        return ticket_lines(text, PAPERS[paper_width_mm], office.ticket_layout, _=partial(translate, job.lang))


def _wait(job: DueJob) -> str:
    if job.promised is None:
        return ""
    promise = given.read(job.promised)
    return clock_range(promise.from_at, promise.to_at, job.time_zone)


def logo_of(office: OfficeNow, files_dir: Path) -> bytes | None:
    """The office's logo as a picture file, where it has one that can be read."""
    path = files.find(files_dir, office.media.logo) if office.media.logo else None
    try:
        return path.read_bytes() if path else None
    except OSError as exc:  # a ticket without its logo is worth more than no ticket
        logger.warning("the logo cannot be read, tickets go without it: %s", exc)
        return None
