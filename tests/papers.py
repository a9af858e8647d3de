"""Printers and papers of a test's office: what a printer's program would do, in one line each."""

from __future__ import annotations

from queue_app.actions.hall import devices
from queue_app.actions.paper import jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.store.paper import printers
from queue_app.store.paper.jobs import DueJob
from tests.offices import Office

WISH = PaperWish(lang="id", link_base="http://antrean.test")
WELL = PrinterStatus(None, "ok")


def printer_at_server(office: Office, *, kind: str = "network") -> int:
    """Answers its id."""
    with office.desk.transaction(office.office_id) as work:
        printers.ensure_at_server(work.connection, office.office_id, kind=kind, paper_width_mm=80, name="Server")
        found = printers.at_server(work.connection, office.office_id)
    assert found is not None
    return found.id


def paired_printer(office: Office, name: str = "Lobi") -> int:
    """A computer with a printer, paired and never seen since; answers the printer's id."""
    desk, key = office.desk, office.desk.office(office.office_id)
    code = devices.begin(desk, key, DeviceKind.PRINTER).code
    device = devices.pair(desk, key.id, code=code, name=name, by=office.officers["tini"])
    with desk.reading() as connection:
        found = printers.of_device(connection, device.id)
    assert found is not None
    return found.id


def must_take(office: Office, printer_id: int | None = None) -> DueJob:
    job = jobs.take_job(office.desk, office.office_id, printer_id)
    assert job is not None
    return job


def report(
    office: Office, job: DueJob, outcome: Outcome, reason: str | None = None, *, printer_id: int | None = None,
    status: PrinterStatus | None = None, length_mm: int = 0,
) -> bool:  # fmt: skip
    """What the printer's program says of the attempt that the job was taken for."""
    return jobs.report(
        office.desk, office.office_id, job.id, printer_id=printer_id, attempt_no=job.attempt_no,
        attempt=Attempt(outcome, reason, status or PrinterStatus(reason)), length_mm=length_mm,
    )  # fmt: skip
