"""How long a wait still is: four quantiles of it, if the person stays until called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEVELS = (0.1, 0.5, 0.8, 0.9)


class Estimate(NamedTuple):
    """Seconds from the moment of the sight until the call, by LEVELS; they never cross."""

    p10: float
    p50: float
    p80: float
    p90: float


class How(StrEnum):
    """Where an estimate comes from."""

    EARLY = "early"  # the simulator with priors: there is little history yet
    LEARNED = "learned"  # a model of the office's own past
    NONE = "none"  # not enough is known to promise anything


class Newcomer(NamedTuple):
    """Somebody who would take a number now."""

    service_id: int
    is_priority: bool


@dataclass(frozen=True, slots=True)
class Estimates:
    """Of everybody who waits, and of newcomers. Who is in neither cannot be promised anything.

    factor: by group (service id), with which its quantiles were widened or drawn in by how the last days held.
    beside: of those of whom a model knows nothing, as the simulator tells it.
    """

    how: How
    waiting: Mapping[int, Estimate]  # by leg id
    newcomers: Mapping[Newcomer, Estimate]
    factor: Mapping[int, float]
    beside: Estimates | None = None
