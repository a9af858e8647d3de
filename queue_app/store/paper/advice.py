"""What an office's papers of the last day say of its settings."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from queue_app.store.paper.printers import PrinterRow
from queue_app.store.paper.tables import PrintJob

LATELY = timedelta(days=1)
LOOKED_AT = 20  # papers of a printer
PATTERN = 2  # so many make one: a single paper may have met a printer that stood still
UNCONFIRMED = "unconfirmed"  # a key of paper.CONDITIONS
HAS_A_LINE = "network"  # the kind of printer whose connection ends


def lacks_codes(connection: Connection, office_id: int, *, now: datetime) -> bool:
    """Whether tickets had no code to follow them by phone, for want of an address that phones reach."""
    lately = (PrintJob.office_id == office_id, PrintJob.created_at > now - LATELY)
    return bool(connection.execute(select(exists().where(*lately, PrintJob.url == ""))).scalar())


def keeps_its_line_open(connection: Connection, printer: PrinterRow, *, now: datetime) -> bool:
    """Whether the printer seems to take tickets and never to end their connection, as it is believed to do.

    Every one of its last papers was taken to its last byte and none confirmed; what staff made of them is no matter.
    """
    if printer.kind != HAS_A_LINE:
        return False
    mine = (PrintJob.office_id == printer.office_id, PrintJob.printer_id.is_not_distinct_from(printer.job_key))
    lately = (PrintJob.created_at > now - LATELY, PrintJob.claimed_at.is_not(None))
    rows = connection.execute(
        select(PrintJob.reason, PrintJob.sent_at).where(*mine, *lately).order_by(PrintJob.id.desc()).limit(LOOKED_AT)
    ).all()
    unconfirmed = [row for row in rows if row.reason == UNCONFIRMED]
    return len(unconfirmed) >= PATTERN and not any(row.sent_at for row in rows)
