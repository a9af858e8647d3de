"""How far the quantiles of each service are widened or drawn in, by how the last promises held.

Each promise that was kept draws the factor of its level in a little, each that was not widens it more, so that in the
long run a promise of 80 percent holds for 80 (Gibbs and Candes 2021, on the logarithm of a scale).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log

from queue_app.domain.citizen.estimate import LEVELS, Estimate

STEP = 0.02
LEAST, MOST = log(0.5), log(3.0)
START = (0.0,) * len(LEVELS)


@dataclass(frozen=True, slots=True)
class Factors:
    """logs: service -> the logarithm of the factor, by LEVELS."""

    logs: Mapping[int, tuple[float, ...]] = field(default_factory=dict)

    def told(self, service_id: int, guess: Estimate) -> Estimate:
        """The guess as it may be told; its quantiles never cross."""
        scaled = [value * exp(by) for value, by in zip(guess, self.logs.get(service_id, START), strict=True)]
        return Estimate(*(max(0.0, *scaled[: place + 1]) for place in range(len(scaled))))

    def of(self, service_id: int) -> float:
        """The factor of the 80 percent quantile, the one that is stored with a promise."""
        return exp(self.logs.get(service_id, START)[LEVELS.index(0.8)])

    def halved(self) -> Factors:
        """Half as far from one."""
        return Factors({service: tuple(each / 2 for each in logs) for service, logs in self.logs.items()})

    def after(self, service_id: int, level: int, *, was_kept: bool, weight: float) -> Factors:
        """With what one promise taught. level: its place in LEVELS. weight: for how many it stands (staying.py)."""
        logs = list(self.logs.get(service_id, START))
        moved = logs[level] + STEP * weight * (LEVELS[level] - was_kept)
        logs[level] = min(max(moved, LEAST), MOST)
        return Factors({**self.logs, service_id: tuple(logs)})
