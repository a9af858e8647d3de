"""Where the dot and the interval of a ratio stand on a logarithmic axis around 1; a drawing's own units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from queue_app.domain.evidence.letter import RatioTold

WIDTH, EDGE = 560.0, 28.0
LEAST_REACH = 1.5  # the axis goes to at least so many times as much, and as little
TICKS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Line:
    """x of each. ticks: x and value."""

    low: float
    dot: float
    high: float
    one: float
    ticks: Sequence[tuple[float, float]]


def line(ratio: RatioTold) -> Line:
    """As wide as the interval needs, and as far to one side of 1 as to the other, so that neither looks longer."""
    reach = max(LEAST_REACH, ratio.high, 1 / ratio.low) * 1.04
    half = (WIDTH - 2 * EDGE) / 2

    def x(value: float) -> float:
        return round(WIDTH / 2 + half * log(value) / log(reach), 1)

    ticks = [(x(each), each) for each in TICKS if 1 / reach <= each <= reach]
    return Line(x(ratio.low), x(ratio.ratio), x(ratio.high), x(1.0), ticks)
