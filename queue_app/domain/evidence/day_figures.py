"""What one day's services say in a few numbers: how long people waited, and how much kept what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.queue.performance import quantile

STAY_S = 3600.0  # what a stay is held against


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Of one service, or of all. Seconds; None where nobody was called. Shares are told as so many of so many.

    within, judged: timed services that kept their day's standard, of how many. stays_short, stays: visits that were
    served and over within an hour, of how many. doubted, done: services whose time is doubted, of all that were done.
    """

    wait_median_s: float | None
    wait_p90_s: float | None
    within: int
    judged: int
    stays_short: int
    stays: int
    doubted: int
    done: int


def day_figures(cases: Iterable[CaseFact]) -> DayFigures:
    """Of these cases; what another officer did again is left out, priority and doubted ones out of the standard."""
    counted = [each for each in cases if not each.is_return]
    waits = sorted(each.wait_s for each in counted if each.wait_s is not None)
    stays = [each.stay_s for each in counted if each.stay_s is not None]
    done = [each for each in counted if each.is_done and each.service_s is not None]
    judged = [each for each in done if not each.is_priority and not each.doubts]
    return DayFigures(
        median(waits) if waits else None,
        quantile(waits, 0.9) if waits else None,
        within=sum(_is_within(each) for each in judged),
        judged=len(judged),
        stays_short=sum(stay <= STAY_S for stay in stays),
        stays=len(stays),
        doubted=sum(bool(each.doubts) for each in done),
        done=len(done),
    )


def by_service(cases: Sequence[CaseFact]) -> dict[int, DayFigures]:
    """The same of each service that has any."""
    found: defaultdict[int, list[CaseFact]] = defaultdict(list)
    for each in cases:
        found[each.service_id].append(each)
    return {service_id: day_figures(own) for service_id, own in found.items()}


def _is_within(case: CaseFact) -> bool:
    return case.service_s is not None and case.service_s <= case.standard_s
