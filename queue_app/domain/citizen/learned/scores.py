"""How well waits were foretold: the error of the median, the pinball loss, and how often each quantile held.

Scored against the wait that was offered: what a person waits who stays until called. Each call counts with the weight
of staying.py, as who gives up is not called and the long waits are thinned out among the called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queue_app.domain.citizen.estimate import LEVELS, Estimate
from queue_app.domain.citizen.learned.staying import Staying, staying


class Pair(NamedTuple):
    """What was foretold, and what came of it. wait_s: until the call, or until the person left. ahead: at coming."""

    service_id: int
    ahead: int
    estimate: Estimate
    wait_s: float
    was_called: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """Of `count` calls. held, pinball_s: by LEVELS."""

    count: int
    mae_s: float
    held: tuple[float, ...]
    pinball_s: tuple[float, ...]


def scored(pairs: Sequence[Pair], patience: Staying | None = None) -> Scores | None:
    """The scores of the calls among these; None where nobody was called.

    patience: learned from more than these pairs; else from them.
    """
    wait_s, was_called, ahead = waits(pairs)
    if not was_called.any():
        return None
    weight = (patience or staying(wait_s, was_called, ahead)).weight(wait_s, ahead)[was_called]
    weight = weight / weight.sum()
    told = np.array([pair.estimate for pair in pairs], float)[was_called]
    over = wait_s[was_called][:, None] - told
    levels = np.array(LEVELS)
    pinball = weight @ np.maximum(levels * over, (levels - 1) * over)
    mae_s = weight @ np.abs(over[:, LEVELS.index(0.5)])
    return Scores(len(weight), float(mae_s), tuple(map(float, weight @ (over <= 0))), tuple(map(float, pinball)))


def waits(pairs: Sequence[Pair]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.intp]]:
    """Waits, whether they ended in a call, people ahead: what patience is learned from."""
    return (
        np.array([pair.wait_s for pair in pairs], float),
        np.array([pair.was_called for pair in pairs], bool),
        np.array([pair.ahead for pair in pairs], np.intp),
    )
