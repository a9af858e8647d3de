"""Lots that were drawn once for ever: the same person has the same luck in every round.

So two rounds differ by what happened between them and never by the draw, and the same sight has one answer. Each row is
spread evenly over the standard normal distribution and shuffled by itself, which makes few draws say what many would.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

DRAWS = 96  # divides into 2, 3, 4, and 6 plays
_ROWS = 4096  # more than an office sees of legs in a day: no two of a line share their luck
_SEED = 20140
_Z = np.linspace(-5.0, 5.0, 2001)


@cache
def _even() -> Numbers:
    even = (np.arange(DRAWS) + 0.5) / DRAWS
    return np.random.default_rng(_SEED).permuted(np.tile(even, (_ROWS, 1)), axis=1)


@cache
def _normal() -> Numbers:
    return quantile(_even())


@cache
def _shares() -> Numbers:
    return np.array([NormalDist().cdf(float(each)) for each in _Z])


def evens(numbers: list[int]) -> Numbers:
    """One row of DRAWS values between 0 and 1 for each number (an id: of a leg, a service, a counter)."""
    return _even()[np.array(numbers, dtype=np.int64) % _ROWS]


def normals(numbers: list[int]) -> Numbers:
    """The same of the standard normal distribution."""
    return _normal()[np.array(numbers, dtype=np.int64) % _ROWS]


def share(z: Numbers) -> Numbers:
    """The distribution function of the standard normal, to some four digits."""
    return np.interp(z, _Z, _shares())


def quantile(shares: Numbers) -> Numbers:
    """Its inverse, between -5 and 5."""
    return np.interp(shares, _shares(), _Z)
