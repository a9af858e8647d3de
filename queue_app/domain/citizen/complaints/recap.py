"""A year of complaints in figures: the own channel and SP4N-LAPOR! apart, and nothing that points at anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from queue_app.domain.citizen.complaints.kinds import Category, Kind

TOLD_FROM = 10  # fewer reports apart from the service's are only told as fewer than that


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as it counts. is_apart: not for every supervisor's eyes, as all reports about integrity."""

    kind: Kind
    category: Category
    is_apart: bool
    is_lapor: bool  # it came from SP4N-LAPOR!, or was handed on to it
    is_done: bool
    is_within: bool  # done, and by its deadline


@dataclass(frozen=True, slots=True)
class Part:
    """received = in_process + done; within: of done."""

    received: int = 0
    in_process: int = 0
    done: int = 0
    within: int = 0

    @property
    def done_pct(self) -> Decimal | None:
        """Of all received, to one decimal, half up; None where nothing was."""
        return _share(self.done, self.received)

    @property
    def within_pct(self) -> Decimal | None:
        """Of those that are done; None where none is."""
        return _share(self.within, self.done)


@dataclass(frozen=True, slots=True)
class Recap:
    """apart: how many reports about integrity, or about those who lead; None: fewer than TOLD_FROM, maybe none.

    is_over: the year is; while it goes on apart is None: one more than yesterday would tell who came today.
    """

    year: int
    own: Part
    lapor: Part
    kinds: Mapping[Kind, int]
    categories: Mapping[Category, int]
    apart: int | None
    is_over: bool


def recap(year: int, cases: Iterable[Case], today: date) -> Recap:
    """All that was received in that year, as it stands on a business date."""
    every = list(cases)
    told = [each for each in every if not each.is_apart]
    kinds, categories = Counter(each.kind for each in told), Counter(each.category for each in told)
    apart = len(every) - len(told)
    return Recap(
        year=year,
        own=_part([each for each in told if not each.is_lapor]),
        lapor=_part([each for each in told if each.is_lapor]),
        kinds={kind: kinds[kind] for kind in Kind},
        categories={category: categories[category] for category in Category if categories[category]},
        apart=apart if apart >= TOLD_FROM and year < today.year else None,
        is_over=year < today.year,
    )


def _part(cases: list[Case]) -> Part:
    done = sum(each.is_done for each in cases)
    return Part(len(cases), len(cases) - done, done, sum(each.is_within for each in cases))


def _share(count: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(100 * count) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
