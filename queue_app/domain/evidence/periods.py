"""The periods of a report: a month or a quarter, as PermenPANRB 6/2022 has periodic evaluation."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from queue_app.domain.log.errors import NotFound

_CODE = re.compile(r"(2\d{3})-(?:(0[1-9]|1[0-2])|Q([1-4]))", re.ASCII)
A_MONTH, A_QUARTER = 1, 3


class Period(NamedTuple):
    """months: A_MONTH or A_QUARTER. month: its first, 1 to 12."""

    year: int
    month: int
    months: int

    @property
    def code(self) -> str:
        """2026-11, or 2026-Q4."""
        number = f"Q{self.month // A_QUARTER + 1}" if self.months == A_QUARTER else f"{self.month:02}"
        return f"{self.year}-{number}"

    @property
    def first(self) -> date:
        """Its first business date."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last business date."""
        month = self.month + self.months - 1
        return date(self.year, month, monthrange(self.year, month)[1])

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is still to come."""
        return self.last < today


def read(code: str) -> Period:
    """The period of its code. Raises NotFound."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise NotFound(what="period")
    year, month, quarter = found.groups()
    if quarter:
        return Period(int(year), int(quarter) * A_QUARTER - 2, A_QUARTER)
    return Period(int(year), int(month), A_MONTH)


def month_of(day: date) -> Period:
    """The month of a day."""
    return Period(day.year, day.month, A_MONTH)


def quarter_of(day: date) -> Period:
    """The quarter of a day."""
    return Period(day.year, (day.month - 1) // A_QUARTER * A_QUARTER + 1, A_QUARTER)


def back_from(day: date, *, months: int) -> Iterator[Period]:
    """The month and, where one begins with it, the quarter of so many months back from a day, the newest first."""
    year, month = day.year, day.month
    for _ in range(months):
        if month % A_QUARTER == 1:
            yield Period(year, month, A_QUARTER)
        yield Period(year, month, A_MONTH)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def is_trial(evidence_from: date | None, period: Period) -> bool:
    """Whether the office was still trying things out in it: then there is no report about anybody."""
    return evidence_from is None or period.first < evidence_from
