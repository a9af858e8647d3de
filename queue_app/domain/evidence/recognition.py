"""Recognition of a unit by criteria that it published beforehand: an office, or a group of its services; no officer.

A criterion never changes. It counts for periods that begin after the day on which it was set, and one that is
withdrawn still counts for those that had begun: nobody can fit it to figures that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.rollups import STAY_AIM_S
from queue_app.domain.log.errors import BadInput

LEAST = 30  # cases, under which nothing is told


@dataclass(frozen=True, slots=True)
class Measure:
    """name: msgid. holds: whether a case is one of those counted; None where the measure is not of it."""

    name: str
    is_at_least: bool
    holds: Callable[[CaseFact], bool | None]


def _stay(case: CaseFact) -> bool | None:
    return None if case.stay_s is None else case.stay_s < STAY_AIM_S


def _within(case: CaseFact) -> bool | None:
    told = case.is_done and case.service_s is not None and not case.doubts
    return (case.service_s or 0) <= case.standard_s if told else None


def _left(case: CaseFact) -> bool | None:
    return None if case.is_return or case.end in {End.OPEN, End.PAPER} else case.end in {End.EXPIRED, End.CANCELLED}


def _no_show(case: CaseFact) -> bool | None:
    return case.end is End.NO_SHOW if case.calls > 0 else None


MEASURES: dict[str, Measure] = {
    "stay": Measure("Visits that are done within 60 minutes", is_at_least=True, holds=_stay),
    "within": Measure("Services within their standard", is_at_least=True, holds=_within),
    "left": Measure("Citizens who leave before being served", is_at_least=False, holds=_left),
    "no_show": Measure("Citizens who do not come when called", is_at_least=False, holds=_no_show),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """limit_pct: at least, or at most, so many of a hundred. group: a code of service groups; "": the whole office."""

    id: int
    measure: str
    limit_pct: int
    group: str
    published_on: date
    withdrawn_on: date | None = None

    def counts_in(self, period: Period) -> bool:
        """Whether it had been published before the period began, and was not withdrawn before it."""
        return self.published_on < period.first and (self.withdrawn_on is None or self.withdrawn_on >= period.first)


@dataclass(frozen=True, slots=True)
class Result:
    """is_met: None where there are too few cases. share: the same."""

    criterion: Criterion
    count: int
    of: int

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of >= LEAST else None

    @property
    def is_met(self) -> bool | None:
        """Compared in whole numbers, so that no rounding decides."""
        if self.of < LEAST:
            return None
        reached, asked = 100 * self.count, self.criterion.limit_pct * self.of
        return reached >= asked if MEASURES[self.criterion.measure].is_at_least else reached <= asked


def results(
    cases: Iterable[CaseFact], criteria: Sequence[Criterion], *, group_of: Callable[[int], str | None]
) -> list[Result]:
    """What the unit reached by each of the criteria. cases: of the period. group_of: a service's id -> its group."""
    wanted = [(each, MEASURES[each.measure].holds) for each in criteria]
    counts = {each.id: [0, 0] for each, _holds in wanted}
    for case in cases:
        for each, holds in wanted:
            if each.group in {"", group_of(case.service_id)} and (is_one := holds(case)) is not None:
                counts[each.id][0] += is_one
                counts[each.id][1] += 1
    return [Result(each, *counts[each.id]) for each, _holds in wanted]


def checked(measure: str, limit_pct: int, group: str, *, groups: Collection[str]) -> None:
    """Raises BadInput naming what no criterion can be: measure, limit_pct or group."""
    faults = {
        "measure": (measure not in MEASURES, ", ".join(MEASURES)),
        "limit_pct": (not 1 <= limit_pct <= 100, "1-100"),
        "group": (group not in {"", *groups}, ", ".join(groups)),
    }
    for field, (is_wrong, expected) in faults.items():
        if is_wrong:
            raise BadInput(field=field, expected=expected)
