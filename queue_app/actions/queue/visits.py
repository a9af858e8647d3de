"""Where a visit goes on: to another service, counter or officer; or what follows when one service is finished.

One transaction each. Shared refusals: NotFound, NoDesk, AtOtherCounter, IllegalTransition.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from queue_app.actions.queue.legs import apply, at_own_counter, require_colleague, require_today
from queue_app.actions.queue.remarks import check_note, write_note
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, SameService
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.timeline import moved
from queue_app.store.desk import Desk, Work
from queue_app.store.office import availability, catalogue
from queue_app.store.queue import counters, tickets, undo
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.undo import LastAction


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a transfer leads: a service, and if wished one counter or officer only; and whether it comes back."""

    service_id: int
    counter_id: int | None = None
    officer_id: int | None = None
    come_back: bool = False
    note: str = ""

    def ways_back(self, found: TicketLeg, held: HeldCounter) -> dict[str, int | None]:
        return {
            "back_service_id": found.leg.service_id if self.come_back else None,
            "back_counter_id": held.counter_id if self.come_back else None,
        }


def transfer(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, to: Onward) -> TicketLeg:
    """Ends this leg and opens one elsewhere, in the place of the first arrival. Answers the new leg.

    Raises ServiceClosed (the other service takes nobody now), SameService (and no other counter or officer is named),
    OtherDay (a ticket left open overnight), BadInput (note, counter, officer).
    """
    check_note(to.note, is_needed=False)
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.TRANSFER)
        require_today(work, found)
        _check_target(work, found, held, to)
        leg = found.leg
        directed = {"to_counter_id": to.counter_id, "to_officer_id": to.officer_id, **to.ways_back(found, held)}
        # The row must leave the open states before its successor may enter them: one open leg a ticket.
        tickets.move(work.connection, found, moved(leg, Action.TRANSFER, at=work.now))
        next_leg_id = _open_next(work, found, service_id=to.service_id, **directed)
        opened = tickets.ticket_leg(work.connection, office_id, next_leg_id)
        last = LastAction(Action.TRANSFER, work.now, officer_id, leg, opened=opened.leg)
        tickets.keep_undo(work.connection, leg_id, undo.written(last))
        work.record(
            events.TicketTransferred(
                ticket_id=leg.ticket_id, leg_id=leg_id, next_leg_id=next_leg_id, service_id=to.service_id,
                counter_id=held.counter_id, officer_id=officer_id, **directed,
            )
        )  # fmt: skip
        if to.note:
            write_note(work, found, officer_id=officer_id, text=to.note)
        return opened


def go_on(
    work: Work, held: HeldCounter, finished: TicketLeg, last: LastAction, *, service_id: int | None, stay: bool
) -> TicketLeg:
    """What follows a finished leg, in its own transaction: the next service of the visit, or the way back.

    Answers the finished leg, or the next one where it is served at this very counter at once (stay).
    Raises OtherDay, SameService, ServiceClosed (of the next service; a way back that is not there is not gone).
    """
    to = _next_service(work, finished, service_id)
    if to is None:
        return finished
    leg, to_counter_id = finished.leg, None if service_id else finished.leg.back_counter_id
    next_leg_id = _open_next(work, finished, service_id=to, to_counter_id=to_counter_id)
    work.record(
        events.VisitContinued(
            ticket_id=leg.ticket_id, leg_id=leg.leg_id, next_leg_id=next_leg_id, service_id=to,
            counter_id=held.counter_id, officer_id=held.officer_id, to_counter_id=to_counter_id,
        )
    )  # fmt: skip
    opened = tickets.ticket_leg(work.connection, work.office.id, next_leg_id)
    stays = stay and service_id is not None
    if stays:
        opened = _serve_here(work, held, opened)
    tickets.keep_undo(work.connection, leg.leg_id, undo.written(replace(last, opened=opened.leg)))
    return opened if stays else finished


def _next_service(work: Work, finished: TicketLeg, service_id: int | None) -> int | None:
    if service_id is not None:
        require_today(work, finished)
        if service_id == finished.leg.service_id:
            raise SameService(number=finished.shown)
        _require_open(work, service_id)
        return service_id
    back = finished.leg.back_service_id
    if back is None or finished.business_date != work.today:  # yesterday's queue is called by nobody
        return None
    return back if catalogue.service(work.connection, work.office.id, back).is_active else None


def _serve_here(work: Work, held: HeldCounter, found: TicketLeg) -> TicketLeg:
    """The citizen is still at the counter: called and started in one breath, without a wait."""
    leg, turn = found.leg, held.turn_on(found.business_date)
    leg_id = leg.leg_id
    call = events.TicketCalled(
        ticket_id=leg.ticket_id, leg_id=leg_id, counter_id=held.counter_id, officer_id=held.officer_id,
        rule="same_visit", regular_run=turn.regular_run, appointed_run=turn.appointed_run,
    )  # fmt: skip
    called = apply(work, found, Action.CALL, call, officer_id=held.officer_id)
    start = events.ServiceStarted(
        ticket_id=leg.ticket_id, leg_id=leg_id, counter_id=held.counter_id, officer_id=held.officer_id
    )
    return apply(work, called, Action.START, start, officer_id=held.officer_id)


def _open_next(work: Work, found: TicketLeg, *, service_id: int, **directed: int | None) -> int:
    return tickets.insert_leg(
        work.connection,
        {"office_id": work.office.id, "ticket_id": found.leg.ticket_id, "business_date": found.business_date,
         "service_id": service_id, "position": found.leg.position + 1, "is_priority": found.is_priority,
         "order_no": found.order_no, "queued_at": work.now, **directed},
    )  # fmt: skip


def _check_target(work: Work, found: TicketLeg, held: HeldCounter, to: Onward) -> None:
    if to.service_id == found.leg.service_id and to.counter_id is None and to.officer_id is None:
        raise SameService(number=found.shown)  # it would cut one service time into two
    _require_open(work, to.service_id)
    if to.counter_id is not None:
        counters.require(work.connection, work.office.id, to.counter_id)
        if to.counter_id == held.counter_id:
            raise BadInput(field="counter_id", expected="another counter")
    if to.officer_id is not None:
        require_colleague(work, to.officer_id, of=held.officer_id)


def _require_open(work: Work, service_id: int) -> None:
    service = catalogue.service(work.connection, work.office.id, service_id)
    availability.require_not_closed_by_hand(work.office, service, now=work.now)
