"""Service times of officers, within one service only: evidence for a person to judge, never a rank or a score.

PermenPANRB 6/2022 asks for evidence (bukti dukung) and leaves the rating to people; see README, "What is measured".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True, slots=True)
class Served:
    """One finished leg of one officer. Seconds without holds."""

    service_s: float
    is_priority: bool
    started_on: date  # business date of the start
    finished_on: date  # business date of the finish


@dataclass(frozen=True, slots=True)
class Summary:
    """count: legs served. timed: legs whose time is counted; excluded: the others. Times in seconds."""

    count: int
    timed: int
    excluded: int
    median_s: float | None
    p90_s: float | None
    within_pct: float | None


def summarise(legs: Iterable[Served], *, standard_s: float) -> Summary:
    """Count, median, P90 and share within the standard, of one officer at one service.

    A finish on another day than its start is a forgotten finish: counted as work, left out of the times.
    Priority tickets may rightly take longer: counted as work, left out of the times.
    """
    legs = list(legs)
    times = sorted(leg.service_s for leg in legs if is_timed(leg))
    within = sum(1 for time in times if time <= standard_s)
    return Summary(
        count=len(legs),
        timed=len(times),
        excluded=len(legs) - len(times),
        median_s=median(times) if times else None,
        p90_s=quantile(times, 0.9) if times else None,
        within_pct=100 * within / len(times) if times else None,
    )


def is_timed(leg: Served) -> bool:
    """Whether this leg's time says something about the officer's pace.

    A time below zero is a clock that was set back during the service.
    """
    return leg.service_s >= 0 and leg.started_on == leg.finished_on and not leg.is_priority


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered, non-empty sequence lies; linear between neighbours.

    Source: Hyndman and Fan (1996), definition 7, the default of R and NumPy.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
