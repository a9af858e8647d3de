"""How long a service takes, and which times are so far from that that they are doubted before anybody believes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

DOUBTS: dict[str, str] = {  # why a leg's time says nothing about the service: code -> msgid
    "officer": "Marked as inaccurate by the officer",
    "supervisor": "Marked as inaccurate by a supervisor",
    "overnight": "Finished on another day",
    "clock_jumped": "The clock was set meanwhile",
    "clock_set_back": "The clock was set back",  # of a log of before 0.7
    "two_officers": "Two officers served",
    "forgotten_finish": "Far longer than this service takes",
    "too_short": "Far shorter than this service takes",
    "late_start": "Begun long after the call",
    "mostly_hold": "On hold for longer than served",
}
# Three spreads on the logarithm of seconds. On 20 days of real visits (19,600, six services) that doubts at most 0.3 %
# of the times as too long, and 0 to 10 % as too short, nearly all of them visits of a few seconds.
FAR, LEAST_SPREAD, LEAST_COUNT = 3.0, 0.25, 30
# While too few times of a service are known. Of the real visits 5 % took less than a twentieth of five minutes.
FAR_STANDARDS, SHORT_PART = 6, 20
# Bounds that no usual pace moves: what lies beyond is doubted whoever looks, also in a log of before there were doubts.
SHORTEST_S, SHORT_AT_MOST_S = 10.0, 30.0
USUAL_START_S, SOONEST_LATE_S, LATEST_START_S = 300.0, 120.0, 900.0
LONG_HOLD_S = 60.0


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


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds beyond which a time is doubted. start_s: from the call to the start."""

    shortest_s: float
    longest_s: float
    start_s: float


def limits(standard_s: float, *, service: Pace | None, walk: Pace | None) -> Limits:
    """By what is known of the service and of the walk to it; by its standard, and five minutes, while that is little.

    A short limit that the standard tells is 30 seconds at most: a standard of hours must not doubt every time, or no
    pace would ever be known.
    """
    short_s, long_s = standard_s / SHORT_PART, FAR_STANDARDS * standard_s
    if service is not None and service.count >= LEAST_COUNT:
        short_s, long_s = _bound(service, -FAR), _bound(service, FAR)
    else:
        short_s = min(short_s, SHORT_AT_MOST_S)
    start_s = _bound(walk, FAR) if walk is not None and walk.count >= LEAST_COUNT else USUAL_START_S
    return Limits(max(short_s, SHORTEST_S), long_s, min(max(start_s, SOONEST_LATE_S), LATEST_START_S))


def _bound(known: Pace, spreads: float) -> float:
    return exp(known.median_log + spreads * max(known.spread_log, LEAST_SPREAD))


def is_mostly_hold(service_s: float, *, held_s: float) -> bool:
    """Whether somebody was away for longer than at the counter, and not only for a moment."""
    return held_s >= LONG_HOLD_S and held_s > service_s


def proposals(service_s: float, *, walk_s: float, held_s: float, limits: Limits) -> list[str]:
    """Why the system proposes not to believe a service's time: keys of DOUBTS, none where nothing is odd."""
    odd = {
        "too_short": service_s < limits.shortest_s,
        "forgotten_finish": service_s > limits.longest_s,
        "late_start": walk_s > limits.start_s,
        "mostly_hold": is_mostly_hold(service_s, held_s=held_s),
    }
    return [why for why, is_odd in odd.items() if is_odd]


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered, non-empty sequence lies; linear between neighbours.

    Source: Hyndman and Fan (1996), definition 7, the default of R and NumPy.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
