"""How sure an index is: what each answer set moves it by, and the spread of that.

An index is a sum of ratios (per unsur: total over how many answered), so its variance comes from linearised values
(influence): of a set, the weighted sum over the unsur it answered of (value - NRR) / n of that unsur. Answers of one
person hang together, and whoever leaves an unsur out counts in it with nothing; both are in these values by themselves,
where a formula per unsur would take nine answers of one person for nine people.
Source: Cochran, Sampling Techniques, 3rd ed., 6.4 (ratio estimates), 2.6 (finite population).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, fsum, inf, lgamma, log, pi, sqrt
from statistics import NormalDist

LEVEL = 0.95
_ONE_STEP = 25.0  # of the index, where one person says one value more to everything
_NOTHING = 1e-20  # what rounding leaves of a variance of 0


@dataclass(frozen=True, slots=True)
class Spread:
    """variance: of the index, in points squared. freedom: degrees of it, one less than what it was seen in."""

    variance: float
    freedom: int

    def half_width(self, level: float = LEVEL) -> float:
        """Of the interval in points that holds the truth in `level` of all cases."""
        return student(level, self.freedom) * sqrt(self.variance)


def spread(
    values: Sequence[Mapping[str, int]], weights: Mapping[str, float], *, population: int | None = None
) -> Spread | None:
    """Of 25 times the weighted sum of the means of these unsur; None where fewer than two sets say anything of them.

    population: of how many the sets are a part; the part that was asked is known, so only the rest is uncertain.
    Where all say the same, one of them is taken to differ by one step: that nobody was seen to differ does not mean
    that nobody does.
    """
    moved = _moved([each for each in values if each.keys() & weights.keys()], weights)
    n = len(moved)
    if n < 2:
        return None
    unknown = 1.0 if population is None else max(0.0, 1 - n / max(population, 1))
    return Spread(unknown * _variance(moved, weights), n - 1)


def spread_of_days(values: Sequence[Mapping[str, int]], days: Sequence[date], weights: Mapping[str, float]) -> Spread:
    """The same where the sets of one day hang together: the larger of both variances, with the freedom of the days.

    days: of each set, at least two different ones; every set says something of these unsur.
    """
    moved = _moved(values, weights)
    sums: dict[date, float] = {}
    for day, each in zip(days, moved, strict=True):
        sums[day] = sums.get(day, 0.0) + each
    count = len(sums)
    clustered = count / (count - 1) * fsum(each * each for each in sums.values())
    return Spread(max(clustered, _variance(moved, weights)), count - 1)


def _moved(sets: Sequence[Mapping[str, int]], weights: Mapping[str, float]) -> list[float]:
    """By how much each set moves the index."""
    count = {code: sum(code in each for each in sets) for code in weights}
    mean = {code: fsum(each[code] for each in sets if code in each) / max(count[code], 1) for code in weights}
    return [
        25 * fsum(weights[code] * (each[code] - mean[code]) / count[code] for code in weights if code in each)
        for each in sets
    ]


def _variance(moved: Sequence[float], weights: Mapping[str, float]) -> float:
    """As if all sets were independent."""
    n = len(moved)
    seen = n / (n - 1) * fsum(each * each for each in moved)
    return seen if seen > _NOTHING else (_ONE_STEP * sum(weights.values()) / n) ** 2


def student(level: float, freedom: float) -> float:
    """The two-sided quantile of Student's t: 1.96 for 95 % and endless freedom, 2.09 for 19.

    Refined from the normal quantile by Newton's steps on the exact distribution.
    """
    start = NormalDist().inv_cdf((1 + level) / 2)
    if freedom > 1000 or freedom <= 0:
        return start if freedom > 0 else inf
    at = start * (1 + (start * start + 1) / (4 * freedom))
    for _ in range(20):
        step = (_within(at, freedom) - level) / (2 * _density(at, freedom))
        at -= step
        if abs(step) < 1e-10:
            break
    return at


def _density(at: float, freedom: float) -> float:
    scale = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(scale - (freedom + 1) / 2 * log(1 + at * at / freedom))


def _within(at: float, freedom: float) -> float:
    """The share of the distribution between -at and at, by Simpson's rule."""
    parts = 200
    width = at / parts
    inner = fsum((4 if part % 2 else 2) * _density(part * width, freedom) for part in range(1, parts))
    return 2 * width / 3 * (_density(0, freedom) + inner + _density(at, freedom))
