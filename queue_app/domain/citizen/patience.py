"""How long people stay who are not called, asked one wait at a time. What it is stands in `learned.staying`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Stay(NamedTuple):
    """One wait as far as it was seen. ahead: people who waited when it began. has_left: uncalled."""

    ahead: int
    wait_s: float
    has_left: bool


class Patience:
    """Of the people of a day."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        import numpy as np  # noqa: PLC0415 - 20 MB that the pages need not load

        from queue_app.domain.citizen.learned.staying import AHEAD_FROM, MOST, staying  # noqa: PLC0415

        told = np.array([(each.wait_s, not each.has_left, each.ahead) for each in stays], float).reshape(-1, 3)
        found = staying(told[:, 0], told[:, 1].astype(bool), told[:, 2].astype(np.intp))
        self._steps = [(at.tolist(), chances.tolist()) for at, chances in found.steps]
        self._from, self._least = AHEAD_FROM, 1 / MOST

    def chance(self, ahead: int, wait_s: float) -> float:
        """To have stayed so long uncalled; not less than what makes the heaviest weight."""
        at, chances = self._steps[bisect_right(self._from, ahead) - 1]
        return float(max(chances[bisect_left(at, wait_s)], self._least))
