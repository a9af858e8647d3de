"""Where a service of the team stands clearly apart from the office's other ones: what a course might be about.

Of the team as a whole: a service that fewer than LEAST_OFFICERS did is told of nothing, and nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

from queue_app.domain.evidence.courses import LEAST_OFFICERS
from queue_app.domain.evidence.facts import CaseFact, End

LEAST = 30  # cases, under which nothing is told
CLEAR = 3.0  # standard errors: with some eighty comparisons in an office, two would be chance
APART = 0.05  # of the cases; a smaller difference is no reason for a course
TOGETHER = 2.7  # design effect: cases of one officer on one day hang together (docs/evidence.md)


class Gap(StrEnum):
    BEYOND = "beyond"  # longer than the standard
    RETURNED = "returned"
    REWORK = "rework"
    DOUBTS = "doubts"
    NO_SHOW = "no_show"  # said after one call


GAPS: dict[Gap, str] = {  # -> msgid
    Gap.BEYOND: "longer than the standard",
    Gap.RETURNED: "ended with papers missing or otherwise than done",
    Gap.REWORK: "taken up again by a colleague",
    Gap.DOUBTS: "with a doubted time",
    Gap.NO_SHOW: "no-show after one call",
}
TOPICS: dict[Gap, str] = {  # -> msgid: what an office's table says until somebody changes it
    Gap.BEYOND: "The steps of this service and its application",
    Gap.RETURNED: "Telling citizens beforehand which papers they need",
    Gap.REWORK: "Checking papers before finishing",
    Gap.DOUBTS: "Working with the queue: start, hold and finish in time",
    Gap.NO_SHOW: "Calling citizens and waiting for them",
}
_OF: dict[Gap, Callable[[CaseFact], bool]] = {  # what each is counted of
    Gap.BEYOND: lambda case: case.is_done and case.service_s is not None and not case.doubts and not case.is_priority,
    Gap.RETURNED: lambda case: case.end in {End.DONE, End.RETURNED} and not case.is_return,
    Gap.REWORK: lambda case: case.end in {End.DONE, End.RETURNED},
    Gap.DOUBTS: lambda case: case.service_s is not None,
    Gap.NO_SHOW: lambda case: case.calls > 0,
}
_IS: dict[Gap, Callable[[CaseFact], bool]] = {
    Gap.BEYOND: lambda case: (case.service_s or 0) > case.standard_s,
    Gap.RETURNED: lambda case: case.end is End.RETURNED,
    Gap.REWORK: lambda case: case.is_return,
    Gap.DOUBTS: lambda case: bool(case.doubts),
    Gap.NO_SHOW: lambda case: case.calls == 1 and case.end is End.NO_SHOW,
}


@dataclass(frozen=True, slots=True)
class Found:
    """count of so many cases of a service, beside the share at the office's other services."""

    service_id: int
    gap: Gap
    count: int
    of: int
    elsewhere: float

    @property
    def share(self) -> float:
        return self.count / self.of


@dataclass(slots=True)
class _Counts:
    count: dict[Gap, int] = field(default_factory=lambda: dict.fromkeys(Gap, 0))
    of: dict[Gap, int] = field(default_factory=lambda: dict.fromkeys(Gap, 0))
    officers: set[int] = field(default_factory=set)

    def add(self, case: CaseFact) -> None:
        if case.officer_id is not None:
            self.officers.add(case.officer_id)
        for gap, is_of in _OF.items():
            if is_of(case):
                self.of[gap] += 1
                self.count[gap] += _IS[gap](case)


def gaps(cases: Iterable[CaseFact]) -> list[Found]:
    """Every clear gap of the cases of one office, by service and kind."""
    by_service: dict[int, _Counts] = {}
    whole = _Counts()
    for case in cases:
        whole.add(case)
        by_service.setdefault(case.service_id, _Counts()).add(case)
    told = {service: each for service, each in sorted(by_service.items()) if len(each.officers) >= LEAST_OFFICERS}
    return [
        Found(service, gap, each.count[gap], each.of[gap], _elsewhere(whole, each, gap))
        for service, each in told.items()
        for gap in Gap
        if _is_clear(whole, each, gap)
    ]


def _elsewhere(whole: _Counts, own: _Counts, gap: Gap) -> float:
    return (whole.count[gap] - own.count[gap]) / (whole.of[gap] - own.of[gap])


def _is_clear(whole: _Counts, own: _Counts, gap: Gap) -> bool:
    here, rest = own.of[gap], whole.of[gap] - own.of[gap]
    if min(here, rest) < LEAST:
        return False
    pooled = whole.count[gap] / whole.of[gap]
    error = sqrt(TOGETHER * pooled * (1 - pooled) * (1 / here + 1 / rest))
    apart = own.count[gap] / here - _elsewhere(whole, own, gap)
    return apart >= APART and apart >= CLEAR * error
