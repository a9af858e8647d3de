"""What every verb at a counter shares: whose counter, whose leg, and the one way in which a leg moves."""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.queue.overtaken import elsewhere, not_now, require_legal
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, CounterBusy, NoDesk, NotFound, OnBreak, OtherDay
from queue_app.domain.log.rights import Right, rights_of
from queue_app.domain.queue.lifecycle import AT_COUNTER, Action
from queue_app.domain.queue.timeline import ACTION_OF, moved
from queue_app.store.desk import Work
from queue_app.store.office import accounts, catalogue
from queue_app.store.queue import counters, tickets, undo
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.undo import LastAction, TurnBefore


def apply(
    work: Work, found: TicketLeg, action: Action, event: events.Event, *, officer_id: int,
    turn: TurnBefore | None = None, doubts: tuple[str, ...] = (),
) -> TicketLeg:  # fmt: skip
    """The row becomes what the fold of its events says it is, and the event is recorded.

    turn: where the calling counter stood before, so that taking a call back puts it there again. doubts: the system's
    marks that the action brings, which go with it.
    Raises IllegalTransition.
    """
    require_legal(work, found, action)
    leg = moved(found.leg, action, at=work.now, event=event)
    last = LastAction(action, work.now, officer_id, found.leg, turn=turn, doubts=doubts)
    return write(work, found, replace(found, leg=leg, undo=undo.written(last)), event)


def write(work: Work, was: TicketLeg, becomes: TicketLeg, event: events.Event) -> TicketLeg:
    """Writes a leg that `moved` has made, and records the event that made it."""
    tickets.move(work.connection, was, becomes.leg, undo=becomes.undo)
    work.record(event)
    return becomes


def end(work: Work, found: TicketLeg, event: events.Event) -> None:
    """As `apply` where no verb of a counter ends the leg, but what the event tells: it cannot be taken back."""
    leg = moved(found.leg, ACTION_OF[type(event)], at=work.now, event=event)
    write(work, found, replace(found, leg=leg, undo=None), event)


def held_counter(work: Work, officer_id: int) -> HeldCounter:
    """The counter that the officer holds. Raises NoDesk."""
    held = counters.held_by(work.connection, officer_id)
    if held is None:
        raise NoDesk
    return held


def free_counter(work: Work, officer_id: int) -> HeldCounter:
    """The same, when somebody can be called there. Raises NoDesk, OnBreak, CounterBusy."""
    held = held_counter(work, officer_id)
    require_idle(work, held)
    return held


def require_idle(work: Work, held: HeldCounter) -> None:
    """Raises OnBreak, CounterBusy unless somebody can come to the counter now."""
    if held.status != DeskStatus.SERVING:
        raise OnBreak(since=held.status_since)
    require_free(work, held)


def require_free(work: Work, held: HeldCounter) -> None:
    """Raises CounterBusy where a ticket was open at the counter when it was read: nothing is finished by itself."""
    if held.open_leg_id is not None:
        busy = tickets.ticket_leg(work.connection, work.office.id, held.open_leg_id)
        raise CounterBusy(number=busy.shown, leg_id=busy.leg.leg_id)


def require_today(work: Work, found: TicketLeg) -> None:
    """Raises OtherDay for a ticket of another business date than now."""
    if found.business_date != work.today:
        raise OtherDay(number=found.shown)


def require_still_waits(work: Work, found: TicketLeg) -> None:
    """Raises OtherDay, NotFound: a queue of another day, or of a service taken out, is called by nobody."""
    require_today(work, found)
    if not catalogue.service(work.connection, work.office.id, found.leg.service_id).is_active:
        raise NotFound(what="service")


def require_colleague(work: Work, officer_id: int, *, of: int) -> None:
    """Raises NotFound, BadInput unless the officer is one who serves, and another than `of`."""
    colleague = accounts.account_of(work.connection, work.office.id, officer_id)
    serves = Right.SERVE in rights_of(colleague.role, may_pick=False) and colleague.is_active
    if officer_id == of or not serves:
        raise BadInput(field="officer_id", expected="another officer")


def at_own_counter(work: Work, leg_id: int, officer_id: int, action: Action) -> tuple[HeldCounter, TicketLeg]:
    """The officer's counter, and a leg that is there, or was, in a state from which `action` may follow.

    Raises NoDesk, NotFound, AtOtherCounter (by whom, since when), IllegalTransition (what happened).
    """
    asked_leg = tickets.ask_ticket_leg(work.connection, work.office.id, leg_id)
    held, found = held_counter(work, officer_id), asked_leg.answer
    if found.leg.counter_id != held.counter_id and found.leg.state in AT_COUNTER:
        raise elsewhere(work, found)
    if found.leg.counter_id != held.counter_id:
        raise not_now(work, found, action)
    require_legal(work, found, action)
    return held, found
