"""From events to the state of legs: the fold that every row must equal, and the intervals taken from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from queue_app.domain.log import events
from queue_app.domain.queue.lifecycle import Action, State, after
from queue_app.domain.queue.numbering import ORDER_STEP


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
    missing: str | None = None
    hold_reason: str | None = None
    back_at: datetime | None = None
    end_reason: str | None = None
    to_counter_id: int | None = None
    to_officer_id: int | None = None
    back_service_id: int | None = None
    back_counter_id: int | None = None
    inaccurate: str | None = None  # a key of performance.DOUBTS


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
    events.TicketCancelled: Action.CANCEL,
    events.TicketExpired: Action.EXPIRE,
    events.ServedOnPaper: Action.RECORD_SERVED,
    events.LeftOnPaper: Action.RECORD_LEFT,
}


def fold(log: Iterable[Recorded]) -> dict[int, Leg]:
    """Every leg the log tells of, by leg id. Raises IllegalTransition when the log tells an impossible story."""
    legs: dict[int, Leg] = {}
    before: dict[int, Leg] = {}  # each leg as it was before its last action
    for entry in log:
        event = entry.event
        if isinstance(event, events.TicketIssued):
            legs[event.leg_id] = _issued(event, entry.at)
        elif action := ACTION_OF.get(type(event)):
            leg = legs[event.leg_id]  # type: ignore[attr-defined]  # every kind in ACTION_OF has one
            before[leg.leg_id] = leg
            legs[leg.leg_id] = moved(leg, action, at=entry.at, event=event)
        elif isinstance(event, events.TimeMarked):
            legs[event.leg_id] = replace(legs[event.leg_id], inaccurate=event.why)
        elif isinstance(event, events.ActionUndone):
            legs[event.leg_id] = before.pop(event.leg_id)
            legs.pop(event.next_leg_id or 0, None)
        elif isinstance(event, events.TicketCarried) and event.next_leg_id is not None:
            legs[event.next_leg_id] = replace(legs[event.next_leg_id], **way(legs[event.leg_id]))
        if isinstance(event, events.TicketTransferred | events.VisitContinued):
            legs[event.next_leg_id] = _next(legs, event, entry.at)
    return legs


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
    return Leg(event.leg_id, event.ticket_id, event.service_id, 1, State.WAITING, queued_at, order_no=order_no)


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
    is_other = event.officer_id != leg.officer_id
    return replace(
        leg,
        held_since=None,
        held_s=leg.held_s + _held_for(leg, at),
        hold_reason=None,
        back_at=None,
        counter_id=event.counter_id,
        officer_id=event.officer_id,
        inaccurate="two_officers" if is_other else leg.inaccurate,
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
        order_no=leg.order_no if event.order_no is None else event.order_no,
    )


def _finished(leg: Leg, at: datetime, event: events.Event | None) -> Leg:
    assert isinstance(event, events.ServiceFinished)  # noqa: S101 - only finishes are routed here
    told = replace(leg, outcome=event.outcome, documents=event.documents, missing=event.missing)
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
