"""How an office's paper ticket is laid out: its parts in their order, and what of a layout no paper can hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from queue_app.domain.office import limits
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.limits import Between, Length, OneOf
from queue_app.domain.paper import plain_text
from queue_app.domain.paper.plain_text import plain

NARROWEST_COLUMNS = 32  # of the normal letter on 58 mm: a layout must fit whatever roll is put in
LONGEST_MM = 1000  # of fixed texts and empty lines: a roll is for hundreds of tickets
LETTER_MM = 3  # how high the normal letter is
SIZES = range(1, 9)  # what ESC/POS can make of a letter
ALIGNS: dict[str, str] = {"left": "Left", "center": "Centre", "right": "Right"}  # code -> msgid
PARTS: dict[str, str] = {  # code -> msgid
    "logo": "Logo of the office",
    "office": "Name of the office",
    "address": "Address",
    "heading": "The words QUEUE NUMBER",
    "number": "The number",
    "service": "Service",
    "moment": "Date and time",
    "ahead": "People waiting ahead",
    "wait": "When the call is expected",
    "follow": "Invitation to scan",
    "qr": "QR code",
    "free": "Thanks, and that the service is free",
    "footer": "The office's own words",
    "text": "A fixed text",
    "gap": "Empty lines",
}


@dataclass(frozen=True, slots=True)
class TicketLinePlan:
    """One part of the ticket, with how it looks; a part that has nothing to say is left out."""

    what: Annotated[str, OneOf(PARTS)]
    # times the normal letter; a gap: lines; the logo: eighths of the paper's width; a QR has its own
    size: Annotated[int, Between(SIZES[0], SIZES[-1])] = 1
    bold: bool = False
    align: Annotated[str, OneOf(ALIGNS)] = "center"
    text_id: Annotated[str, Length(0, 400)] = ""  # of a fixed text, in lines
    text_en: Annotated[str, Length(0, 400)] = ""  # "": the Indonesian one

    def text(self, lang: str) -> str:
        """The fixed text in the reader's language."""
        return self.text_en or self.text_id if lang == "en" else self.text_id or self.text_en


DEFAULT: tuple[TicketLinePlan, ...] = (
    TicketLinePlan("logo", size=3),
    TicketLinePlan("office", size=2, bold=True),
    TicketLinePlan("address"),
    TicketLinePlan("gap"),
    TicketLinePlan("heading"),
    TicketLinePlan("number", size=4, bold=True),
    TicketLinePlan("gap"),
    TicketLinePlan("service", size=2, bold=True),
    TicketLinePlan("gap"),
    TicketLinePlan("moment"),
    TicketLinePlan("ahead", size=2),
    TicketLinePlan("wait", bold=True),
    TicketLinePlan("gap"),
    TicketLinePlan("follow"),
    TicketLinePlan("qr"),
    TicketLinePlan("free"),
    TicketLinePlan("footer"),
)


def check(lines: Sequence[TicketLinePlan], columns: int = NARROWEST_COLUMNS) -> Iterator[Fault]:
    """What is wrong with a layout, each with its place in the set-up file; no lines: the default layout, no fault."""
    for index, line in enumerate(lines):
        yield from limits.faults(("ticket_line", index), line)
    yield from misfits(lines, columns)


def misfits(lines: Sequence[TicketLinePlan], columns: int = NARROWEST_COLUMNS) -> Iterator[Fault]:
    """What of a layout does not fit the paper, whatever its fields may hold, and what it lacks.

    Only a fixed text can be too wide: each of its lines is printed as it was written, everything else is fitted to
    the paper. columns: of the normal letter across the paper.
    """
    for index, line in enumerate(lines):
        if line.size in SIZES:
            yield from _too_wide(index, line, columns)
    length = sum(map(_least_mm, lines))
    if length > LONGEST_MM:
        yield Fault(("ticket_line",), "ticket_too_long", {"length": length, "most": LONGEST_MM})
    if lines and not any(line.what == "number" for line in lines):
        yield Fault(("ticket_line",), "ticket_without_number")


def _least_mm(line: TicketLinePlan) -> int:
    """Paper that a fixed text or empty lines take at least; everything else has its own bounds."""
    rows = {"gap": 1, "text": max(len(text.splitlines()) for text in (line.text_id, line.text_en))}
    return LETTER_MM * line.size * rows.get(line.what, 0)


def _too_wide(index: int, line: TicketLinePlan, columns: int) -> Iterator[Fault]:
    if line.what != "text":
        return
    if not line.text("id").strip():
        yield Fault(("ticket_line", index, "text_id"), "empty")
    for name in ("text_id", "text_en"):
        for text in map(plain, getattr(line, name).splitlines()):
            if (taken := plain_text.columns(text) * line.size) > columns:
                values = {"text": text, "columns": taken, "most": columns}
                yield Fault(("ticket_line", index, name), "line_too_wide", values)
