"""Facts: one flat record of each case and of each desk session. What past days say is summed from these alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple

from queue_app.domain.evidence.doubts import doubts_of
from queue_app.domain.evidence.duties import StandardOn
from queue_app.domain.evidence.figures import desks_of, visits_of
from queue_app.domain.log import events
from queue_app.domain.queue.cases import Case, cases_of
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.domain.queue.stretch import IN_QUEUE, Doing, Stretch
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.visit_stretches import VisitStory


class End(StrEnum):
    """How a case ended."""

    DONE = "done"  # finished with what the citizen came for
    RETURNED = "returned"  # finished otherwise: papers missing, referred elsewhere, could not be served
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"  # left over when its day ended, or gone before the call
    SENT_ON = "sent_on"  # to another service
    PAPER = "paper"  # entered once its day was over: nobody has a time
    OPEN = "open"


class CaseFact(NamedTuple):
    """One service of one visit. Minutes are the office's own since the midnight of the business date; _s are seconds.

    ticket_id: of an imported visit minus its number. counter_id, officer_id: who ended it, or had it last. arrived_min:
    0 of PAPER, of which it is not known. began_min: of an imported visit when it was called. wait_s: until its first
    call; None while nobody called it. left_s: how long waited who was never called, once that visit had ended. walk_s:
    from call to start; None of an imported one. service_s: at the counter, holds left out; None where nobody was
    served. stay_s: of the whole visit from its arrival, on the case with which a served visit ended, else None.
    outcome: a value of Outcome, of a finished one. doubts: keys of performance.DOUBTS that stand. calls: with every
    recall. is_return: another officer had done it before, so it is told and counted nowhere. gap_s: how long its
    counter was free behind its finish until the next call, where somebody waited at the finish. source: of an imported
    one, the SHA-256 of its file. aside_s: before the first call, by the citizen's own wish, and none of the wait;
    wishes: how often there was one. is_given_up: cancelled by the citizen, on the own page.
    """

    business_date: date
    ticket_id: int
    service_id: int
    counter_id: int | None
    officer_id: int | None
    is_priority: bool
    arrived_min: int
    began_min: int | None
    wait_s: float | None
    left_s: float | None
    walk_s: float | None
    service_s: float | None
    held_s: float
    stay_s: float | None
    standard_s: float
    end: End
    outcome: str | None
    documents: int | None
    family: int | None
    doubts: frozenset[str]
    calls: int
    is_picked: bool
    is_return: bool
    gap_s: float | None
    source: str | None
    # Facts that were kept before there were wishes have none of these.
    aside_s: float = 0.0
    wishes: int = 0
    is_given_up: bool = False

    @property
    def is_done(self) -> bool:
        """Whether its time says how long the service takes, if nothing else speaks against it."""
        return self.end is End.DONE and not self.is_return


class DeskFact(NamedTuple):
    """One officer's session at one counter. seconds: by Doing; breaks_s: by reason. closed_min: past 1440 overnight."""

    business_date: date
    session_id: int
    officer_id: int
    counter_id: int
    opened_min: int
    closed_min: int
    seconds: Mapping[str, float]
    breaks_s: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Facts:
    """cases: own ones in the order of their tickets' issue, then imported ones; desks: in the order of opening."""

    cases: Sequence[CaseFact]
    desks: Sequence[DeskFact]


def facts_of(told: Stretches, first: date, last: date, *, standard_s: StandardOn, zone: str) -> Facts:
    """Of the visits and desk sessions of business dates `first` to `last`, both included; others may be among them.

    zone: the office's.
    """
    visits, desks = list(visits_of(told, first, last)), list(desks_of(told, first, last, zone=zone))
    around = _Around(visits, desks, standard_s, zone)
    own = [fact for visit in visits for fact in around.of(visit)]
    imported = (each for each in told.imported if first <= date.fromisoformat(each.business_date) <= last)
    return Facts(
        [*own, *(_imported(each, standard_s, zone) for each in imported)], [_desk(each, zone) for each in desks]
    )


class _Around:
    """What a case must know of the other visits and of the counters."""

    def __init__(
        self, visits: Iterable[VisitStory], desks: Iterable[DeskStory], standard_s: StandardOn, zone: str
    ) -> None:
        waits = [each for visit in visits for each in visit.stretches if each.doing is Doing.WAIT]
        self._began, self._ended = sorted(each.start for each in waits), sorted(each.end for each in waits)
        self._free_s = dict(_free_behind(desks))
        self._standard_s, self._zone = standard_s, zone

    def of(self, visit: VisitStory) -> Iterator[CaseFact]:
        cases = cases_of(visit)
        last_leg = next(reversed(visit.legs), None)
        for case in cases:
            ends = case.is_finished and visit.open is None and case.legs[-1].leg_id == last_leg
            yield self._fact(visit, case, stay_s=_stay_s(visit) if ends else None)

    def _fact(self, visit: VisitStory, case: Case, *, stay_s: float | None) -> CaseFact:
        served, calls = list(case.of(Doing.SERVE)), list(case.of(Doing.WALK))
        midnight, was_called = day_start(case.business_date, self._zone), bool(calls or served)
        wait_s = _until_call_s(case, Doing.WAIT)
        return CaseFact(
            case.business_date, case.ticket_id, case.service_id, _counter_id(case), case.officer_id, case.is_priority,
            arrived_min=_minutes(midnight, _arrived_at(visit, case)) or 0,
            began_min=_minutes(midnight, served[0].began_at) if served else None,
            wait_s=wait_s if was_called else None,
            left_s=None if was_called or case.ended_by is None else wait_s,
            walk_s=case.walk_s if served else None,
            service_s=case.service_s if served else None,
            held_s=case.held_s,
            stay_s=stay_s,
            standard_s=self._standard_s(case.service_id, case.business_date),
            end=_end(visit, case),
            outcome=case.outcome,
            documents=case.legs[-1].documents,
            family=case.legs[-1].family,
            doubts=doubts_of(case, zone=self._zone),
            calls=len(calls),
            is_picked=(case.officer_id, case.service_id) in visit.picked,
            is_return=case.is_return,
            gap_s=self._gap_s(served[-1] if served else None),
            source=None,
            aside_s=_until_call_s(case, Doing.ASIDE),
            wishes=sum(each.is_wish for leg in case.legs for each in leg.asides),
            is_given_up=case.legs[-1].is_given_up,
        )  # fmt: skip

    def _gap_s(self, served: Stretch | None) -> float | None:
        if served is None or served.leg_id not in self._free_s:
            return None
        waiting = bisect_right(self._began, served.end) - bisect_right(self._ended, served.end)
        return self._free_s[served.leg_id] if waiting > 0 else None


def _free_behind(desks: Iterable[DeskStory]) -> Iterator[tuple[int, float]]:
    """Leg id -> seconds that its counter was free between the end of its service and the next call."""
    for desk in desks:
        for one, behind in pairwise(desk.stretches):
            if one.doing is Doing.SERVE and one.leg_id is not None and one.ended_by == events.ServiceFinished.kind:
                if behind.doing is Doing.FREE and behind.ended_by == events.TicketCalled.kind:
                    yield one.leg_id, behind.seconds
                elif behind.doing is Doing.WALK:
                    yield one.leg_id, 0.0


def _arrived_at(visit: VisitStory, case: Case) -> datetime | None:
    """When it began to wait for the service; what waits still has its first stretch open, and paper has none."""
    found = next(iter(case.stretches), None) or visit.open
    return None if found is None else found.began_at


def _until_call_s(case: Case, doing: Doing) -> float:
    """Seconds of a doing until the first call; waits after a missed call, or behind it, are none of them."""
    before = takewhile(lambda each: each.doing in IN_QUEUE, case.stretches)
    return sum((each.seconds for each in before if each.doing is doing), 0.0)


def _stay_s(visit: VisitStory) -> float:
    return (visit.stretches[-1].end - visit.stretches[0].start) / 1_000_000


def _counter_id(case: Case) -> int | None:
    return next((each.counter_id for each in reversed(case.stretches) if each.counter_id is not None), None)


_ENDS: dict[str | None, End] = {
    None: End.OPEN,
    events.CitizenAbsent.kind: End.NO_SHOW,
    events.TicketCancelled.kind: End.CANCELLED,
    events.TicketExpired.kind: End.EXPIRED,
    events.TicketTransferred.kind: End.SENT_ON,
    events.ServedOnPaper.kind: End.PAPER,
    events.LeftOnPaper.kind: End.PAPER,
}


def _end(visit: VisitStory, case: Case) -> End:
    if visit.is_on_paper:
        return End.PAPER
    if case.is_finished:
        return End.DONE if case.is_done else End.RETURNED
    return _ENDS[case.ended_by]


def _imported(visit: events.HistoryVisit, standard_s: StandardOn, zone: str) -> CaseFact:
    day, end = date.fromisoformat(visit.business_date), End(visit.end)
    arrived, called, ended = (_at(each) for each in (visit.arrived_at, visit.called_at, visit.ended_at))
    served = end is End.DONE and called is not None and ended is not None
    midnight = day_start(day, zone)
    return CaseFact(
        day, -visit.number, visit.service_id, None, visit.officer_id, visit.is_priority,
        arrived_min=_minutes(midnight, arrived) or 0,
        began_min=_minutes(midnight, called),
        wait_s=_seconds(arrived, called),
        left_s=None if called else _seconds(arrived, ended),
        walk_s=None,
        service_s=_seconds(called, ended) if served else None,
        held_s=0.0,
        stay_s=_seconds(arrived, ended) if served else None,
        standard_s=standard_s(visit.service_id, day),
        end=end,
        outcome=None,
        documents=None,
        family=None,
        doubts=frozenset(),
        calls=int(called is not None),
        is_picked=False,
        is_return=False,
        gap_s=None,
        source=visit.source,
    )  # fmt: skip


def _at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _seconds(one: datetime | None, other: datetime | None) -> float | None:
    return None if one is None or other is None else (other - one).total_seconds()


def _minutes(midnight: datetime, at: datetime | None) -> int | None:
    return None if at is None else int((at - midnight).total_seconds() // 60)


def _desk(desk: DeskStory, zone: str) -> DeskFact:
    seconds: defaultdict[str, float] = defaultdict(float)
    breaks: Counter[str] = Counter()
    for each in desk.stretches:
        seconds[each.doing] += each.seconds
        if each.doing is Doing.BREAK:
            breaks[each.reason or ""] += each.seconds  # type: ignore[assignment]  # a Counter adds fractions as well
    day = business_date(desk.opened_at, zone)
    midnight = day_start(day, zone)
    closed_at = desk.stretches[-1].ended_at if desk.stretches else desk.opened_at
    return DeskFact(
        day, desk.session_id, desk.officer_id, desk.counter_id,
        _minutes(midnight, desk.opened_at) or 0, _minutes(midnight, closed_at) or 0, dict(seconds), dict(breaks),
    )  # fmt: skip
