"""Observed beside expected time: what is told of one officer, and of the services in which officers are compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Observed over expected time of one officer; under 1 is faster than the middle of all who are compared.

    n: legs, over so many days. observed_s, expected_s: geometric means of a leg, in seconds. low, high: the interval.
    shrunk: the second line, drawn toward 1 by how unsure the first is. design_effect: how many times wider a variance
    is, in the whole office, than if the legs of a day did not hang together.
    """

    n: int
    days: int
    observed_s: float
    expected_s: float
    ratio: float
    low: float
    high: float
    shrunk: float
    design_effect: float

    @property
    def differs(self) -> bool:
        """Whether the interval leaves 1 out; else it is "tidak berbeda nyata"."""
        return self.high < 1 or self.low > 1


@dataclass(frozen=True, slots=True)
class ServiceEvidence:
    """Of one service: cases that count in speed but for the cut, by how many officers, their median in seconds."""

    n: int
    officers: int
    typical_s: float
    short_cut_s: float
