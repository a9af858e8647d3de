"""Where the parts of the plot of waits stand: bars to the median, lines to the P90, dots at the longest wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queue_app.domain.queue.simulated.people import Waits

WIDTH, LEFT, RIGHT = 720, 190, 16  # of the drawing's own units; the page scales them
TOP, ROW, GAP = 8, 24, 14
STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240)
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    side: int  # 0, 1, 2: which telling of the day
    y: float  # the middle
    median: float
    p90: float
    longest: float


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    y: float  # of its name
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Plot:
    height: float
    base: float  # y of the axis
    ticks: Sequence[tuple[float, int]]  # x and minutes
    groups: Sequence[Group]


def plot(groups: Sequence[tuple[str, Sequence[Waits]]]) -> Plot:
    """groups: the name of each class of people with its waits, one for each telling of the day."""
    longest_min = max((each.longest_s or 0.0 for _name, sides in groups for each in sides), default=0.0) / 60
    step = next((step for step in STEPS_MIN if step * MOST_TICKS >= longest_min), STEPS_MIN[-1])
    last = max(1, -int(-longest_min // step)) * step
    per_s = (WIDTH - LEFT - RIGHT) / (last * 60)
    drawn, y = [], float(TOP)
    for name, sides in groups:
        bars = [_bar(side, y + ROW * (side + 0.5), waits, per_s) for side, waits in enumerate(sides)]
        drawn.append(Group(name, y + ROW * 0.5, bars))
        y += ROW * len(sides) + GAP
    ticks = [(LEFT + minutes * 60 * per_s, minutes) for minutes in range(0, last + 1, step)]
    return Plot(height=y + 24, base=y, ticks=ticks, groups=drawn)


def _bar(side: int, y: float, waits: Waits, per_s: float) -> Bar:
    median, p90, longest = (
        round(LEFT + (seconds or 0.0) * per_s, 1) for seconds in (waits.median_s, waits.p90_s, waits.longest_s)
    )
    return Bar(side, y, median, p90, longest)
