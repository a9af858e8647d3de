"""How far each wait that ended in a call stands for those who would have waited as long, had they stayed.

Who gives up is not called, so long waits are thinned out among the called. Each call weighs the inverse of the chance
to have stayed that long (Kaplan-Meier of patience, by people ahead at coming), at most MOST.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AHEAD_FROM = (0, 1, 2, 3, 5, 8)  # groups of patience: from so many people ahead
MOST = 10.0
Numbers = NDArray[np.float64]
Counts = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Staying:
    """steps: of each group the waits at which somebody left, and the chance to stay before the first and after each."""

    steps: Sequence[tuple[Numbers, Numbers]]

    def chance(self, wait_s: Numbers, ahead: Counts) -> Numbers:
        """The chance to stay until just before each wait is over."""
        group, stays = _group(ahead), np.ones(len(wait_s))
        for each, (at, chance) in enumerate(self.steps):
            stays[group == each] = chance[np.searchsorted(at, wait_s[group == each])]
        return stays

    def weight(self, wait_s: Numbers, ahead: Counts, waited_s: Numbers | None = None) -> Numbers:
        """Of each call after such a wait. waited_s: how much of it had passed when the person was asked about."""
        before = 1.0 if waited_s is None else self.chance(waited_s, ahead)
        return np.minimum(MOST, before / np.maximum(self.chance(wait_s, ahead), 1 / MOST))


def staying(wait_s: Numbers, was_called: NDArray[np.bool_], ahead: Counts) -> Staying:
    """The patience of those who waited so long, until a call or until they left, with so many ahead at coming."""
    groups = [_group(ahead) == each for each in range(len(AHEAD_FROM))]
    return Staying([_steps(wait_s[group], was_called[group]) for group in groups])


def _group(ahead: Counts) -> Counts:
    return np.searchsorted(AHEAD_FROM, ahead, side="right") - 1


def _steps(wait_s: Numbers, was_called: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    at, leavers = np.unique(wait_s[~was_called], return_counts=True)
    risk = len(wait_s) - np.searchsorted(np.sort(wait_s), at)
    return at, np.concatenate([[1.0], np.cumprod(1 - leavers / risk)])
