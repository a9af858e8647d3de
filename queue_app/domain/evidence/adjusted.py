"""How long an officer's services took beside what such services take: the case mix taken out, by alternating means.

The logarithm of a leg's seconds is what its case takes (beta) + the officer's part (a) + chance. Whoever imports this
loads numpy, some 30 MB: pages without evidence do not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

POOLING = 20.0  # legs: a cell with so many stands half on its own, half with its service; see docs/evidence.md
STEADY, MOST_ROUNDS = 1e-10, 20_000


@dataclass(frozen=True, slots=True)
class Legs:
    """Legs to compare, column by column and equally long. officer, service, cell and day count from 0.

    cell: within its service, what else tells how long a case takes. officers: how many there are, also of none of
    these legs.
    """

    log_s: Floats
    officer: Ints
    service: Ints
    cell: Ints
    day: Ints
    officers: int

    @property
    def count(self) -> Ints:
        """Legs by officer."""
        return np.bincount(self.officer, minlength=self.officers)

    def where(self, kept: Mask) -> Legs:
        """The legs for which kept is true."""
        columns = ("log_s", "officer", "service", "cell", "day")
        return replace(self, **{name: getattr(self, name)[kept] for name in columns})


@dataclass(frozen=True, slots=True)
class Adjusted:
    """effect: a, by officer; 0 where nothing is comparable. expected, left: beta and what a and beta leave, by leg.

    group: by officer; those of one group are tied to each other by services that several of them do. spread: by
    officer, the variance of a for each unit of variance of one leg, as if legs were independent; infinite where
    nothing is comparable. lost: degrees of freedom that the fit took.
    """

    effect: Floats
    expected: Floats
    left: Floats
    group: Ints
    spread: Floats
    lost: float


def shared(legs: Legs) -> Mask:
    """By leg, whether its service was done by more than one officer: no other leg says anything of an officer."""
    return np.asarray((_table(legs) > 0).sum(axis=0) > 1)[legs.service] if legs.log_s.size else np.zeros(0, bool)


def adjust(legs: Legs, *, least: int, pooling: float = POOLING) -> Adjusted:
    """The officers' parts, such that those with at least `least` legs sum to 0 in each group of comparable officers.

    legs: only shared ones. A group with fewer than two such officers has nothing to compare.
    """
    mixed = _Mixed(legs, pooling)
    effect = mixed.steady()
    beta = mixed.beta(effect)
    table = _table(legs)
    group = _groups(table)
    centre = _centres(group, legs.count >= least)
    comparable = centre.any(axis=1)
    shift = centre @ effect
    effect = np.where(comparable, effect - shift, 0.0)
    expected = beta[legs.cell] + shift[legs.officer]
    return Adjusted(
        effect=effect,
        expected=expected,
        left=legs.log_s - expected - effect[legs.officer],
        group=group,
        spread=np.where(comparable, _spread(table, centre), np.inf),
        lost=mixed.lost(),
    )


class _Mixed:
    """The legs summed up by officer and cell: each round then costs little however many legs there are."""

    def __init__(self, legs: Legs, pooling: float) -> None:
        cells = int(legs.cell.max(initial=-1)) + 1
        keys = legs.officer * cells + legs.cell
        count = np.bincount(keys)
        met = np.flatnonzero(count)
        self._officer, self._cell = np.divmod(met, max(cells, 1))
        self._count = count[met].astype(float)
        self._mean = np.bincount(keys, legs.log_s)[met] / self._count
        self._in_cell = np.bincount(legs.cell, minlength=cells).astype(float)
        self._service = np.zeros(cells, np.intp)
        self._service[legs.cell] = legs.service
        self._own = self._in_cell / (self._in_cell + pooling)
        self._in_service = np.asarray(np.bincount(self._service, self._own), float)
        self._of_officer = legs.count.astype(float)

    def steady(self) -> Floats:
        """Alternates between the cells' means and the officers' until neither moves."""
        effect = np.zeros(self._of_officer.size)
        for _ in range(MOST_ROUNDS):
            rest = self._mean - self.beta(effect)[self._cell]
            moved = _mean(self._officer, self._count * rest, self._of_officer)
            moved -= (moved * self._of_officer).sum() / max(self._of_officer.sum(), 1)
            change = np.abs(moved - effect).max(initial=0.0)
            effect = moved
            if change < STEADY:
                break
        return effect

    def beta(self, effect: Floats) -> Floats:
        """By cell: its mean without the officers' parts, drawn toward its service's the more the fewer legs it has."""
        mean = _mean(self._cell, self._count * (self._mean - effect[self._officer]), self._in_cell)
        whole = _mean(self._service, self._own * mean, self._in_service)[self._service]
        return whole + self._own * (mean - whole)

    def lost(self) -> float:
        services, officers = np.count_nonzero(self._in_service), np.count_nonzero(self._of_officer)
        return float(self._own.sum() + services + officers - 1)


def _mean(group: Ints, total: Floats, weight: Floats) -> Floats:
    return np.asarray(np.bincount(group, total, minlength=weight.size) / np.where(weight > 0, weight, 1.0))


def _table(legs: Legs) -> Floats:
    """Legs by officer and service."""
    services = int(legs.service.max(initial=-1)) + 1
    flat = np.bincount(legs.officer * services + legs.service, minlength=legs.officers * services)
    return np.asarray(flat.reshape(legs.officers, services), float)


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


def _spread(table: Floats, centre: Floats) -> Floats:
    """By officer, never less than one over the number of legs; more where few of them are shared with others.

    What n legs say of an officer is less where colleagues did few of these services: the inverse of the normal
    equations once the services' means are taken out.
    """
    own = table.sum(axis=1)
    in_service = table.sum(axis=0)
    matrix = np.diag(own) - (table / np.where(in_service > 0, in_service, 1.0)) @ table.T
    told = np.eye(own.size) - centre
    exact = np.einsum("ij,jk,ik->i", told, np.linalg.pinv(matrix, hermitian=True), told)
    return np.asarray(np.maximum(exact, 1 / np.maximum(own, 1)))
