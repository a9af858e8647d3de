"""The whole periods for which an index is computed: bulan, triwulan, semester, tahun. No free dates.

Two spans that differ by a day would tell, by their difference, what was answered on that day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.log.errors import NotFound

_CODE = re.compile(r"(2\d{3})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|S([12])))?", re.ASCII)


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many it takes."""
        return _MONTHS[self]


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.SEMESTER: 6, PeriodKind.YEAR: 12}
_CODES = {PeriodKind.MONTH: "-{:02}", PeriodKind.QUARTER: "-Q{}", PeriodKind.SEMESTER: "-S{}", PeriodKind.YEAR: ""}


class SurveyPeriod(NamedTuple):
    """number: which of its kind in the year, from 1."""

    year: int
    kind: PeriodKind
    number: int = 1

    @property
    def code(self) -> str:
        """2026-11, 2026-Q4, 2026-S2 or 2026."""
        return f"{self.year}{_CODES[self.kind].format(self.number)}"

    @property
    def first(self) -> date:
        """Its first business date."""
        return date(self.year, (self.number - 1) * self.kind.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last business date, which belongs to it."""
        month = self.number * self.kind.months
        return date(self.year, month, monthrange(self.year, month)[1])

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is still to come."""
        return self.last < today

    def before(self) -> SurveyPeriod:
        """The one of its kind that ended when this began."""
        if self.number > 1:
            return self._replace(number=self.number - 1)
        return SurveyPeriod(self.year - 1, self.kind, 12 // self.kind.months)


def read(code: str) -> SurveyPeriod:
    """The period of its code. Raises NotFound."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise NotFound(what="period")
    year, *numbers = found.groups()
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.SEMESTER)
    given = next(((kind, int(number)) for kind, number in zip(kinds, numbers, strict=True) if number), None)
    return SurveyPeriod(int(year), *(given or (PeriodKind.YEAR, 1)))


def of(day: date, kind: PeriodKind) -> SurveyPeriod:
    """The period of a kind to which a day belongs."""
    return SurveyPeriod(day.year, kind, (day.month - 1) // kind.months + 1)


def all_of(year: int) -> Iterator[SurveyPeriod]:
    """Every period of a year, the months first, the whole year last."""
    for kind in PeriodKind:
        yield from (SurveyPeriod(year, kind, number) for number in range(1, 12 // kind.months + 1))
