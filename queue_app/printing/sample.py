"""An office's ticket as it would come out now, with a number that nobody waits with: to look at a layout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.domain.queue.numbering import shown
from queue_app.printing.drivers import making
from queue_app.printing.jobs import logo_of
from queue_app.printing.layout import TicketText, ticket_lines
from queue_app.printing.lines import PAPERS
from queue_app.printing.picture import png
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import clock_range, long_time, translate

TOKEN = "contoh-contoh-contoh-1"  # noqa: S105 - as long as a real one, so that the code is as dense; nobody's ticket
AHEAD = 3
FROM, TO = timedelta(minutes=15), timedelta(minutes=30)  # between which the example is called


def of_office(
    desk: Desk,
    office_id: int,
    *,
    lang: str,
    paper_width_mm: int,
    link_base: str,
    files_dir: Path,
    layout: Sequence[TicketLinePlan] | None = None,
) -> bytes:
    """The layout, else the office's own, as a PNG. Raises NotFound, PrinterFailed (an address too long for a QR)."""
    with desk.reading() as connection:
        office = office_now(connection, office_id)
        logo = logo_of(office, files_dir)
        ticket = sample(connection, office, lang=lang, at=desk.clock(), link_base=link_base, logo=logo)
    return picture(ticket, office.ticket_layout if layout is None else layout, paper_width_mm=paper_width_mm)


def sample(
    connection: Connection, office: OfficeNow, *, lang: str, at: datetime, link_base: str, logo: bytes | None = None
) -> TicketText:
    """What an example ticket of the office says: its first service, its first number."""
    service = next(iter(catalogue.services(connection, office.id)), None)
    footer = office.texts.get("ticket_footer", {})
    return TicketText(
        office=office.name,
        address=office.address,
        number=shown(service.letter if service else "A", 1),
        service=service.name(lang) if service else "",
        taken_at=long_time(at, office.time_zone, lang=lang),
        ahead=AHEAD,
        url=f"{link_base}/t/{TOKEN}" if link_base else "",
        footer=footer.get(lang, ""),
        logo=logo,
        lang=lang,
        wait=clock_range((at + FROM).timestamp(), (at + TO).timestamp(), office.time_zone),
    )


def picture(ticket: TicketText, layout: Sequence[TicketLinePlan], *, paper_width_mm: int) -> bytes:
    """The ticket as a PNG. paper_width_mm: a key of PAPERS. Raises PrinterFailed, where its QR is too dense to scan."""
    paper = PAPERS[paper_width_mm]
    with making(f"{paper_width_mm} mm"):
        return png(ticket_lines(ticket, paper, layout, _=partial(translate, ticket.lang)), paper)
