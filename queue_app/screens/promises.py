"""What was promised to people who wait and what was kept, month by month: for everybody, and of no officer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.scored import LEAST, Sums
from queue_app.store.citizen import scores

MONTHS = 13  # so that a month stands beside the same one of the year before


@dataclass(frozen=True, slots=True)
class Month:
    """Promises that were given with numbers. first: of its days. services: by id, such as gave any number."""

    first: date
    services: dict[int, Sums]

    @property
    def whole(self) -> Sums:
        return sum(self.services.values(), start=Sums())


def months(connection: Connection, office_id: int, today: date) -> list[Month]:
    """The last MONTHS, today's up to yesterday, in order; without those before anything was promised."""
    first = _months_before(today, MONTHS - 1)
    found: dict[date, defaultdict[int, Sums]] = {}
    for each in scores.of_days(connection, office_id, first, today - timedelta(days=1)):
        if each.cell.is_first:
            services = found.setdefault(each.business_date.replace(day=1), defaultdict(Sums))
            services[each.cell.service_id] += each.sums
    return [Month(month, dict(services)) for month, services in sorted(found.items())]


def kept_of_ten(connection: Connection, office_id: int, today: date) -> int | None:
    """How many of ten promises of the last full month were kept; None where fewer than LEAST can be judged.

    To the nearest, but ten only where every one was.
    """
    last = today.replace(day=1) - timedelta(days=1)
    rows = scores.of_days(connection, office_id, last.replace(day=1), last)
    whole = sum((each.sums for each in rows if each.cell.is_first and each.cell.how is not How.NONE), start=Sums())
    if whole.judged < LEAST or whole.shares is None:
        return None
    return min(round(10 * whole.shares.kept), 10 if whole.shares.kept == 1 else 9)


def _months_before(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)
