"""From events to the state of legs: the fold that every row must equal, and the intervals taken from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from queue_app.domain.log import events
from queue_app.domain.queue import marks
from queue_app.domain.queue.lifecycle import AT_COUNTER, Action, State, after
from queue_app.domain.queue.marks import Marks
from queue_app.domain.queue.numbering import ORDER_STEP


class Wish(StrEnum):
    """How a citizen asked to be called later."""

    LATE = "late"  # not before a moment, in the own place
    LET_PASS = "let_pass"  # noqa: S105 - behind some of those who wait behind


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg as its events tell it. Times are aware UTC."""

    leg_id: int
    ticket_id: int
    service_id: int
    position: int
    state: State
    queued_at: datetime
    called_at: datetime | None = None  # the first call of the present turn in the queue
    started_at: datetime | None = None
    ended_at: datetime | None = None
    counter_id: int | None = None
    officer_id: int | None = None
    call_count: int = 0
    held_since: datetime | None = None
    held_s: float = 0.0
    call_rule: str | None = None  # why it was next: a key of routing.REASONS
    call_turn: int | None = None  # the counter's run of regular calls after this call
    order_no: int = 0  # place in the queue; lower is called first
    outcome: str | None = None
    documents: int | None = None
    family: int | None = None
    missing: str | None = None
    hold_reason: str | None = None
    back_at: datetime | None = None
    end_reason: str | None = None
    to_counter_id: int | None = None
    to_officer_id: int | None = None
    back_service_id: int | None = None
    back_counter_id: int | None = None
    inaccurate: str | None = None  # marks.standing of its marks: a key of performance.DOUBTS
    not_before: datetime | None = None  # nobody calls it until then: its citizen is late
    aside_s: float = 0.0  # of its wait so far, in which nobody might call it
    let_pass: int = 0  # how many its citizen asked to let past
    wishes: int = 0  # how often its citizen asked to be called later
    appointed_at: datetime | None = None  # the booked time; whoever missed a call has none any more

    def is_late(self, now: datetime) -> bool:
        """Whether nobody may call it yet, by its citizen's own wish."""
        return self.not_before is not None and now < self.not_before


@dataclass(frozen=True, slots=True)
class Recorded:
    at: datetime
    event: events.Event


ACTION_OF: dict[type[events.Event], Action] = {
    events.TicketCalled: Action.CALL,
    events.TicketRecalled: Action.RECALL,
    events.ServiceStarted: Action.START,
    events.ServiceHeld: Action.HOLD,
    events.ServiceResumed: Action.RESUME,
    events.ServiceFinished: Action.FINISH,
    events.TicketTransferred: Action.TRANSFER,
    events.CitizenAbsent: Action.NO_SHOW,
    events.TicketRestored: Action.RESTORE,
    events.TicketSetAside: Action.SET_ASIDE,
    events.TicketCameBack: Action.COME_BACK,
    events.TicketCancelled: Action.CANCEL,
    events.TicketExpired: Action.EXPIRE,
    events.ServedOnPaper: Action.RECORD_SERVED,
    events.LeftOnPaper: Action.RECORD_LEFT,
}


def fold(log: Iterable[Recorded]) -> dict[int, Leg]:
    """Every leg the log tells of, by leg id. Raises IllegalTransition when the log tells an impossible story."""
    return told(log).legs


def told(log: Iterable[Recorded]) -> Timeline:
    """The same with the marks on the times of legs."""
    timeline = Timeline()
    for entry in log:
        timeline.read(entry)
    return timeline


@dataclass(slots=True)
class Timeline:
    """Legs and the marks on their times, by leg id, as far as the log has been read."""

    legs: dict[int, Leg] = field(default_factory=dict)
    marks: dict[int, Marks] = field(default_factory=dict)  # of legs that have some
    _before: dict[int, tuple[Leg, Marks]] = field(default_factory=dict)  # each leg as it was before its last action
    _at_counter: dict[int, int] = field(default_factory=dict)  # counter id -> the leg that came there last

    def read(self, entry: Recorded) -> None:
        """One more event, in the order of the log. Raises IllegalTransition."""
        event = entry.event
        if isinstance(event, events.TicketIssued):
            self.legs[event.leg_id] = _issued(event, entry.at)
        elif action := ACTION_OF.get(type(event)):
            self._moved(action, entry)
        elif isinstance(event, events.TimeMarked | events.DoubtWithdrawn | events.DoubtDisputed):
            self._marked(event.leg_id, self._marks_after(event.leg_id, entry))
        elif isinstance(event, events.ActionUndone):
            self._undone(event)
        elif isinstance(event, events.DeskTakenOver):
            self._taken_over(event)
        elif isinstance(event, events.TicketCarried) and event.next_leg_id is not None:
            self.legs[event.next_leg_id] = replace(self.legs[event.next_leg_id], **way(self.legs[event.leg_id]))
        if isinstance(event, events.TicketTransferred | events.VisitContinued):
            self.legs[event.next_leg_id] = _next(self.legs, event, entry.at)

    def _moved(self, action: Action, entry: Recorded) -> None:
        leg_id: int = entry.event.leg_id  # type: ignore[attr-defined]  # every kind in ACTION_OF has one
        leg, kept = self.legs[leg_id], self._marks_after(leg_id, entry)
        self._before[leg_id] = leg, self.marks.get(leg_id, {})
        self.legs[leg_id] = leg = moved(leg, action, at=entry.at, event=entry.event)
        self._is_there(leg)
        if kept:
            self._marked(leg_id, kept)

    def _marks_after(self, leg_id: int, entry: Recorded) -> Marks:
        legs_officer = self.legs[leg_id].officer_id
        return marks.after(self.marks.get(leg_id, {}), entry.event, at=entry.at, legs_officer=legs_officer)

    def _marked(self, leg_id: int, kept: Marks) -> None:
        if kept:
            self.marks[leg_id] = kept
        else:
            self.marks.pop(leg_id, None)
        self.legs[leg_id] = replace(self.legs[leg_id], inaccurate=marks.standing(kept))

    def _undone(self, event: events.ActionUndone) -> None:
        leg_id = event.leg_id
        self.legs[leg_id], before = self._before.pop(leg_id)
        self._is_there(self.legs[leg_id])
        self._marked(leg_id, marks.taken_back(self.marks.get(leg_id, {}), before))
        if event.next_leg_id is not None:
            self.legs.pop(event.next_leg_id, None)
            self.marks.pop(event.next_leg_id, None)

    def _is_there(self, leg: Leg) -> None:
        if leg.state in AT_COUNTER and leg.counter_id is not None:
            self._at_counter[leg.counter_id] = leg.leg_id

    def _taken_over(self, event: events.DeskTakenOver) -> None:
        """What is called or served there is the new officer's from now on."""
        leg = self.legs.get(self._at_counter.get(event.counter_id, 0))
        if leg is not None and leg.state in AT_COUNTER and leg.counter_id == event.counter_id:
            self.legs[leg.leg_id] = replace(leg, officer_id=event.by_id)


def way(leg: Leg) -> dict[str, Any]:
    """To whom the leg was sent, and where its citizen comes back to: what a ticket carried over keeps."""
    return {
        "to_counter_id": leg.to_counter_id,
        "to_officer_id": leg.to_officer_id,
        "back_service_id": leg.back_service_id,
        "back_counter_id": leg.back_counter_id,
    }


def _issued(event: events.TicketIssued, at: datetime) -> Leg:
    order_no = event.ticket_id * ORDER_STEP if event.order_no is None else event.order_no
    queued_at = datetime.fromisoformat(event.arrives_at) if event.arrives_at else at
    leg = Leg(event.leg_id, event.ticket_id, event.service_id, 1, State.WAITING, queued_at, order_no=order_no)
    if event.appointed_at is None:
        return leg
    booked = replace(leg, appointed_at=datetime.fromisoformat(event.appointed_at))
    return replace(booked, aside_s=early_s(booked.appointed_at, queued_at))


def _next(legs: dict[int, Leg], event: events.TicketTransferred | events.VisitContinued, at: datetime) -> Leg:
    """The leg that a transfer or a continued visit opens, in the place of the leg before it."""
    last = legs[event.leg_id]
    opened = Leg(
        event.next_leg_id, event.ticket_id, event.service_id, last.position + 1, State.WAITING, at,
        order_no=last.order_no, to_counter_id=event.to_counter_id,
    )  # fmt: skip
    if isinstance(event, events.VisitContinued):
        return opened
    return replace(
        opened,
        to_officer_id=event.to_officer_id,
        back_service_id=event.back_service_id,
        back_counter_id=event.back_counter_id,
    )


def early_s(appointed_at: datetime | None, at: datetime) -> float:
    """How long it still is until the booked time, in seconds; none where no time was booked, or it has come."""
    return max(0.0, (appointed_at - at).total_seconds()) if appointed_at else 0.0


def moved(leg: Leg, action: Action, *, at: datetime, event: events.Event | None = None) -> Leg:
    """The leg after `action`. Recall keeps the first call's time; the time on hold is kept apart.

    event: needed where it says more than that the action happened (call, hold, resume, finish, restore).
    Raises IllegalTransition.
    """
    state = after(leg.state, action)
    return _CHANGES.get(action, _ended)(replace(leg, state=state), at, event)


def _called(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.TicketCalled)  # noqa: S101 - only calls are routed here
    return replace(
        leg,
        called_at=at,
        call_count=1,
        counter_id=event.counter_id,
        officer_id=event.officer_id,
        call_rule=event.rule,
        call_turn=event.regular_run,
        aside_s=leg.aside_s - _still_late_s(leg, at) - early_s(leg.appointed_at, at),
    )


def _recalled(leg: Leg, _at: datetime, _event: events.Event | None) -> Leg:
    return replace(leg, call_count=leg.call_count + 1)


def _started(leg: Leg, at: datetime, _event: events.Event | None) -> Leg:
    return replace(leg, started_at=at)


def _held(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.ServiceHeld)  # noqa: S101 - only holds are routed here
    back_at = datetime.fromisoformat(event.back_at) if event.back_at else None
    return replace(leg, held_since=at, hold_reason=event.reason, back_at=back_at)


def _resumed(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.ServiceResumed)  # noqa: S101 - only resumes are routed here
    return replace(
        leg,
        held_since=None,
        held_s=leg.held_s + _held_for(leg, at),
        hold_reason=None,
        back_at=None,
        counter_id=event.counter_id,
        officer_id=event.officer_id,
    )


def _restored(leg: Leg, _at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.TicketRestored)  # noqa: S101 - only restores are routed here
    return replace(
        leg,
        called_at=None,
        ended_at=None,
        call_count=0,
        counter_id=None,
        officer_id=None,
        call_rule=None,
        call_turn=None,
        not_before=None,
        let_pass=0,
        appointed_at=None,
        order_no=leg.order_no if event.order_no is None else event.order_no,
    )


def _set_aside(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.TicketSetAside)  # noqa: S101 - only these are routed here
    asked = replace(leg, wishes=leg.wishes + 1)
    if event.not_before is None:
        passed = len((event.passed or "").split())
        return replace(asked, order_no=event.order_no or leg.order_no, let_pass=leg.let_pass + passed)
    not_before = datetime.fromisoformat(event.not_before)
    counts_from = _counts_from(leg, at)
    aside_s = leg.aside_s - _still_late_s(leg, at) + max(0.0, (not_before - counts_from).total_seconds())
    return replace(asked, not_before=not_before, aside_s=aside_s)


def _came_back(leg: Leg, at: datetime, _event: events.Event | None) -> Leg:
    return replace(leg, not_before=None, aside_s=leg.aside_s - _still_late_s(leg, at))


def _finished(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.ServiceFinished)  # noqa: S101 - only finishes are routed here
    told = replace(leg, outcome=event.outcome, documents=event.documents, missing=event.missing, family=event.family)
    return _ended(told, at, event)


def _ended(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    return replace(
        leg,
        ended_at=at,
        held_since=None,
        held_s=leg.held_s + _held_for(leg, at),
        end_reason=getattr(event, "reason", None),
    )


def _recorded(leg: Leg, _at: datetime, _event: events.Event | None) -> Leg:
    return leg  # when it ended nobody wrote down, and when it was entered says nothing of that


def _still_late_s(leg: Leg, at: datetime) -> float:
    """What is left of the time that its citizen asked for: from here on it waits again, or does not wait."""
    return max(0.0, (leg.not_before - _counts_from(leg, at)).total_seconds()) if leg.not_before else 0.0


def _counts_from(leg: Leg, at: datetime) -> datetime:
    """From when on seconds count as waited: who came before a booked time was early, and the office keeps its word."""
    return at if leg.appointed_at is None else max(at, leg.appointed_at)


def _held_for(leg: Leg, until: datetime) -> float:
    # A clock that is set back meanwhile must not make the service longer than it was.
    return max(0.0, (until - leg.held_since).total_seconds()) if leg.held_since else 0.0


_CHANGES = {
    Action.CALL: _called,
    Action.RECALL: _recalled,
    Action.START: _started,
    Action.HOLD: _held,
    Action.RESUME: _resumed,
    Action.FINISH: _finished,
    Action.RESTORE: _restored,
    Action.SET_ASIDE: _set_aside,
    Action.COME_BACK: _came_back,
    Action.RECORD_SERVED: _recorded,
    Action.RECORD_LEFT: _recorded,
}


def service_time(leg: Leg) -> timedelta | None:
    """Finish minus start without the time on hold; None while one of them is missing."""
    if leg.started_at is None or leg.ended_at is None:
        return None
    return served_for(leg.started_at, leg.ended_at, held_s=leg.held_s)


def served_for(started_at: datetime, ended_at: datetime, *, held_s: float) -> timedelta:
    """The one meaning of a service time: from start to end, without the seconds on hold."""
    return ended_at - started_at - timedelta(seconds=held_s)
