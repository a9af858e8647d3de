"""Process signals, for the unit's head: how often something odd happens to one officer beside how often to others.

A signal asks a question and answers none: it is never guilt. Limits come from how much officers differ (a funnel around
the median officer); binomial limits alone would flag nearly everybody, as real officers differ by far more than chance.
Surveys answered at the counter's own device are counted where the survey is closed (voice.odd).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import asin, pi, sin, sqrt
from statistics import NormalDist, median


class Code(StrEnum):
    SHORT_SERVICES = "short_services"
    NO_SHOW_AT_ONCE = "no_show_at_once"
    LONG_GAPS = "long_gaps"
    OUT_OF_ORDER = "out_of_order"
    OWN_DEVICE_SURVEYS = "own_device_surveys"
    BEST_ON_OWN_DEVICE = "best_on_own_device"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of how many cases of one officer."""

    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def angle(self) -> float:
        """The share on a scale on which chance is equally wide everywhere. Source: Anscombe (1948)."""
        return asin(sqrt((self.count + 3 / 8) / (self.of + 3 / 4)))


@dataclass(frozen=True, slots=True)
class Signal:
    """What stands out at one officer: share of cases, the median officer's (base), and the limit for so many cases."""

    code: Code
    count: int
    of: int
    share: float
    base: float
    limit: float


LEAST_OFFICERS = 5  # of fewer nobody can say how much officers differ
LEAST_COUNT = 5  # fewer are no pattern, whatever their share
LEVEL = 0.90  # one-sided: of ten ordinary officers one may stand out
_BEYOND = NormalDist().inv_cdf(LEVEL)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Around the median officer. base: that officer's share. middle, spread: the same officer's angle, and the standard
    deviation of officers' angles without chance. points: those compared, by officer.
    """

    base: float
    middle: float
    spread: float
    points: Mapping[int, Counted]

    def limit(self, of: int) -> float:
        """The share beyond which an officer with so many cases stands out: wider for few cases, as chance is."""
        angle = min(self.middle + _BEYOND * sqrt(self.spread**2 + _chance(of)), pi / 2)
        return min(max((sin(angle) ** 2 * (of + 3 / 4) - 3 / 8) / of, 0.0), 1.0)


def funnel(counted: Mapping[int, Counted], *, least: int) -> Funnel | None:
    """Of the officers with at least `least` cases; None where they are too few to say how much they differ.

    The spread is 1.4826 times the median distance of the half below the median, less what chance adds: who games only
    ever moves up, and would otherwise widen the limits until they hold.
    """
    points = {officer: each for officer, each in counted.items() if each.of >= least}
    if len(points) < LEAST_OFFICERS:
        return None
    middle = median(each.angle for each in points.values())
    below = median(middle - each.angle for each in points.values() if each.angle <= middle)
    chance = median(_chance(each.of) for each in points.values())
    spread = sqrt(max((1.4826 * below) ** 2 - chance, 0.0))
    return Funnel(median(each.share for each in points.values()), middle, spread, points)


def signals(code: Code, found: Funnel) -> dict[int, Signal]:
    """The officers beyond the limit."""
    return {
        officer: Signal(code, each.count, each.of, each.share, found.base, limit)
        for officer, each in found.points.items()
        if each.count >= LEAST_COUNT and each.share > (limit := found.limit(each.of))
    }


def _chance(of: int) -> float:
    """The variance that chance alone gives an angle of so many cases."""
    return 1 / (4 * of + 2)
