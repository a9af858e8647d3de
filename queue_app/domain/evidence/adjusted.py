"""How long an officer's services took beside what such services take: the case mix taken out, by alternating means.

The logarithm of a leg's seconds is what its case takes (beta) + the officer's part (a) + chance. Whoever imports this
loads numpy, some 30 MB: pages without evidence do not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

POOLING = 5.0  # legs: what so few with a trait tell of it is believed by half; chosen by trial, see docs/evidence.md
ZERO = 1e-9  # of the largest: what is smaller is a direction in which the legs say nothing


@dataclass(frozen=True, slots=True)
class Legs:
    """Legs to compare, column by column and equally long; all but log_s count from 0.

    kinds: one column for each thing beside the service that tells how long a case takes and in which only alike cases
    are compared; hour: one more such thing, in which all are. The numbers of both differ between services. officers:
    how many there are, also of none of these legs.
    """

    log_s: Floats
    officer: Ints
    service: Ints
    kinds: tuple[Ints, ...]
    hour: Ints
    day: Ints
    officers: int

    @property
    def count(self) -> Ints:
        """Legs by officer."""
        return np.bincount(self.officer, minlength=self.officers)

    def where(self, kept: Mask) -> Legs:
        """The legs for which kept is true."""
        return Legs(
            log_s=self.log_s[kept],
            officer=self.officer[kept],
            service=self.service[kept],
            kinds=tuple(kind[kept] for kind in self.kinds),
            hour=self.hour[kept],
            day=self.day[kept],
            officers=self.officers,
        )


@dataclass(frozen=True, slots=True)
class Adjusted:
    """effect: a, by officer; 0 where nothing is comparable. expected, left: beta and what a and beta leave, by leg.

    spread: by officer, the variance of a for each unit of variance of one leg, as if legs were independent; infinite
    where nothing is comparable. lost: degrees of freedom that the fit took.
    """

    effect: Floats
    expected: Floats
    left: Floats
    spread: Floats
    lost: float


def shared(legs: Legs) -> Mask:
    """By leg, whether more than one officer did its service, and in it cases of its kinds: no other says anything."""
    kept = np.ones(legs.log_s.size, bool)
    while True:
        left = legs.where(kept)
        met = np.ones(left.log_s.size, bool)
        for column in (left.service, *left.kinds):
            met &= np.asarray((_table(left, column) > 0).sum(axis=0) > 1)[column]
        if met.all():
            return kept
        kept[kept] = met


def adjust(legs: Legs, *, least: int, pooling: float = POOLING) -> Adjusted:
    """The officers' parts, such that those with at least `least` legs sum to 0 in each group of comparable officers.

    It is where alternating between the means of services, kinds and hours (each kind and hour drawn toward its service
    by `pooling` legs) and those of officers comes to stand still; the normal equations tell it at once, and how sure
    it is. legs: only shared ones. A group with fewer than two officers of `least` legs has nothing to compare.
    """
    table = _table(legs, legs.service)
    normal = _normal(legs, pooling)
    centre = _centres(_groups(table), legs.count >= least)
    comparable = centre.any(axis=1)
    shift = centre @ normal.effect
    effect = np.where(comparable, normal.effect - shift, 0.0)
    expected = normal.beta + shift[legs.officer]
    told = np.eye(legs.officers) - centre
    spread = np.maximum(np.einsum("ij,jk,ik->i", told, normal.inverse, told), 1 / np.maximum(legs.count, 1))
    return Adjusted(
        effect=effect,
        expected=expected,
        left=legs.log_s - expected - effect[legs.officer],
        spread=np.where(comparable, spread, np.inf),
        lost=normal.lost,
    )


@dataclass(frozen=True, slots=True)
class _Normal:
    """effect: by officer, up to a constant in each group; beta: by leg; inverse: of what the legs say of officers."""

    effect: Floats
    beta: Floats
    inverse: Floats
    lost: float


def _normal(legs: Legs, pooling: float) -> _Normal:
    columns = (legs.service, *legs.kinds, legs.hour)
    officers = np.hstack([_table(legs, column) for column in columns])
    cases = np.block([[_crossed(one, other) for other in columns] for one in columns])
    pooled = np.full(cases.shape[0], pooling)
    pooled[: _width(legs.service)] = 0.0  # a service is as long as it is; only what tells more is drawn toward it
    empty = np.diagonal(cases) == 0
    drawn = np.linalg.inv(cases + np.diag(np.where(empty, 1.0, pooled)))
    sums = np.concatenate([np.bincount(column, legs.log_s, minlength=_width(column)) for column in columns])
    own = np.bincount(legs.officer, legs.log_s, minlength=legs.officers)
    told = np.diag(legs.count) - officers @ drawn @ officers.T
    inverse = np.asarray(np.linalg.pinv(told, rtol=ZERO, hermitian=True), float)
    effect = inverse @ (own - officers @ drawn @ sums)
    parts = np.split(drawn @ (sums - officers.T @ effect), np.cumsum([*map(_width, columns)])[:-1])
    beta = sum((part[column] for part, column in zip(parts, columns, strict=True)), np.zeros(legs.log_s.size))
    return _Normal(effect, beta, inverse, float((drawn * cases).sum()) + np.count_nonzero(legs.count) - 1)


def _width(column: Ints) -> int:
    return int(column.max(initial=-1)) + 1


def _crossed(one: Ints, other: Ints) -> Floats:
    """Legs by number in the one column and number in the other."""
    wide = _width(other)
    flat = np.bincount(one * wide + other, minlength=_width(one) * wide)
    return np.asarray(flat.reshape(_width(one), wide), float)


def _table(legs: Legs, column: Ints) -> Floats:
    """Legs by officer and number in the column."""
    wide = _width(column)
    flat = np.bincount(legs.officer * wide + column, minlength=legs.officers * wide)
    return np.asarray(flat.reshape(legs.officers, wide), float)


def _groups(table: Floats) -> Ints:
    """By officer, the least number of an officer with whom a chain of shared services ties them."""
    ties = (table @ table.T) > 0
    group = np.arange(table.shape[0])
    while True:
        least = np.where(ties, group, table.shape[0]).min(axis=1, initial=table.shape[0])
        joined = np.minimum(group, least)
        if (joined == group).all():
            return group
        group = joined


def _centres(group: Ints, counts: Mask) -> Floats:
    """By officer, the weights of the mean from which the officer's part is told; all 0 where there is nobody else."""
    same = (group[:, None] == group[None, :]) & counts[None, :]
    size = same.sum(axis=1, keepdims=True)
    return np.where(size > 1, same / np.maximum(size, 1), 0.0)
