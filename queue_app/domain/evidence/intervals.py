"""How sure a ratio is: legs of one officer on one day hang together, so that many legs say less than they seem to.

Variances are on the logarithmic scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from queue_app.domain.evidence.adjusted import Adjusted, Floats, Ints, Legs

LEAST_DAYS = 2  # of one day nobody can say how much days differ


@dataclass(frozen=True, slots=True)
class Precision:
    """By officer. variance: of the officer's part, infinite where it is unknown. design_effect: of the whole office."""

    days: Ints
    variance: Floats
    design_effect: float


def precision(legs: Legs, fit: Adjusted, *, least: int) -> Precision:
    """By officer-day clustered variance, its design effect pooled over the officers with at least `least` legs.

    v = sum over days of (sum of r)^2 / n^2 * D / (D - 1), beside s^2 / n as if legs were independent; the mean of their
    ratio, weighted by legs and at least 1, multiplies what independent legs would give.
    """
    count = legs.count
    leg_variance = _leg_variance(legs, fit)
    days, clustered = _clustered(legs, fit)
    alone = leg_variance / np.maximum(count, 1)
    known = (count >= least) & (days >= LEAST_DAYS) & (alone > 0)
    effect = _pooled(clustered[known] / alone[known], count[known])
    inflated = legs.log_s.size / max(legs.log_s.size - fit.lost, 1.0)
    variance = np.full(count.size, np.inf)
    np.multiply(
        leg_variance * effect * inflated, fit.spread, out=variance, where=np.isfinite(fit.spread) & (days >= LEAST_DAYS)
    )
    return Precision(days, variance, effect)


def half_width(variance: Floats, *, level: float) -> Floats:
    """Of the interval around an officer's part that holds the truth in `level` of all cases."""
    return NormalDist().inv_cdf((1 + level) / 2) * np.sqrt(variance)


def shrunk(effect: Floats, variance: Floats) -> Floats:
    """The parts drawn toward 0 by how unsure they are: what to expect of the same officers next time.

    The officers' own spread is what is left of their parts' once chance is taken out (method of moments).
    """
    if effect.size < 2:
        return np.zeros(effect.size)
    own = max(float(np.var(effect, ddof=1) - variance.mean()), 0.0)
    whole = own + variance
    return effect * np.divide(own, whole, out=np.zeros_like(whole), where=whole > 0)


def _leg_variance(legs: Legs, fit: Adjusted) -> Floats:
    squares = np.bincount(legs.officer, fit.left**2, minlength=legs.officers)
    return np.asarray(squares / np.maximum(legs.count - 1, 1))


def _clustered(legs: Legs, fit: Adjusted) -> tuple[Ints, Floats]:
    """Days and clustered variance by officer."""
    dates = int(legs.day.max(initial=-1)) + 1
    keys = legs.officer * dates + legs.day
    met = np.flatnonzero(np.bincount(keys))
    owner = met // max(dates, 1)
    sums = np.bincount(keys, fit.left)[met]
    days = np.bincount(owner, minlength=legs.officers)
    total = np.bincount(owner, sums**2, minlength=legs.officers)
    return days, np.asarray(total / np.maximum(legs.count, 1) ** 2 * days / np.maximum(days - 1, 1))


def _pooled(ratios: Floats, count: Ints) -> float:
    return max(1.0, float(np.average(ratios, weights=count))) if ratios.size else 1.0
