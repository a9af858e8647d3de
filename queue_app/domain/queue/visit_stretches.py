"""The fold of visits: what each second was between somebody's arrival and the end, and with whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from queue_app.domain.log import events
from queue_app.domain.queue import marks
from queue_app.domain.queue.asides import Aside, Asides, early, parted
from queue_app.domain.queue.desk_stretches import Desks, Whom
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.marks import Marks
from queue_app.domain.queue.stretch import AT_DESK, Doing, Moment, OpenStretch, Stretch


@dataclass(slots=True)
class LegStory:
    """What a leg's events say beside its times. ended_by: a kind of event; None while it goes on."""

    leg_id: int
    service_id: int
    opened_by: int | None = None  # who led the visit to it; None: the first one
    doing: Doing | None = Doing.WAIT
    counter_id: int | None = None
    officer_id: int | None = None  # who has it, or had it last
    ended_by: str | None = None
    cancelled_by: int | None = None  # an officer, who need not have had it
    is_given_up: bool = False  # cancelled by the citizen, on the own page
    asides: list[Aside] = field(default_factory=list)  # in which its citizen asked not to be called
    outcome: str | None = None  # a value of outcomes.Outcome; None also in a log of before there were outcomes
    documents: int | None = None
    family: int | None = None
    to_service_id: int | None = None  # of a leg that was sent on
    marks: Marks = field(default_factory=dict)


@dataclass(slots=True)
class VisitStory:
    """One ticket's way, from its issue. is_on_paper: entered once its day was over, nobody knows when it ended."""

    ticket_id: int
    business_date: date
    is_priority: bool
    source: str | None
    issued_by: int | None = None  # an officer who handed it out, or entered it
    legs: dict[int, LegStory] = field(default_factory=dict)  # by leg id, in the order of the way
    stretches: list[Stretch] = field(default_factory=list)  # those that have ended, in order
    open: OpenStretch | None = None
    is_on_paper: bool = False
    picked: list[tuple[int, int]] = field(default_factory=list)  # officer and service of each call out of order ...
    undone: list[tuple[int, int]] = field(default_factory=list)  # ... and of each action taken back


class _Before(NamedTuple):
    """What a leg was before its last action, and how many of its visit's stretches had ended."""

    doing: Doing | None
    counter_id: int | None
    officer_id: int | None
    ended_by: str | None
    marks: Marks
    ended: int
    open: OpenStretch | None


class Visits:
    """Visits by ticket id. Of a ticket whose issue was not read only the desks are told that it comes and goes."""

    def __init__(self, desks: Desks) -> None:
        self.stories: dict[int, VisitStory] = {}
        self._desks = desks
        self._of_leg: dict[int, VisitStory] = {}
        self._before: dict[int, _Before] = {}
        self._asides = Asides()

    def issued(self, event: events.TicketIssued, now: Moment) -> None:
        day = date.fromisoformat(event.business_date)
        visit = VisitStory(event.ticket_id, day, event.is_priority, event.source, event.officer_id)
        self.stories[event.ticket_id] = visit
        self._open_leg(visit, event.leg_id, event.service_id, now)
        if event.appointed_at and (appointed_at := datetime.fromisoformat(event.appointed_at)) > now.at:
            visit.legs[event.leg_id].asides.append(early(appointed_at, now))
        if event.arrives_at:
            arrived_at = datetime.fromisoformat(event.arrives_at)
            start = now.micros + (arrived_at - now.at) // timedelta(microseconds=1)
            visit.open = OpenStretch(
                Doing.WAIT, start, arrived_at, now.jumps, visit.ticket_id, event.leg_id, event.service_id
            )

    def called(self, event: events.TicketCalled, now: Moment) -> None:
        self._comes(Doing.WALK, event, now)
        self._asides.called(event.leg_id, now)
        visit = self._of_leg.get(event.leg_id)
        if visit is not None and event.reason is not None:
            visit.picked.append((event.officer_id, visit.legs[event.leg_id].service_id))

    def recalled(self, event: events.TicketRecalled, _now: Moment) -> None:
        self._keep(event.leg_id)

    def comes(self, event: events.ServiceStarted | events.ServiceResumed, now: Moment) -> None:
        self.marked(event, now)
        self._comes(Doing.SERVE, event, now)

    def marked(
        self,
        event: events.TimeMarked
        | events.DoubtWithdrawn
        | events.DoubtDisputed
        | events.ServiceStarted
        | events.ServiceResumed,
        now: Moment,
    ) -> None:
        if (visit := self._of_leg.get(event.leg_id)) is not None:
            leg = visit.legs[event.leg_id]
            leg.marks = marks.after(leg.marks, event, at=now.at, legs_officer=leg.officer_id)

    def held(self, event: events.ServiceHeld, now: Moment) -> None:
        if (visit := self._keep(event.leg_id)) is not None:
            self._begin(visit, visit.legs[event.leg_id], Doing.HOLD, now, reason=event.reason)
        self._desks.leaves(event.leg_id, now)

    def finished(self, event: events.ServiceFinished, now: Moment) -> None:
        if (leg := self._ends(event, now)) is not None:
            leg.outcome, leg.documents, leg.family = event.outcome, event.documents, event.family

    def transferred(self, event: events.TicketTransferred, now: Moment) -> None:
        if (leg := self._ends(event, now)) is not None:
            leg.to_service_id = event.service_id
            self.continued(event, now)

    def continued(self, event: events.TicketTransferred | events.VisitContinued, now: Moment) -> None:
        if (visit := self._of_leg.get(event.leg_id)) is not None:
            self._open_leg(visit, event.next_leg_id, event.service_id, now, by=event.officer_id)

    def missed(self, event: events.CitizenAbsent, now: Moment) -> None:
        if (leg := self._ends(event, now)) is not None:
            self._begin(self._of_leg[event.leg_id], leg, Doing.ABSENT, now)

    def restored(self, event: events.TicketRestored, now: Moment) -> None:
        if (visit := self._keep(event.leg_id)) is not None:
            leg = visit.legs[event.leg_id]
            leg.ended_by = leg.counter_id = leg.officer_id = None
            self._begin(visit, leg, Doing.WAIT, now)

    def set_aside(self, event: events.TicketSetAside, now: Moment) -> None:
        if (visit := self._of_leg.get(event.leg_id)) is not None:
            visit.legs[event.leg_id].asides.append(self._asides.asked(event, now))

    def came_back(self, event: events.TicketCameBack, now: Moment) -> None:
        if (visit := self._of_leg.get(event.leg_id)) is not None:
            for each in visit.legs[event.leg_id].asides:
                each.ends(now)

    def cancelled(self, event: events.TicketCancelled, now: Moment) -> None:
        if (leg := self._ends(event, now)) is not None:
            leg.cancelled_by, leg.is_given_up = event.officer_id, event.officer_id is None

    def expired(self, event: events.TicketExpired, now: Moment) -> None:
        self._ends(event, now)

    def on_paper(self, event: events.ServedOnPaper | events.LeftOnPaper, _now: Moment) -> None:
        if (visit := self._of_leg.get(event.leg_id)) is not None:
            visit.open, visit.is_on_paper = None, True
            visit.legs[event.leg_id].ended_by = event.kind

    def undone(self, event: events.ActionUndone, now: Moment) -> None:
        self._desks.leaves(event.next_leg_id, now)
        if event.action == Action.CALL:
            self._asides.not_called(event.leg_id)
        visit, before = self._of_leg.get(event.leg_id), self._before.pop(event.leg_id, None)
        if visit is None or before is None:
            self._goes_back(event.leg_id, _UNDONE_TO.get(event.action), event.counter_id, Whom(event.leg_id), now)
            return
        visit.legs.pop(event.next_leg_id or 0, None)
        leg = visit.legs[event.leg_id]
        leg.doing, leg.counter_id, leg.officer_id, leg.ended_by = before[:4]
        leg.outcome = leg.documents = leg.family = leg.to_service_id = leg.cancelled_by = None  # they came with the end
        leg.marks = marks.taken_back(leg.marks, before.marks)
        visit.undone.append((event.officer_id, leg.service_id))
        del visit.stretches[before.ended :]
        visit.open = before.open
        self._goes_back(leg.leg_id, leg.doing, leg.counter_id, _whom(visit, leg), now)

    def taken_over(self, leg_id: int, by_id: int, now: Moment) -> None:
        """The leg goes on where it is, with another officer."""
        if (visit := self._of_leg.get(leg_id)) is not None and (leg := visit.legs[leg_id]).doing:
            leg.officer_id = by_id
            self._begin(visit, leg, leg.doing, now)

    def _goes_back(self, leg_id: int, doing: Doing | None, counter_id: int | None, whom: Whom, now: Moment) -> None:
        if doing in AT_DESK and counter_id is not None:
            self._desks.arrives(counter_id, doing, whom, now)
        else:
            self._desks.leaves(leg_id, now)

    def _open_leg(self, visit: VisitStory, leg_id: int, service_id: int, now: Moment, *, by: int | None = None) -> None:
        self._of_leg[leg_id] = visit
        leg = visit.legs[leg_id] = LegStory(leg_id, service_id, opened_by=by)
        self._begin(visit, leg, Doing.WAIT, now)

    def _keep(self, leg_id: int) -> VisitStory | None:
        """The visit of the leg, which is kept as it is before its next action; None of one issued elsewhere."""
        visit = self._of_leg.get(leg_id)
        if visit is not None:
            leg = visit.legs[leg_id]
            self._before[leg_id] = _Before(
                leg.doing, leg.counter_id, leg.officer_id, leg.ended_by, leg.marks, len(visit.stretches), visit.open
            )
        return visit

    def _comes(
        self, doing: Doing, event: events.TicketCalled | events.ServiceStarted | events.ServiceResumed, now: Moment
    ) -> None:
        visit, whom = self._keep(event.leg_id), Whom(event.leg_id)
        if visit is not None:
            leg = visit.legs[event.leg_id]
            leg.counter_id, leg.officer_id, whom = event.counter_id, event.officer_id, _whom(visit, leg)
            self._begin(visit, leg, doing, now)
        self._desks.arrives(event.counter_id, doing, whom, now)

    def _ends(self, event: Any, now: Moment) -> LegStory | None:
        visit, leg = self._keep(event.leg_id), None
        if visit is not None:
            leg = visit.legs[event.leg_id]
            _end(visit, now)
            leg.doing, leg.ended_by = None, event.kind
        self._desks.leaves(event.leg_id, now)
        return leg

    def _begin(self, visit: VisitStory, leg: LegStory, doing: Doing, now: Moment, *, reason: str | None = None) -> None:
        _end(visit, now)
        leg.doing = doing
        visit.open = OpenStretch(
            doing, now.micros, now.at, now.jumps, visit.ticket_id, leg.leg_id, leg.service_id, leg.counter_id,
            leg.officer_id, reason,
        )  # fmt: skip


def _end(visit: VisitStory, now: Moment) -> None:
    if visit.open is not None:
        asides = visit.legs[visit.open.leg_id].asides if visit.open.leg_id in visit.legs else []
        visit.stretches += parted(visit.open, now, asides)
        visit.open = None


def _whom(visit: VisitStory, leg: LegStory) -> Whom:
    return Whom(leg.leg_id, visit.ticket_id, leg.service_id)


# What a leg whose beginning was not read goes back to at its desk, by the action that is undone.
_UNDONE_TO: dict[str, Doing] = {
    Action.RECALL: Doing.WALK,
    Action.START: Doing.WALK,
    Action.NO_SHOW: Doing.WALK,
    Action.HOLD: Doing.SERVE,
    Action.FINISH: Doing.SERVE,
    Action.TRANSFER: Doing.SERVE,
}
HAPPENS: dict[type[events.Event], Callable[[Visits, Any, Moment], None]] = {
    events.TicketIssued: Visits.issued,
    events.TicketCalled: Visits.called,
    events.TicketRecalled: Visits.recalled,
    events.ServiceStarted: Visits.comes,
    events.ServiceResumed: Visits.comes,
    events.ServiceHeld: Visits.held,
    events.ServiceFinished: Visits.finished,
    events.TicketTransferred: Visits.transferred,
    events.VisitContinued: Visits.continued,
    events.CitizenAbsent: Visits.missed,
    events.TicketRestored: Visits.restored,
    events.TicketSetAside: Visits.set_aside,
    events.TicketCameBack: Visits.came_back,
    events.TicketCancelled: Visits.cancelled,
    events.TicketExpired: Visits.expired,
    events.ServedOnPaper: Visits.on_paper,
    events.LeftOnPaper: Visits.on_paper,
    events.ActionUndone: Visits.undone,
    events.TimeMarked: Visits.marked,
    events.DoubtWithdrawn: Visits.marked,
    events.DoubtDisputed: Visits.marked,
}
