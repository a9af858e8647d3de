"""How the office's paper stands, in the reader's language: for the board and for staff's page. Reads only."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from queue_app.domain.paper.jobs import told
from queue_app.screens.state import Shown
from queue_app.store.paper import standing
from queue_app.store.paper.printers import PrinterRow
from queue_app.texts import translate


class PrinterInNeed(Shown, frozen=True):
    """A printer that fails, or whose roll runs low."""

    name: str
    reason: str | None
    runs_low: bool
    left_pct: int | None


class OfficePaper(Shown, frozen=True):
    """How many papers wait, wait for a printer that fails, and are in doubt. reason: of most that wait for one."""

    queued: int
    failed: int
    doubtful: int
    reason: str | None
    printers: list[PrinterInNeed]


def reason_told(code: str | None, lang: str) -> str | None:
    """Why something is not printed; what is no code, as a driver's own words, is told as it is."""
    return told(code, partial(translate, lang)) if code else None


def paper_told(connection: Connection, office_id: int, *, now: datetime, lang: str) -> OfficePaper:
    """For the board."""
    found = standing.standing(connection, office_id, now=now)
    reasons = Counter(each.reason for each in found.failing).most_common(1)
    return OfficePaper(
        found.queued,
        len(found.failing),
        len(found.doubtful),
        reason_told(reasons[0][0], lang) if reasons else None,
        [_in_need(row, trouble, lang) for row, trouble in found.printers if trouble or row.runs_low],
    )


def _in_need(row: PrinterRow, trouble: str | None, lang: str) -> PrinterInNeed:
    return PrinterInNeed(row.name, reason_told(trouble, lang), row.runs_low, row.left_pct)
