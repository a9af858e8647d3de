"""What an officer does with tickets at the counter that the officer holds.

Every function is one transaction and answers the leg as it is afterwards. Shared refusals: NotFound (no such leg),
NoDesk (the officer holds no counter), NotAllowed (the leg is at another counter), IllegalTransition.
"""

from __future__ import annotations

from dataclasses import replace

from queue_app.domain import events, numbering, routing
from queue_app.domain.errors import (
    CounterBusy,
    IllegalTransition,
    NoDesk,
    NotAllowed,
    OtherDay,
    SameService,
    ServiceClosed,
)
from queue_app.domain.lifecycle import Action, State, after
from queue_app.domain.timeline import moved
from queue_app.store import catalogue, counters, tickets
from queue_app.store.counters import HeldCounter
from queue_app.store.desk import Desk, Work
from queue_app.store.tickets import TicketLeg


def call_next(desk: Desk, office_id: int, *, officer_id: int, ratio: routing.Ratio) -> TicketLeg:
    """Calls whoever is next for this counter, by `ratio` between regular and priority; the reason is kept.

    Raises NoDesk, CounterBusy (a ticket is still open here: nothing is finished by itself), NobodyWaiting.
    """
    with desk.transaction(office_id) as work:
        held = _free_counter(work, officer_id)
        day = numbering.business_date(work.now, work.office.zone)
        found = tickets.heads(work.connection, office_id, held.counter_id, day=day)
        choice = routing.choose([_candidate(leg) for leg in found], held.run_on(day), ratio=ratio)
        counters.set_run(work.connection, held.counter_id, regular_run=choice.regular_run, day=day)
        chosen = next(leg for leg in found if leg.leg.leg_id == choice.candidate.leg_id)
        event = events.TicketCalled(
            ticket_id=chosen.leg.ticket_id, leg_id=chosen.leg.leg_id, counter_id=held.counter_id,
            officer_id=officer_id, rule=choice.rule, regular_run=choice.regular_run,
        )  # fmt: skip
        return _apply(work, chosen, Action.CALL, event)


def recall(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Calls the ticket again; its place and the time of its first call stay."""
    return _at_own_counter(
        desk, office_id, leg_id=leg_id, officer_id=officer_id, action=Action.RECALL, kind=events.TicketRecalled
    )


def start(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The citizen is at the counter: the service time begins here, not at the call."""
    return _at_own_counter(
        desk, office_id, leg_id=leg_id, officer_id=officer_id, action=Action.START, kind=events.ServiceStarted
    )


def hold(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Interrupts the service; the counter is free and the time on hold is not service time."""
    return _at_own_counter(
        desk, office_id, leg_id=leg_id, officer_id=officer_id, action=Action.HOLD, kind=events.ServiceHeld
    )


def finish(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The service is done."""
    return _at_own_counter(
        desk, office_id, leg_id=leg_id, officer_id=officer_id, action=Action.FINISH, kind=events.ServiceFinished
    )


def no_show(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The citizen was called and did not come."""
    return _at_own_counter(
        desk, office_id, leg_id=leg_id, officer_id=officer_id, action=Action.NO_SHOW, kind=events.CitizenAbsent
    )


def resume(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Goes on with a ticket that the officer held, at the officer's counter, which must be free (CounterBusy).

    Another officer is NotAllowed: the whole service time would be laid to whoever ends it.
    """
    with desk.transaction(office_id) as work:
        held = _held_counter(work, officer_id)
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        after(found.leg.state, Action.RESUME, number=found.shown)
        if found.leg.officer_id != officer_id:
            raise NotAllowed
        _require_free(work, held)
        event = events.ServiceResumed(
            ticket_id=found.leg.ticket_id, leg_id=leg_id, counter_id=held.counter_id, officer_id=officer_id
        )
        return _apply(work, found, Action.RESUME, event)


def transfer(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, service_id: int) -> TicketLeg:
    """Ends this leg and opens one at another service, in the place of the first arrival. Answers the new leg.

    Raises ServiceClosed (the other service takes nobody now), SameService, OtherDay (a ticket left open overnight).
    """
    with desk.transaction(office_id) as work:
        held = _held_counter(work, officer_id)
        found = _own_leg(work, leg_id, held, Action.TRANSFER)
        _require_today(work, found)
        if service_id == found.leg.service_id:
            raise SameService(number=found.shown)  # it would cut one service time into two
        service = catalogue.service(work.connection, office_id, service_id)
        if not service.is_open:
            raise ServiceClosed(service=service.name_id)
        leg = found.leg
        # The row must leave the open states before its successor may enter them: one open leg a ticket.
        tickets.move(work.connection, found, moved(leg, Action.TRANSFER, at=work.now))
        next_leg_id = tickets.insert_leg(
            work.connection,
            {"office_id": office_id, "ticket_id": leg.ticket_id, "business_date": found.business_date,
             "service_id": service_id, "position": leg.position + 1, "is_priority": found.is_priority,
             "order_no": found.order_no, "queued_at": work.now},
        )  # fmt: skip
        work.record(
            events.TicketTransferred(
                ticket_id=leg.ticket_id, leg_id=leg_id, next_leg_id=next_leg_id, service_id=service_id,
                counter_id=held.counter_id, officer_id=officer_id,
            )
        )  # fmt: skip
        return tickets.ticket_leg(work.connection, office_id, next_leg_id)


def restore(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Puts someone who missed the call back into the queue, in the place of the first arrival, for every counter.

    Raises OtherDay: yesterday's queue is called by nobody.
    """
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        after(found.leg.state, Action.RESTORE, number=found.shown)
        _require_today(work, found)
        event = events.TicketRestored(ticket_id=found.leg.ticket_id, leg_id=leg_id, officer_id=officer_id)
        return _apply(work, found, Action.RESTORE, event)


def cancel(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The citizen gave up. A ticket that was called is cancelled by the counter that called it (NotAllowed)."""
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        held = counters.held_by(work.connection, officer_id)
        if found.leg.state == State.CALLED and (held is None or held.counter_id != found.leg.counter_id):
            raise NotAllowed
        event = events.TicketCancelled(ticket_id=found.leg.ticket_id, leg_id=leg_id, officer_id=officer_id)
        return _apply(work, found, Action.CANCEL, event)


AtCounter = (
    events.TicketRecalled | events.ServiceStarted | events.ServiceHeld | events.ServiceFinished | events.CitizenAbsent
)


def _at_own_counter(
    desk: Desk, office_id: int, *, leg_id: int, officer_id: int, action: Action, kind: type[AtCounter]
) -> TicketLeg:
    with desk.transaction(office_id) as work:
        held = _held_counter(work, officer_id)
        found = _own_leg(work, leg_id, held, action)
        event = kind(ticket_id=found.leg.ticket_id, leg_id=leg_id, counter_id=held.counter_id, officer_id=officer_id)
        return _apply(work, found, action, event)


def _apply(work: Work, found: TicketLeg, action: Action, event: events.Event) -> TicketLeg:
    """The row becomes what the fold of its events says it is, and the event is recorded."""
    after(found.leg.state, action, number=found.shown)
    leg = moved(found.leg, action, at=work.now, event=event)
    tickets.move(work.connection, found, leg)
    work.record(event)
    return replace(found, leg=leg)


def _held_counter(work: Work, officer_id: int) -> HeldCounter:
    held = counters.held_by(work.connection, officer_id)
    if held is None:
        raise NoDesk
    return held


def _free_counter(work: Work, officer_id: int) -> HeldCounter:
    held = _held_counter(work, officer_id)
    _require_free(work, held)
    return held


def _require_free(work: Work, held: HeldCounter) -> None:
    busy = tickets.at_counter(work.connection, held.counter_id)
    if busy is not None:
        raise CounterBusy(number=busy.shown, leg_id=busy.leg.leg_id)


def _require_today(work: Work, found: TicketLeg) -> None:
    if found.business_date != numbering.business_date(work.now, work.office.zone):
        raise OtherDay(number=found.shown)


def _own_leg(work: Work, leg_id: int, held: HeldCounter, action: Action) -> TicketLeg:
    """A leg that is at the officer's own counter, or was, in a state from which `action` may follow."""
    found = tickets.ticket_leg(work.connection, work.office.id, leg_id)
    if found.leg.counter_id != held.counter_id and found.leg.state in {State.CALLED, State.SERVING}:
        raise NotAllowed
    if found.leg.counter_id != held.counter_id:
        raise IllegalTransition(number=found.shown, state=found.leg.state.value, action=action.value)
    after(found.leg.state, action, number=found.shown)
    return found


def _candidate(found: TicketLeg) -> routing.Candidate:
    return routing.Candidate(found.leg.leg_id, found.order_no, found.is_priority)
