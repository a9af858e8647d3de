"""What changed with a training course: the group that attended, beside officers of the same services who did not.

Difference in differences of the adjusted ratio, DAYS before and after. Only groups are told, never one person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import NormalDist, fmean, variance
from typing import NamedTuple

from queue_app.domain.evidence.evaluation import evaluate
from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.parameters import Parameters
from queue_app.domain.evidence.ratio import Ratio

DAYS = 60  # before the course and after it
LEAST_OFFICERS = 3  # behind a figure: of fewer it would be somebody's own


@dataclass(frozen=True, slots=True)
class Group:
    """officers: those with enough legs both before and after, before and after: their legs.

    ratio: of the time after to the time before, the mean of the officers' own; under 1 is shorter.
    """

    officers: int
    before: int
    after: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Compared:
    """others: None where too few did not attend. ratio: the attendees' change over the others', or theirs alone."""

    attended: Group
    others: Group | None
    ratio: float
    low: float
    high: float

    @property
    def differs(self) -> bool:
        """Whether the interval leaves 1 out; else it is "tidak berbeda nyata"."""
        return self.high < 1 or self.low > 1


class _Change(NamedTuple):
    """Of one officer, on the logarithmic scale."""

    officer_id: int
    before: int
    after: int
    change: float
    variance: float


def window(day: date) -> tuple[date, date]:
    """First and last business date that are looked at around the day of a course."""
    return day - timedelta(days=DAYS), day + timedelta(days=DAYS)


def compared(
    cases: Iterable[CaseFact],
    day: date,
    *,
    services: Collection[int],
    attendees: Collection[int],
    parameters: Parameters,
    started: Mapping[int, date],
) -> Compared | None:
    """How the time of those who attended changed, by the office's own rules of comparison; None where too few did.

    services: those that the course was about. started: first day at a counter, by officer. The interval is of the
    level of the parameters; it takes the larger of what legs and what the officers' own changes leave unsure.
    """
    first, last = window(day)
    near = [
        each
        for each in cases
        if each.service_id in services and first <= each.business_date <= last and each.business_date != day
    ]
    changes = list(_changes(near, day, parameters, started))
    attended = [each for each in changes if each.officer_id in attendees]
    others = [each for each in changes if each.officer_id not in attendees]
    if len(attended) < LEAST_OFFICERS:
        return None
    if len(others) < LEAST_OFFICERS:
        others = []
    return _compared(attended, others, parameters.level)


def _changes(
    cases: Sequence[CaseFact], day: date, parameters: Parameters, started: Mapping[int, date]
) -> Iterator[_Change]:
    """Each officer is compared as two: as before the course, and as after it. Both need enough legs for a ratio."""
    as_two = [
        each._replace(officer_id=_before(each.officer_id) + (each.business_date > day))
        for each in cases
        if each.officer_id is not None
    ]
    began = {_before(officer) + later: first for officer, first in started.items() for later in (0, 1)}
    found = evaluate(as_two, [], parameters, started=began).officers
    for officer in sorted({each.officer_id for each in cases if each.officer_id is not None}):
        both = [found[number].ratio for number in (_before(officer), _before(officer) + 1) if number in found]
        told = [each for each in both if each is not None]
        if len(told) == 2:
            before, after = told
            unsure = _variance(before, parameters.level) + _variance(after, parameters.level)
            yield _Change(officer, before.n, after.n, log(after.ratio / before.ratio), unsure)


def _before(officer_id: int) -> int:
    return 2 * officer_id


def _variance(ratio: Ratio, level: float) -> float:
    return (log(ratio.high / ratio.low) / 2 / _normal(level)) ** 2


def _compared(attended: Sequence[_Change], others: Sequence[_Change], level: float) -> Compared:
    change = _mean(attended) - (_mean(others) if others else 0.0)
    unsure = sqrt(_mean_variance(attended) + (_mean_variance(others) if others else 0.0))
    half = _student(level, len(attended) - 1 + max(len(others) - 1, 0)) * unsure
    return Compared(
        _group(attended), _group(others) if others else None, exp(change), exp(change - half), exp(change + half)
    )


def _group(changes: Sequence[_Change]) -> Group:
    return Group(
        len(changes), sum(each.before for each in changes), sum(each.after for each in changes), exp(_mean(changes))
    )


def _mean(changes: Sequence[_Change]) -> float:
    return fmean(each.change for each in changes)


def _mean_variance(changes: Sequence[_Change]) -> float:
    by_legs = fmean(each.variance for each in changes)
    return max(by_legs, variance(each.change for each in changes)) / len(changes)


def _normal(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _student(level: float, freedom: int) -> float:
    """The quantile of Student's t to two terms (Abramowitz and Stegun 26.7.5); within 2 % from four degrees on."""
    z = _normal(level)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
