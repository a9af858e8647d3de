"""What stands on a paper ticket, line by line: pure, no printer, no clock, no language of its own.

A ticket carries nothing personal: no name, no NIK, no priority category. Of the wait it says what was promised with the
number, as a range; a paper that is made later says nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.printing.fitting import TALL, Size, fitting, wrapped
from queue_app.printing.lines import Align, Cut, Gap, Line, Paper, Picture, Qr, Text
from queue_app.printing.logo import printable

EIGHTHS = 8  # of the paper's width: what the size of a logo counts
COPY_SIZES: tuple[Size, ...] = ((2, 2),)


@dataclass(frozen=True)
class TicketText:
    """What a ticket says, in the reader's language; `taken_at` is already written out in the office's zone."""

    office: str
    address: str
    number: str
    service: str
    taken_at: str
    ahead: int
    url: str
    footer: str = ""  # the office's own words, in lines
    copy_no: int = 1  # a second paper of the same number says so
    logo: bytes | None = None  # a picture file
    lang: str = "id"  # which of the layout's fixed texts are meant
    wait: str = ""  # between which times the call is expected, as texts.clock_range has it; "": nothing is promised


@dataclass(frozen=True)
class _Part:
    """One part of a layout about to be laid out."""

    ticket: TicketText
    plan: TicketLinePlan
    paper: Paper
    gettext: Callable[..., str]

    def fitted(self, text: str, *, lines: int) -> list[Text | Picture]:
        """The text at the planned size, or smaller where its words do not fit whole into so many lines."""
        return fitting(
            text, self.paper, sizes=_sizes(self.plan.size), lines=lines, bold=self.plan.bold, align=self.align
        )

    def written(self, text: str) -> list[Line]:
        """Each line of a text that people wrote, at exactly the planned size."""
        size = self.plan.size, self.plan.size
        laid: list[Line] = []
        for row in text.splitlines():
            laid += wrapped(row, self.paper, size=size, bold=self.plan.bold, align=self.align) or [Gap()]
        return laid

    @property
    def align(self) -> Align:
        return cast("Align", self.plan.align)


def ticket_lines(
    ticket: TicketText, paper: Paper, layout: Sequence[TicketLinePlan] = DEFAULT, *, _: Callable[..., str]
) -> list[Line]:
    """A ticket from its first part to the cut, for this paper.

    layout: the office's own, in order. _: gettext of the reader's language; takes an English text and the values of
    its named placeholders. A part that has nothing to say, as a QR without an address, leaves no line. A copy says
    on top and at its end which one it is.
    """
    parts = (_Part(ticket, plan, paper, _) for plan in layout)
    body = [line for part in parts for line in _LAID[part.plan.what](part)]
    return [*_copy(ticket, paper, _=_), *body, *_copy(ticket, paper, _=_), Cut()]


def _copy(ticket: TicketText, paper: Paper, *, _: Callable[..., str]) -> list[Text | Picture]:
    if ticket.copy_no == 1:
        return []
    return fitting(_("COPY {copy}", copy=ticket.copy_no), paper, sizes=COPY_SIZES, lines=1, bold=True)


def _sizes(size: int) -> tuple[Size, ...]:
    """From the planned size down; a large letter turns tall and narrow before it turns small."""
    large = tuple((each, each) for each in range(size, 1, -1))
    return (*large, TALL, (1, 1)) if large else ((1, 1),)


def _logo(part: _Part) -> Iterator[Line]:
    dots = part.paper.dots * part.plan.size // EIGHTHS
    picture = printable(part.ticket.logo, dots) if part.ticket.logo else None
    if picture:
        yield Picture(picture, part.align)


def _heading(part: _Part) -> list[Text | Picture]:
    _ = part.gettext
    return part.fitted(_("QUEUE NUMBER"), lines=1)


def _moment(part: _Part) -> list[Text | Picture]:
    """Date and time on one line, or where that is too long the time on its own."""
    whole = part.fitted(part.ticket.taken_at, lines=1)
    if len(whole) == 1:
        return whole
    date, _comma, time = part.ticket.taken_at.rpartition(", ")
    return [*part.fitted(date, lines=1), *part.fitted(time, lines=1)]


def _ahead(part: _Part) -> list[Text | Picture]:
    _ = part.gettext
    return part.fitted(_("Waiting ahead of you: {count}", count=part.ticket.ahead), lines=1)


def _wait(part: _Part) -> list[Text | Picture]:
    _ = part.gettext
    return part.fitted(_("Expected call: {times}", times=part.ticket.wait), lines=2) if part.ticket.wait else []


def _follow(part: _Part) -> list[Text | Picture]:
    _ = part.gettext
    return part.fitted(_("Scan to follow your turn on your phone"), lines=2) if part.ticket.url else []


def _qr(part: _Part) -> list[Line]:
    # Between empty lines: a code that the printer draws has no white border of its own.
    return [Gap(), Qr(part.ticket.url), Gap()] if part.ticket.url else []


def _free(part: _Part) -> list[Text | Picture]:
    _ = part.gettext
    return part.fitted(_("Thank you. This service is free of charge."), lines=2)


# One entry for each of ticket_layout.PARTS.
_LAID: dict[str, Callable[[_Part], Sequence[Line] | Iterator[Line]]] = {
    "logo": _logo,
    "office": lambda part: part.fitted(part.ticket.office, lines=2),
    "address": lambda part: part.fitted(part.ticket.address, lines=3),
    "heading": _heading,
    "number": lambda part: part.fitted(part.ticket.number, lines=1),
    "service": lambda part: part.fitted(part.ticket.service, lines=2),
    "moment": _moment,
    "ahead": _ahead,
    "wait": _wait,
    "follow": _follow,
    "qr": _qr,
    "free": _free,
    "footer": lambda part: part.written(part.ticket.footer),
    "text": lambda part: part.written(part.plan.text(part.ticket.lang)),
    "gap": lambda part: [Gap(part.plan.size)],
}
