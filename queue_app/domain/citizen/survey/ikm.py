"""The Indeks Kepuasan Masyarakat of PermenPANRB 14/2017, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from queue_app.domain.citizen.survey.grades import grade, shown
from queue_app.domain.citizen.survey.influence import Spread, spread
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017, UNSUR

TO_INDEX = 25  # NI of 1 to 4 -> index of 25 to 100


class Weight(StrEnum):
    """Of one unsur. The regulation's 1/9 is printed as 0,11 and as 0,111; its choice can change the grade."""

    NINTH = "1/9"
    THREE_DIGITS = "0.111"
    TWO_DIGITS = "0.11"

    def share(self, questions: int) -> Fraction:
        """The exact weight of one of so many unsur: an office's own additions share the whole evenly."""
        return Fraction(1, questions) if self is Weight.NINTH else Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Unsur:
    """n: who answered it. nrr: mean, 1 to 4. weighted: NRR tertimbang. shown: NRR x 25 as printed, with its grade."""

    n: int
    total: int
    nrr: Fraction
    weighted: Fraction
    shown: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class Ikm:
    """value: exact, 25 to 100. shown: the same as printed. grade: of what is shown. n: answer sets with any answer.

    low, high: of the 95 % interval, as printed; None where it is of one set.
    """

    value: Fraction
    shown: Decimal
    grade: str
    n: int
    unsur: Mapping[str, Unsur]
    low: Decimal | None
    high: Decimal | None

    def lowest(self) -> list[str]:
        """The codes of the unsur, the lowest NRR first: the order of a follow-up table."""
        return sorted(self.unsur, key=lambda code: self.unsur[code].nrr)


def ikm(
    values: Iterable[Mapping[str, int]],
    weight: Weight = Weight.NINTH,
    *,
    codes: Sequence[str] = UNSUR,
    population: int | None = None,
) -> Ikm | None:
    """The index of these answer sets together (pooled, not a mean of means); None where an unsur has no answer at all.

    values: one mapping code -> 1 to 4 per set, only what was answered. What was not answered counts nowhere: the mean
    of an unsur is over those who answered it, and nothing is rounded before the end.
    population: how many were served, of whom these answered; narrows the interval.
    Source: PermenPANRB 14/2017, annex. Raises ValueError for another code or value.
    """
    sets = [each for each in values if each]
    for each in sets:
        _check(each, codes)
    share = weight.share(len(codes))
    unsur = {code: found for code in codes if (found := _unsur([each[code] for each in sets if code in each], share))}
    if len(unsur) < len(codes):
        return None
    value = TO_INDEX * sum((each.weighted for each in unsur.values()), Fraction(0))
    index = shown(value)
    sure = spread(sets, {code: float(share) for code in codes}, population=population)
    low, high = _interval(value, sure, share * len(codes))
    return Ikm(value, index, grade(index), len(sets), unsur, low, high)


def _check(values: Mapping[str, int], codes: Sequence[str]) -> None:
    for code, value in values.items():
        if code not in codes or value not in SKM_2017.scale:
            raise ValueError(f"{code}={value} is no answer of the survey")


def _unsur(values: Sequence[int], share: Fraction) -> Unsur | None:
    if not values:
        return None
    nrr = Fraction(sum(values), len(values))
    index = shown(nrr * TO_INDEX)
    return Unsur(len(values), sum(values), nrr, nrr * share, index, grade(index))


def _interval(value: Fraction, sure: Spread | None, whole: Fraction) -> tuple[Decimal | None, Decimal | None]:
    """Within what an index of such weights can be at all."""
    if sure is None:
        return None, None
    half = Fraction(sure.half_width())
    least, most = whole * TO_INDEX, whole * TO_INDEX * 4
    return shown(max(value - half, least)), shown(min(value + half, most))
