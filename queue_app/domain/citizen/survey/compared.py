"""Whether satisfaction changed between two spans, or whether chance alone may have made the difference.

Welch's interval over the influence of whole answer sets (influence.py), of days: what is answered on one bad day hangs
together, so a day is one witness and not thirty. Where days differ less than people do, the larger variance still
counts. No correction for a finite population: the question is whether the office changed, not who happened to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.grades import shown
from queue_app.domain.citizen.survey.influence import LEVEL, Spread, spread_of_days, student
from queue_app.domain.citizen.survey.skm_2017 import UNSUR

LEAST_ANSWERS = 30  # on each side
LEAST_DAYS = 5  # on each side; of fewer nobody can say how much days differ
TO_INDEX = 25


class Verdict(StrEnum):
    """membaik, memburuk, belum terbukti berubah, data kurang."""

    IMPROVED = "improved"
    WORSE = "worse"
    NOT_SHOWN = "not_shown"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Change:
    """after - before, in points of the index; low, high: its interval. None where there are too few answers or days."""

    difference: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n_before: int
    n_after: int
    verdict: Verdict


def change(before: Sequence[Answer], after: Sequence[Answer], *, codes: Sequence[str] = UNSUR) -> Change:
    """Of the index of both spans, at 95 %. An index needs an answer to every unsur; else it is too few."""
    return _change(before, after, {code: Fraction(1, len(codes)) for code in codes}, LEVEL)


def change_by_unsur(
    before: Sequence[Answer], after: Sequence[Answer], *, codes: Sequence[str] = UNSUR
) -> dict[str, Change]:
    """Of each unsur, NRR x 25, so that all their verdicts together are wrong in at most 5 % of cases.

    Nine looks at one survey would find one change in three by chance. Bonferroni: each look gets a ninth of the 5 %;
    simpler to tell than others' steps, right however the unsur hang together, and its intervals say what it says.
    """
    level = 1 - (1 - LEVEL) / len(codes)
    return {code: _change(before, after, {code: Fraction(1)}, level) for code in codes}


def _change(before: Sequence[Answer], after: Sequence[Answer], weights: Mapping[str, Fraction], level: float) -> Change:
    sides = [[each for each in side if each.values.keys() & weights.keys()] for side in (before, after)]
    counts = (len(sides[0]), len(sides[1]))
    if not all(_is_enough(side, weights) for side in sides):
        return Change(None, None, None, *counts, Verdict.TOO_FEW)
    indices = [_index(side, weights) for side in sides]
    difference = indices[1] - indices[0]
    half = Fraction(_half_width([_spread(side, weights) for side in sides], level))
    low, high = shown(difference - half), shown(difference + half)
    return Change(shown(difference), low, high, *counts, _verdict(low, high))


def _is_enough(side: Sequence[Answer], weights: Mapping[str, Fraction]) -> bool:
    answered = all(any(code in each.values for each in side) for code in weights)
    return answered and len(side) >= LEAST_ANSWERS and len({each.day for each in side}) >= LEAST_DAYS


def _index(side: Sequence[Answer], weights: Mapping[str, Fraction]) -> Fraction:
    found = Fraction(0)
    for code, weight in weights.items():
        values = [each.values[code] for each in side if code in each.values]
        found += weight * Fraction(sum(values), len(values))
    return found * TO_INDEX


def _spread(side: Sequence[Answer], weights: Mapping[str, Fraction]) -> Spread:
    plain = {code: float(weight) for code, weight in weights.items()}
    return spread_of_days([each.values for each in side], [each.day for each in side], plain)


def _half_width(spreads: Sequence[Spread], level: float) -> float:
    """Of Welch's interval, with the degrees of freedom of Satterthwaite."""
    variance = sum(each.variance for each in spreads)
    freedom = variance**2 / sum(each.variance**2 / each.freedom for each in spreads)
    return student(level, freedom) * sqrt(variance)


def _verdict(low: Decimal, high: Decimal) -> Verdict:
    """Of the interval as it is shown, so that nobody reads another one from it."""
    if low > 0:
        return Verdict.IMPROVED
    return Verdict.WORSE if high < 0 else Verdict.NOT_SHOWN
