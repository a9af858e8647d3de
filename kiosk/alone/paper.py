"""The paper of a number that a kiosk gave by itself: the office's own layout, with a mark that says so."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.printing.fitting import fitting
from queue_app.printing.layout import TicketText, ticket_lines
from queue_app.printing.lines import PAPERS, Line
from queue_app.texts import language, long_time, translate

from .book import Given
from .office import Office

MARK = "Issued by the kiosk by itself. The number is valid."
UNKNOWN = {"ahead", "wait"}  # parts of a layout of which a kiosk that is cut off knows nothing


def lines_of(given: Given, office: Office, *, lang: str, paper_width_mm: int, logo: bytes | None) -> list[Line]:
    """From its first line to the cut. Raises PrinterFailed where it cannot be laid out."""
    slip, told, paper = given.slip, office.told, PAPERS[paper_width_mm]
    service = office.services[slip.service_id]
    at = datetime.fromtimestamp(slip.taken_ms / 1000).astimezone()
    text = TicketText(
        office=told["name"],
        address=told["address"],
        number=given.answer["number"],
        service=service.name.get(lang, service.name["id"]),
        taken_at=long_time(at, office.time_zone, lang=lang),
        ahead=0,
        url=given.answer["url"],
        footer=told["footer"].get(lang) or told["footer"].get("id", ""),
        logo=logo,
        lang=language(lang),
    )
    body = ticket_lines(text, paper, _layout(told["layout"]), _=partial(translate, lang))
    mark = fitting(translate(lang, MARK), paper, sizes=((1, 1),), lines=3, bold=True)
    return [*body[:-1], *mark, body[-1]]


def _layout(told: list[dict[str, Any]]) -> list[TicketLinePlan]:
    layout = [TicketLinePlan(**each) for each in told] or list(DEFAULT)
    return [each for each in layout if each.what not in UNKNOWN]
