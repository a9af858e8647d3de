"""How long people stay who are not called: the chance to have stayed, by which waits are weighed that were seen whole.

Who gives up is not called, so long waits are thinned out among those that were: each is weighed by the inverse of the
chance to have stayed so long (Kaplan and Meier's estimate of patience, by how many were ahead), at most tenfold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

AHEAD = (1, 2, 3, 5, 8)  # bins of people ahead begin there; of nobody ahead is one of its own
LEAST_CHANCE = 0.1


class Stay(NamedTuple):
    """One wait as far as it was seen. ahead: people who waited when it began. has_left: uncalled."""

    ahead: int
    wait_s: float
    has_left: bool


class Patience:
    """Of the people of a day."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        binned: defaultdict[int, list[Stay]] = defaultdict(list)
        for each in stays:
            binned[bisect_right(AHEAD, each.ahead)].append(each)
        self._steps = {place: _steps(each) for place, each in binned.items()}

    def chance(self, ahead: int, wait_s: float) -> float:
        """To have stayed so long uncalled, from LEAST_CHANCE to 1."""
        waits, chances = self._steps.get(bisect_right(AHEAD, ahead), ([], []))
        place = bisect_left(waits, wait_s)
        return max(chances[place - 1], LEAST_CHANCE) if place else 1.0


def _steps(stays: list[Stay]) -> tuple[list[float], list[float]]:
    """Each wait at which somebody left, and the chance to have stayed longer."""
    waits, chances, chance, at_risk = [], [], 1.0, len(stays)
    for wait_s, here in groupby(sorted(stays, key=lambda each: each.wait_s), key=lambda each: each.wait_s):
        together = list(here)
        left = sum(each.has_left for each in together)
        if left:
            chance *= 1 - left / at_risk
            waits.append(wait_s)
            chances.append(chance)
        at_risk -= len(together)
    return waits, chances
