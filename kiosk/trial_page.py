"""The test page of `antrean-kiosk --test`: whether this computer reaches its printer, and how wide the paper is."""

from __future__ import annotations

import sys
from datetime import datetime

from queue_app import __version__
from queue_app.domain.paper.jobs import Outcome, told
from queue_app.printing.attempt import attempt
from queue_app.printing.drivers import settings_of
from queue_app.printing.fitting import wrapped
from queue_app.printing.lines import PAPERS, Cut, Gap, Line, Paper, Qr, Text
from queue_app.printing.status import Memory

from .settings import Settings

SAID = {
    Outcome.CONFIRMED: "The printer says that the page is printed.",
    Outcome.TAKEN: "The printer took the page; this kind cannot tell whether it is printed. Look at it.",
    Outcome.BROKEN: "The printer broke off in the middle of the page",
    Outcome.REFUSED: "Nothing was printed",
}


def print_one(settings: Settings) -> int:
    """Prints the page and says on the terminal how it went; answers the exit status."""
    printer = settings.printer
    sys.stdout.write(f"printer: {printer.kind} {printer.host or printer.path}, {printer.paper_width_mm} mm\n")
    made = attempt(lines(settings, PAPERS[printer.paper_width_mm]), settings_of(printer), Memory())
    reason = f": {told(made.reason, str)}" if made.reason else ""
    sys.stdout.write(f"{SAID[made.outcome]}{reason}\n")
    return 0 if made.outcome in (Outcome.CONFIRMED, Outcome.TAKEN) else 1


def lines(settings: Settings, paper: Paper) -> list[Line]:
    """The page: who prints where, every column of the paper once, the largest letters, and a code to scan."""
    ruler = "".join(str(column % 10) for column in range(1, paper.columns + 1))
    return [
        Text("ANTREAN", width=2, height=2, bold=True),
        Text(f"antrean-kiosk {__version__}"),
        Text(datetime.now().astimezone().strftime("%Y-%m-%d %H.%M")),
        Gap(),
        *wrapped(settings.server.url, paper),
        *wrapped(settings.server.office, paper),
        Gap(),
        Text(ruler, align="left"),
        Text("A001", width=4, height=4, bold=True),
        Gap(),
        Qr(settings.server.url),
        Gap(),
        Cut(),
    ]
