"""What everybody may read of an office's work: its services' figures of the month that is over, and of no officer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from queue_app.domain.evidence.counted import Share
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.history import History
from queue_app.store.desk import Desk, OfficeKey

LEAST = 30  # cases behind any figure that is published


class ServiceLine(NamedTuple):
    """One service. done: finished. wait_s: half of those who were called waited at most so long. None: under LEAST."""

    service_id: int
    done: int | None
    wait_s: float | None
    within_pct: float | None


class MonthFigures(NamedTuple):
    """visits: that ended served. under_60_pct: of these, within an hour of taking the number. pending: days in none.

    wait_s, within_pct: of the services together, as at ServiceLine.
    """

    first: date
    visits: int
    under_60_pct: float | None
    services: list[ServiceLine]
    pending: int
    wait_s: float | None
    within_pct: float | None


def last_month(desk: Desk, office: OfficeKey) -> MonthFigures:
    """The figures of the calendar month before today's."""
    last = business_date(desk.clock(), office.time_zone).replace(day=1) - timedelta(days=1)
    found = History.of(desk, office, last.replace(day=1), last)
    lines = [
        ServiceLine(
            part.id,
            part.figures.done if part.figures.done >= LEAST else None,
            part.figures.wait.median_s if part.figures.wait.n >= LEAST else None,
            _told(part.figures.within),
        )
        for part in found.services
    ]
    whole = found.figures
    return MonthFigures(
        found.first, whole.under_60.of, _told(whole.under_60), lines, found.pending,
        whole.wait.median_s if whole.wait.n >= LEAST else None, _told(whole.within),
    )  # fmt: skip


def _told(share: Share) -> float | None:
    return share.pct if share.of >= LEAST else None
