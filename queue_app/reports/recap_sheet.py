"""The sheet of a day for whoever sends it or shows it: made beside the event loop, of parts that are loaded then."""

from __future__ import annotations

from datetime import date

from queue_app.screens.recap import Recap
from queue_app.store.desk import Desk
from queue_app.store.office.catalogue import OfficeRow


def file_name(slug: str, day: date) -> str:
    """Of the sheet of a day."""
    return f"rekap-{slug}-{day}.pdf"


def drawn(desk: Desk, found: Recap, office: OfficeRow, *, lang: str) -> bytes:
    """The PDF; it takes a good part of a second, in which the screens go on."""
    from queue_app.reports.recap_pdf import OfOffice, recap_pdf  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    of_office = OfOffice(office.name, office.slug, office.time_zone)
    made = desk.offload(lambda: recap_pdf(found, of_office, lang=lang))
    assert isinstance(made, bytes)  # noqa: S101 - as it was asked for
    return made
