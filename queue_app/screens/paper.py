"""How the office's paper stands, in the reader's language: for the board and for staff's page. Reads only."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.paper.jobs import CONDITIONS
from queue_app.store.paper import standing
from queue_app.store.paper.printers import PrinterRow
from queue_app.texts import translate


def reason_told(code: str | None, lang: str) -> str | None:
    """Why something is not printed; what is no code, as a driver's own words, is told as it is."""
    return translate(lang, CONDITIONS.get(code, code)) if code else None


def paper_told(connection: Connection, office_id: int, *, now: datetime, lang: str) -> dict[str, Any]:
    """For the board: how many papers wait, wait for a printer that fails, and are in doubt; and printers to look after.

    `reason`: of most papers that wait for a failing printer. `printers`: those that fail or whose roll runs low.
    """
    found = standing.standing(connection, office_id, now=now)
    reasons = Counter(each.reason for each in found.failing).most_common(1)
    return {
        "queued": found.queued,
        "failed": len(found.failing),
        "doubtful": len(found.doubtful),
        "reason": reason_told(reasons[0][0], lang) if reasons else None,
        "printers": [
            _printer_told(row, trouble, lang) for row, trouble in found.printers if trouble or row.runs_low
        ],
    }  # fmt: skip


def _printer_told(row: PrinterRow, trouble: str | None, lang: str) -> dict[str, Any]:
    return {
        "name": row.name,
        "reason": reason_told(trouble, lang),
        "runs_low": row.runs_low,
        "left_pct": row.left_pct,
    }
