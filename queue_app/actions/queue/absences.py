"""Who is not there: who missed the call waits again, and who gave up goes."""

from __future__ import annotations

from datetime import timedelta

from queue_app.actions.queue import jumps
from queue_app.actions.queue.legs import apply, require_still_waits
from queue_app.actions.queue.overtaken import elsewhere, require_legal
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, TooLate
from queue_app.domain.queue.lifecycle import Action, State
from queue_app.domain.queue.outcomes import CANCELS, restored_order
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_at_work
from queue_app.store.queue import counters, tickets
from queue_app.store.queue.tickets import TicketLeg


def restore(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Puts someone who missed the call back into the queue, at the place that the office's rules state.

    Raises NotFound, IllegalTransition, OtherDay (yesterday's queue is called by nobody), TooLate (missed it too long
    ago by the office's rules).
    """
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        leg = found.leg
        require_legal(work, found, Action.RESTORE)
        require_still_waits(work, found)
        rules = office_at_work(work).rules
        assert leg.ended_at is not None  # noqa: S101 - a missed call has ended the leg
        if jumps.passed_since(work, leg.ended_at) > timedelta(minutes=rules.restore_within_min):
            raise TooLate(number=found.shown, minutes=rules.restore_within_min)
        service = catalogue.service(work.connection, office_id, leg.service_id)
        waiting = tickets.line(work.connection, series_id=service.series_id, day=found.business_date)
        order_no = restored_order(leg.order_no, waiting, rules)
        event = events.TicketRestored(ticket_id=leg.ticket_id, leg_id=leg_id, officer_id=officer_id, order_no=order_no)
        return apply(work, found, Action.RESTORE, event, officer_id=officer_id)


def cancel(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, reason: str) -> TicketLeg:
    """The citizen gave up. A ticket that was called is cancelled by the counter that called it (AtOtherCounter).

    reason: a key of CANCELS. Raises NotFound, BadInput, IllegalTransition.
    """
    if reason not in CANCELS:
        raise BadInput(field="reason", expected=", ".join(CANCELS))
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        held = counters.held_by(work.connection, officer_id)
        if found.leg.state == State.CALLED and (held is None or held.counter_id != found.leg.counter_id):
            raise elsewhere(work, found)
        event = events.TicketCancelled(
            ticket_id=found.leg.ticket_id, leg_id=leg_id, officer_id=officer_id, reason=reason
        )
        return apply(work, found, Action.CANCEL, event, officer_id=officer_id)
