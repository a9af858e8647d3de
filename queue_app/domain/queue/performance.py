"""Service times of officers, within one service only: evidence for a person to judge, never a rank or a score.

PermenPANRB 6/2022 asks for evidence (bukti dukung) and leaves the rating to people; see README, "What is measured".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median

DOUBTS: dict[str, str] = {  # why a leg's time says nothing about the service: code -> msgid
    "officer": "Marked as inaccurate by the officer",
    "supervisor": "Marked as inaccurate by a supervisor",
    "overnight": "Finished on another day",
    "clock_set_back": "The clock was set back",
    "two_officers": "Begun by one officer, ended by another",
    "forgotten_finish": "Far longer than this service takes",
    "too_short": "Far shorter than this service takes",
}
# Three spreads on the logarithm of seconds. On 20 days of real visits (19,600, six services) that doubts at most 0.3 %
# of the times as too long, and 0 to 10 % as too short, nearly all of them visits of a few seconds.
FAR, LEAST_SPREAD, LEAST_COUNT = 3.0, 0.25, 30
FAR_STANDARDS = 6  # times the standard, while too few services are known for a spread


@dataclass(frozen=True, slots=True)
class Served:
    """One finished leg of one officer. Seconds without holds."""

    service_s: float
    is_priority: bool
    started_on: date  # business date of the start
    finished_on: date  # business date of the finish
    inaccurate: str | None = None  # a key of DOUBTS


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a service takes: median and spread of the natural logarithm of seconds."""

    count: int
    median_log: float
    spread_log: float


def pace(times_s: Iterable[float]) -> Pace | None:
    """The pace told by service times; None without any above zero. Robust: outliers hardly move it.

    The spread is 1.4826 times the median absolute deviation, which for a normal distribution is its deviation.
    """
    logs = [log(time) for time in times_s if time > 0]
    if not logs:
        return None
    middle = median(logs)
    return Pace(len(logs), middle, 1.4826 * median(abs(each - middle) for each in logs))


def doubt(service_s: float, *, same_day: bool, standard_s: float, known: Pace | None) -> str | None:
    """Why the system proposes not to believe a service time (a key of DOUBTS), or None."""
    if not same_day:
        return "overnight"
    if service_s < 0:
        return "clock_set_back"
    if known is None or known.count < LEAST_COUNT:
        return "forgotten_finish" if service_s > FAR_STANDARDS * standard_s else None
    spreads = (log(max(service_s, 1)) - known.median_log) / max(known.spread_log, LEAST_SPREAD)
    if abs(spreads) <= FAR:
        return None
    return "forgotten_finish" if spreads > 0 else "too_short"


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
    Priority tickets may rightly take longer, and a time marked as inaccurate tells nothing: the same for both.
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
    is_whole = leg.service_s >= 0 and leg.started_on == leg.finished_on
    return is_whole and not leg.is_priority and leg.inaccurate is None


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered, non-empty sequence lies; linear between neighbours.

    Source: Hyndman and Fan (1996), definition 7, the default of R and NumPy.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
