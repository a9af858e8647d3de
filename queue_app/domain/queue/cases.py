"""A case: one service of one visit, all its legs together. It is what counts as served once, and what has a time.

A service has one case a visit: count and outcome are of whoever finished it last. Only what another officer does for it
after it was done (`selesai`) is a case of its own, a return: told, and never counted, or it could take the count away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from queue_app.domain.log import events
from queue_app.domain.queue.outcomes import Outcome
from queue_app.domain.queue.stretch import IN_QUEUE, Doing, Stretch
from queue_app.domain.queue.visit_stretches import LegStory, VisitStory


@dataclass(frozen=True, slots=True)
class Case:
    """One service of one visit. stretches: of its legs, in order; a visit that goes on has its last one open, left out.

    officer_id: who ended it, or had it last; None while nobody had it. ended_by: the kind of event that ended its
    last leg; None while it goes on. outcome: a value of Outcome, of a finished one. is_return: another officer had done
    this service of this visit before.
    """

    ticket_id: int
    service_id: int
    business_date: date
    is_priority: bool
    legs: tuple[LegStory, ...]
    stretches: tuple[Stretch, ...]
    officer_id: int | None
    ended_by: str | None
    outcome: str | None = None
    is_return: bool = False
    issued_by: int | None = None  # of its number: an officer who handed it out, or entered it

    added_by: int | None = None  # who led the visit to this service; None: its number was taken for it

    @property
    def is_finished(self) -> bool:
        return self.ended_by == events.ServiceFinished.kind

    @property
    def is_done(self) -> bool:
        """Finished with what the citizen came for: only such a case says how long the service takes."""
        return self.is_finished and self.outcome == Outcome.SELESAI

    @property
    def service_s(self) -> float:
        """Seconds at the counter in service, holds left out."""
        return sum(each.seconds for each in self.of(Doing.SERVE))

    def walks(self) -> Iterator[tuple[Stretch, float]]:
        """Each walk with the seconds since its call, whoever had taken the counter over in between."""
        since_call_s = 0.0
        for each in self.of(Doing.WALK):
            since_call_s += each.seconds
            yield each, since_call_s
            since_call_s *= each.ended_by == events.DeskTakenOver.kind

    @property
    def walk_s(self) -> float:
        """Seconds from a call to the start that followed it."""
        began = events.ServiceStarted.kind
        return sum(since_call_s for walk, since_call_s in self.walks() if walk.ended_by == began)

    @property
    def called_s(self) -> float:
        """Seconds of all calls of whoever has the case, also of those that ended with the citizen said to be absent."""
        return sum(each.seconds for each in self.of(Doing.WALK) if each.officer_id == self.officer_id)

    @property
    def held_s(self) -> float:
        return sum(each.seconds for each in self.of(Doing.HOLD))

    @property
    def servers(self) -> frozenset[int]:
        """Who served: more than one where a counter was taken over, or the visit was sent on to a colleague."""
        return frozenset(each.officer_id for each in self.of(Doing.SERVE) if each.officer_id is not None)

    @property
    def has_jumped(self) -> bool:
        """Whether the clock was set between its call and its end."""
        return any(each.jumped for each in self.stretches if each.doing not in IN_QUEUE)

    def of(self, doing: Doing) -> Iterator[Stretch]:
        return (each for each in self.stretches if each.doing is doing)


def cases_of(visit: VisitStory) -> list[Case]:
    """The cases of a visit, service by service in the order of its way; of one what was finished before the rest."""
    return [case for service_id in _services(visit) for case in _of_service(visit, service_id)]


def _services(visit: VisitStory) -> Iterable[int]:
    return dict.fromkeys(leg.service_id for leg in visit.legs.values())


def _of_service(visit: VisitStory, service_id: int) -> list[Case]:
    counted: Case | None = None
    returns: dict[int | None, Case] = {}  # by officer
    pending: list[LegStory] = []
    for leg in visit.legs.values():
        if leg.service_id != service_id:
            continue
        pending.append(leg)
        if leg.ended_by != events.ServiceFinished.kind:
            continue
        if counted is None or counted.officer_id == leg.officer_id or not counted.is_done:
            counted = _case(visit, (*_legs(counted), *pending))
        else:
            returns[leg.officer_id] = _case(visit, (*_legs(returns.get(leg.officer_id)), *pending), is_return=True)
        pending = []
    rest = [_case(visit, tuple(pending))] if pending else []
    return [*([counted] if counted else []), *returns.values(), *rest]


def _legs(case: Case | None) -> tuple[LegStory, ...]:
    return case.legs if case else ()


def _case(visit: VisitStory, legs: tuple[LegStory, ...], *, is_return: bool = False) -> Case:
    last, ids = legs[-1], {leg.leg_id for leg in legs}
    return Case(
        ticket_id=visit.ticket_id,
        service_id=last.service_id,
        business_date=visit.business_date,
        is_priority=visit.is_priority,
        legs=legs,
        stretches=tuple(each for each in visit.stretches if each.leg_id in ids),
        officer_id=last.cancelled_by or next((leg.officer_id for leg in reversed(legs) if leg.officer_id), None),
        ended_by=last.ended_by,
        # A log of before there were outcomes knows of one only: that it was done.
        outcome=(last.outcome or Outcome.SELESAI) if last.ended_by == events.ServiceFinished.kind else None,
        is_return=is_return,
        issued_by=visit.issued_by,
        added_by=legs[0].opened_by,
    )
