"""Calling: the next by the office's order, or another one out of order, with a reason that stays."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from queue_app.actions.queue.announcements import announce
from queue_app.actions.queue.legs import apply, free_counter, require_today
from queue_app.actions.queue.numbers import next_of_roll
from queue_app.actions.queue.overtaken import require_legal
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.domain.queue import routing
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.outcomes import PICKS
from queue_app.domain.queue.routing import Candidate, Turn
from queue_app.store.desk import Desk, Work
from queue_app.store.office.now import likely_at_work, office_at_work
from queue_app.store.queue import counters, heads, tickets
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.heads import AsOf
from queue_app.store.queue.tickets import TicketLeg

A_MOMENT = timedelta(seconds=1)  # within which nobody minds who has waited long enough to be helped
MOST_LOOKED_AT = 200  # of one service, when it is asked for out of order


def call_next(desk: Desk, office_id: int, *, officer_id: int) -> TicketLeg:
    """Calls whoever is next for the officer's counter by the office's order; the reason is kept.

    An office that tears its numbers off a roll records nobody who waits: there the roll's next number is called.

    Raises NoDesk, OnBreak, CounterBusy (a ticket is still open here: nothing is finished by itself), NobodyWaiting.
    """
    with desk.transaction(office_id) as work:
        ask_heads = partial(heads.ask, work.connection, office_id, officer_id)
        likely = AsOf(work.likely_today, work.clock(), likely_at_work(work).policy)
        asked = ask_heads(likely)
        held = free_counter(work, officer_id)
        true = AsOf(work.today, work.now, office_at_work(work).policy)
        found = (asked if _still_holds(likely, true) else ask_heads(true)).answer
        if not found and next_of_roll(work, held):
            found = ask_heads(true).answer
        rules, day = true.policy, true.day
        turn = held.turn_on(day)
        choice = routing.choose([each for _, each in found], turn, policy=rules, now=work.now)
        chosen = next(leg for leg, each in found if each is choice.candidate)
        if choice.turn != turn or held.run_date != day:
            counters.set_turn(work.connection, held.counter_id, choice.turn, day=day)
        # Of a number torn off a roll nobody knows when its citizen came.
        is_of_roll = choice.rule in routing.BY_ARRIVAL and not chosen.is_wait_known
        return _call(work, held, chosen, rule="roll" if is_of_roll else choice.rule, turn=choice.turn)


def _still_holds(likely: AsOf, true: AsOf) -> bool:
    """Whether what was asked before the office was ours was asked rightly: of this day, order, and moment."""
    return abs(true.now - likely.now) < A_MOMENT and likely._replace(now=true.now) == true


def call_service(desk: Desk, office_id: int, *, service_id: int, reason: str, officer_id: int) -> TicketLeg:
    """Calls whoever is next for one service, whatever else waits; for whoever has the right to call out of order.

    The counter's turn stays where it was. Raises as call_next, and BadInput (a reason is needed).
    """
    _check(reason)
    with desk.transaction(office_id) as work:
        held = free_counter(work, officer_id)
        rules = office_at_work(work).policy
        day = work.today
        waiting = tickets.waiting_of(
            work.connection, office_id, service_id=service_id, day=day, now=work.now, limit=MOST_LOOKED_AT
        )
        by_leg = {each.leg.leg_id: each for each in waiting}
        turn = held.turn_on(day)
        choice = routing.choose(map(_candidate, waiting), turn, policy=rules, now=work.now)
        chosen = by_leg[choice.candidate.leg_id]
        return _call(work, held, chosen, rule="asked_service", turn=turn, reason=reason)


def call_ticket(desk: Desk, office_id: int, *, leg_id: int, reason: str, officer_id: int) -> TicketLeg:
    """Calls a certain ticket that waits today; for whoever has the right to call out of order.

    Raises NotFound, NoDesk, OnBreak, CounterBusy, IllegalTransition (it does not wait), OtherDay, BadInput.
    """
    _check(reason)
    with desk.transaction(office_id) as work:
        held = free_counter(work, officer_id)
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        require_legal(work, found, Action.CALL)
        require_today(work, found)
        turn = held.turn_on(found.business_date)
        return _call(work, held, found, rule="out_of_order", turn=turn, reason=reason)


def _check(reason: str) -> None:
    if reason not in PICKS:
        raise BadInput(field="reason", expected=", ".join(PICKS))


def _call(
    work: Work, held: HeldCounter, found: TicketLeg, *, rule: str, turn: Turn, reason: str | None = None
) -> TicketLeg:
    event = events.TicketCalled(
        ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id, counter_id=held.counter_id,
        officer_id=held.officer_id, rule=rule, regular_run=turn.regular_run, appointed_run=turn.appointed_run,
        reason=reason,
    )  # fmt: skip
    before = (held.regular_run, held.appointed_run, held.run_date)
    called = apply(work, found, Action.CALL, event, officer_id=held.officer_id, turn=before)
    announce(work, held, called)
    return called


def _candidate(found: TicketLeg) -> Candidate:
    leg = found.leg
    return Candidate(leg.leg_id, leg.order_no, found.is_priority, queued_at=leg.queued_at, arrived_at=found.arrived_at)
