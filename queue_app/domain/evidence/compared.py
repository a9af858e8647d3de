"""Cases in columns, and the ratio of each officer from them, with one cut of short services after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeVar

import numpy as np

from queue_app.domain.evidence.adjusted import Floats, Ints, Legs, Mask, adjust, shared
from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.intervals import half_width, precision, shrunk
from queue_app.domain.evidence.parameters import Parameters
from queue_app.domain.evidence.ratio import Ratio, ServiceEvidence

Key = TypeVar("Key", int, tuple[int, int])
DIGITS = 6  # beyond them processors differ, and a locked figure must be told again
SIZES = (0, 1, 2, 3, 4, 6, 9, 15)  # documents or people from so many on are alike enough


@dataclass(frozen=True, slots=True)
class Compared:
    """By officer. legs: in the ratio. unmatched: those of a kind that nobody else did.

    lone: who has nobody to compare with.
    """

    ratios: dict[int, Ratio]
    legs: dict[int, int]
    unmatched: dict[int, int]
    lone: frozenset[int]
    least: int
    design_effect: float

    def why_none(self, officer_id: int) -> str | None:
        """Why there is no ratio: few, alone, or one_day; None where there is one."""
        if officer_id in self.ratios:
            return None
        legs = self.legs.get(officer_id, 0)
        if legs + self.unmatched.get(officer_id, 0) < self.least:
            return "few"
        if legs < self.least or officer_id in self.lone:
            return "alone"
        return "one_day"


class Columns:
    """The cases that count in speed, but for how short they are."""

    def __init__(self, cases: Sequence[CaseFact], parameters: Parameters) -> None:
        self._parameters = parameters
        self._seconds = np.array([case.service_s or 0.0 for case in cases], float)
        self._officers, officer = _numbered([case.officer_id or 0 for case in cases])
        self._services, service = _numbered([case.service_id for case in cases])
        self._legs = Legs(
            log_s=np.log(np.maximum(self._seconds, 1e-3)),
            officer=officer,
            service=service,
            kinds=tuple(_numbered([(case.service_id, told(case)) for case in cases])[1] for told in KINDS),
            hour=_numbered([(case.service_id, _hour(case)) for case in cases])[1],
            day=_numbered([case.business_date.toordinal() for case in cases])[1],
            officers=len(self._officers),
        )

    def with_own_cuts(self) -> Compared:
        """The ratios without what is shorter than the cut of its service."""
        cuts = np.array([self._parameters.cut_s(service) for service in self._services], float)
        return self._compared(self._seconds >= cuts[self._legs.service])

    def with_cut(self, cut_s: float) -> dict[int, float]:
        """By officer, the ratio with one cut for all services."""
        return {officer: each.ratio for officer, each in self._compared(self._seconds >= cut_s).ratios.items()}

    def services(self) -> dict[int, ServiceEvidence]:
        """What is compared, by service."""
        long = self._legs
        found = {}
        for number, service_id in enumerate(self._services):
            own = long.service == number
            found[service_id] = ServiceEvidence(
                n=int(own.sum()),
                officers=int(np.unique(long.officer[own]).size),
                typical_s=round(float(np.exp(np.median(long.log_s[own]))), 3),
                short_cut_s=self._parameters.cut_s(service_id),
            )
        return found

    def _compared(self, kept: Mask) -> Compared:
        long = self._legs.where(kept & (self._seconds > 0))
        matched = shared(long)
        legs = long.where(matched)
        least = self._parameters.least
        fit = adjust(legs, least=least)
        sure = precision(legs, fit, least=least)
        told = (legs.count >= least) & np.isfinite(sure.variance)
        width = half_width(sure.variance, level=self._parameters.level)
        drawn = np.zeros(legs.officers)
        drawn[told] = shrunk(fit.effect[told], sure.variance[told])
        observed = _means(legs, legs.log_s)
        ratios = {}
        for number in np.flatnonzero(told):
            effect, half = float(fit.effect[number]), float(width[number])
            ratios[self._officers[number]] = Ratio(
                n=int(legs.count[number]),
                days=int(sure.days[number]),
                observed_s=round(exp(observed[number]), DIGITS),
                expected_s=round(exp(observed[number] - effect), DIGITS),
                ratio=round(exp(effect), DIGITS),
                low=round(exp(effect - half), DIGITS),
                high=round(exp(effect + half), DIGITS),
                shrunk=round(exp(drawn[number]), DIGITS),
                design_effect=round(sure.design_effect, DIGITS),
            )
        return Compared(
            ratios=ratios,
            legs=self._by_officer(legs.count),
            unmatched=self._by_officer(long.where(~matched).count),
            lone=frozenset(self._officers[number] for number in np.flatnonzero(np.isinf(fit.spread))),
            least=least,
            design_effect=round(sure.design_effect, DIGITS),
        )

    def _by_officer(self, values: Ints) -> dict[int, int]:
        return dict(zip(self._officers, map(int, values), strict=True))


def _means(legs: Legs, values: Floats) -> Floats:
    return np.asarray(np.bincount(legs.officer, values, minlength=legs.officers) / np.maximum(legs.count, 1))


def _numbered(keys: Sequence[Key]) -> tuple[list[Key], Ints]:
    """The different ones in order, and of each its place among them."""
    known = sorted(set(keys))
    places = {key: place for place, key in enumerate(known)}
    return known, np.array([places[key] for key in keys], np.intp)


def _hour(case: CaseFact) -> int:
    return -1 if case.began_min is None else case.began_min // 60


def _size(count: int | None) -> int:
    return -1 if count is None else bisect_right(SIZES, count)


# What of a case, beside its service and its hour, tells how long it takes.
KINDS: tuple[Callable[[CaseFact], int], ...] = (
    lambda case: _size(case.documents),
    lambda case: _size(case.family),
    lambda case: int(case.is_priority),
)
