"""Why a case's time says nothing of how long the service takes: what was marked, and what its stretches show."""

from __future__ import annotations

from datetime import date

from queue_app.domain.queue import performance
from queue_app.domain.queue.cases import Case
from queue_app.domain.queue.marks import FACTS, Source, source
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.stretch import Doing

# Of these the stretches tell better than a mark of before there were stretches.
_SEEN = frozenset({"two_officers"})


def doubts_of(case: Case, *, zone: str) -> frozenset[str]:
    """The doubts that stand about a case (keys of performance.DOUBTS), of whatever leg of it. zone: the office's.

    A supervisor's withdrawal, with a reason, also silences what the system would say again; a fact stays.
    """
    marks = [mark for leg in case.legs for mark in leg.marks.values() if mark.why not in _SEEN]
    withdrawn = {mark.why for mark in marks if not mark.stands}
    shown = _shown(case, zone) - (withdrawn - FACTS)
    return frozenset({mark.why for mark in marks if mark.stands} | shown)


def is_overruled(case: Case) -> bool:
    """Whether a supervisor withdrew a doubt about it that was another's."""
    return any(mark.is_overruled for leg in case.legs for mark in leg.marks.values())


def sources(doubts: frozenset[str]) -> frozenset[Source]:
    """Whose doubts they are."""
    return frozenset(map(source, doubts))


def _shown(case: Case, zone: str) -> frozenset[str]:
    """What nobody need have marked; with bounds so wide that no office's usual pace is beyond them."""
    service_s = case.service_s
    found = {
        "overnight": len(_days(case, zone)) > 1,
        "clock_jumped": case.has_jumped,
        "two_officers": len(case.servers) > 1,
        "late_start": max(case.walk_s, case.called_s) > performance.LATEST_START_S,
        "too_short": case.is_finished and service_s < performance.SHORTEST_S,
        "mostly_hold": performance.is_mostly_hold(service_s, held_s=case.held_s),
    }
    return frozenset(why for why, holds in found.items() if holds)


def _days(case: Case, zone: str) -> set[date]:
    """The business dates on which the service began and ended."""
    served = [*case.of(Doing.SERVE)]
    ends = (served[0].began_at, served[-1].ended_at) if served else ()
    return {business_date(at, zone) for at in ends}
