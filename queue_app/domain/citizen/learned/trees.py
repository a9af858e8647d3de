"""Gradient boosting of quantiles in plain numpy: shallow trees over binned features, each leaf a quantile of the rest.

A tree splits all its nodes of one depth at once, by histograms of the pinball loss's gradient; its leaves then hold the
weighted quantile of what the trees before it left over (Friedman 2001, section 4.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Bins = NDArray[np.uint8]  # features x rows
BINS = 64
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Growth:
    """least_weight: of the rows in a leaf. rows, columns: the part of each that a tree is grown from.

    seeds: of chance, one forest each, of which a quantile takes its first few; the answer is their mean.
    """

    depth: int = 5
    trees: int = 150
    rate: float = 0.06
    least_weight: float = 60.0
    rows: float = 0.5
    columns: float = 0.5
    seeds: tuple[int, ...] = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Trees:
    """A row above `cut` in `feature` goes right. Both: (trees, 2**depth - 1), by depth; leaf: (trees, 2**depth)."""

    base: float
    feature: NDArray[np.int16]
    cut: Bins
    leaf: NDArray[np.float32]

    def __call__(self, bins: Bins) -> Numbers:
        """The quantile of each row."""
        trees, nodes = self.feature.shape
        columns, feature, cut = bins.ravel(), self.feature.ravel().astype(np.int32) * bins.shape[1], self.cut.ravel()
        first = np.arange(trees, dtype=np.int32)[:, None] * np.int32(nodes)
        row = np.arange(bins.shape[1], dtype=np.int32)
        at = np.zeros((trees, bins.shape[1]), np.int32)
        for _ in range((nodes + 1).bit_length() - 1):
            node = first + at
            at = 2 * at + 1 + (columns.take(feature.take(node) + row) > cut.take(node))
        leaves: Numbers = np.take_along_axis(self.leaf, at - nodes, axis=1).sum(axis=0, dtype=float)
        return self.base + leaves


def averaged(forests: Sequence[Trees]) -> Trees:
    """One forest that answers the mean of these."""
    return Trees(
        sum(each.base for each in forests) / len(forests),
        np.concatenate([each.feature for each in forests]),
        np.concatenate([each.cut for each in forests]),
        np.concatenate([each.leaf / np.float32(len(forests)) for each in forests]),
    )


def edges(rows: Numbers) -> list[Numbers]:
    """Where each feature is cut into at most BINS bins of like many rows."""
    shares = np.linspace(0, 1, BINS + 1)[1:-1]
    return [np.unique(np.quantile(column, shares)) for column in rows.T]


def binned(rows: Numbers, cuts: Sequence[Numbers]) -> Bins:
    """The number of the bin of each feature, features x rows."""
    return np.array([np.searchsorted(cut, column) for cut, column in zip(cuts, rows.T, strict=True)], np.uint8)


def boosted(bins: Bins, target: Numbers, weight: Numbers, *, level: float, growth: Growth, seed: int) -> Trees:
    """Trees that answer the quantile `level` of the target, as it is spread among the weighted rows."""
    draw = np.random.default_rng(seed)
    base = float(_quantiles(target, weight, np.zeros(len(target), np.intp), level, 1)[0])
    now = np.full(len(target), base)
    columns = max(1, round(growth.columns * len(bins)))
    grown = []
    for _ in range(growth.trees):
        mine = np.sort(draw.choice(len(target), max(1, round(growth.rows * len(target))), replace=False))
        gradient = weight[mine] * (level - (target[mine] <= now[mine]))
        among = np.sort(draw.choice(len(bins), columns, replace=False))
        feature, cut = _grown(bins[np.ix_(among, mine)], gradient, weight[mine], growth)
        feature = among[feature]
        at = _leaf(bins, feature, cut)
        rest = target[mine] - now[mine]
        leaf = growth.rate * _quantiles(rest, weight[mine], at[mine], level, 2**growth.depth)
        now += leaf[at]
        grown.append((feature, cut, leaf))
    features, cuts, leaves = (np.array(part) for part in zip(*grown, strict=True))
    return Trees(base, features.astype(np.int16), cuts.astype(np.uint8), leaves.astype(np.float32))


Nodes = NDArray[np.intp]


def _grown(bins: Bins, gradient: Numbers, weight: Numbers, growth: Growth) -> tuple[Nodes, Nodes]:
    """Feature (a row of these bins) and cut of every node; where no split helps, all go left."""
    feature, cut = np.zeros(2**growth.depth - 1, np.intp), np.full(2**growth.depth - 1, BINS)
    at, row = np.zeros(bins.shape[1], np.intp), np.arange(bins.shape[1])
    code = bins + BINS * np.arange(len(bins))[:, None]
    pulls, weights = (np.tile(values, len(bins)) for values in (gradient, weight))
    for depth in range(growth.depth):
        shape = (2**depth, len(bins), BINS)
        codes = (code + at * (len(bins) * BINS)).ravel()
        gain = _gain(_counted(codes, pulls, shape), _counted(codes, weights, shape), growth.least_weight)
        best = gain.argmax(axis=1)
        won = np.flatnonzero(gain.max(axis=1) > 0)
        feature[2**depth - 1 + won], cut[2**depth - 1 + won] = np.divmod(best[won], BINS)
        node = 2**depth - 1 + at
        at = 2 * at + (bins[feature[node], row] > cut[node])
    return feature, cut


def _counted(codes: Nodes, values: Numbers, shape: tuple[int, int, int]) -> Numbers:
    """The sum of the values up to each bin, nodes x features x bins."""
    return np.bincount(codes, values, int(np.prod(shape))).reshape(shape).cumsum(axis=2)


def _gain(pull: Numbers, left: Numbers, least: float) -> Numbers:
    """What cutting behind each bin of each feature gains, nodes x (features * bins)."""
    whole, of = pull[:, :, -1:], left[:, :, -1:]
    right = of - left
    gain = pull**2 / np.maximum(left, TINY) + (whole - pull) ** 2 / np.maximum(right, TINY)
    gain = np.where((left >= least) & (right >= least), gain - whole**2 / np.maximum(of, TINY), 0.0)
    return gain.reshape(len(gain), -1)


def _leaf(bins: Bins, feature: Nodes, cut: Nodes) -> Nodes:
    """The number of the leaf of each row."""
    at, row = np.zeros(bins.shape[1], np.intp), np.arange(bins.shape[1])
    for _ in range((len(feature) + 1).bit_length() - 1):
        at = 2 * at + 1 + (bins[feature[at], row] > cut[at])
    return at - len(feature)


def _quantiles(values: Numbers, weight: Numbers, group: Nodes, level: float, groups: int) -> Numbers:
    """The weighted quantile of each group; 0 of an empty one."""
    order = np.lexsort((values, group))
    upto = np.cumsum(weight[order])
    of = np.bincount(group, weight, groups)
    place = np.searchsorted(upto, np.cumsum(of) - of + level * of)
    return np.where(of > 0, values[order][np.minimum(place, len(values) - 1)], 0.0)
