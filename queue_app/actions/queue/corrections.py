"""A slip of the hand is taken back: as if it had never been, except in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from queue_app.actions.queue import jumps
from queue_app.actions.queue.legs import held_counter, require_idle, require_still_waits
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotAllowed, NothingToUndo
from queue_app.domain.queue.lifecycle import AT_COUNTER, Action, State
from queue_app.domain.queue.marks import standing, taken_back
from queue_app.domain.queue.routing import Turn
from queue_app.domain.queue.timeline import Leg
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import announcements
from queue_app.store.queue import counters, marks, tickets, undo
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.undo import LastAction

UNDO_WITHIN = timedelta(seconds=10)


def take_back(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Undoes the officer's own last action on the leg, within UNDO_WITHIN: all is as it was before, also in the log.

    A leg that the action opened is gone again, unless somebody went on with it. What the system said of the time by
    that action goes with it, what people said stays. Raises NotFound, NothingToUndo (too late, another's, or done
    before the desk was opened anew), NoDesk, NotAllowed (it would be at a counter that is not the officer's),
    CounterBusy (another one is there), OnBreak, OtherDay (it would wait for a day that is over).
    """
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        last = undo.read(found.undo)
        if last is None or last.officer_id != officer_id or not timedelta() <= work.now - last.at <= UNDO_WITHIN:
            raise NothingToUndo
        if jumps.was_set_since(work, last.at):  # else what is long past could be taken back when its time comes again
            raise NothingToUndo
        if last.opened is not None:
            _remove(work, last.opened)
        held = counters.held_by(work.connection, officer_id)
        if last.before.state in AT_COUNTER:
            _require_own_free_counter(work, officer_id, leg_id, last)
        if last.before.state == State.WAITING:
            require_still_waits(work, found)
        _move_back(work, found, last)
        if last.action == Action.RECALL:
            announcements.withdraw(work.connection, office_id, leg_id, since=last.at)
        if last.turn is not None and found.leg.counter_id is not None:
            *runs, day = last.turn
            counters.set_turn(work.connection, found.leg.counter_id, Turn(*runs), day=day)
        work.record(
            events.ActionUndone(
                ticket_id=found.leg.ticket_id, leg_id=leg_id, action=last.action.value,
                next_leg_id=last.opened.leg_id if last.opened else None,
                counter_id=held.counter_id if held else None, officer_id=officer_id,
            )
        )  # fmt: skip
        return tickets.ticket_leg(work.connection, office_id, leg_id)


def _move_back(work: Work, found: TicketLeg, last: LastAction) -> None:
    """The leg as it was, but for what people have said of its time meanwhile: that is theirs to take back."""
    was = marks.of_leg(work.connection, found.leg.leg_id)
    stay = taken_back(was, before={why: each for why, each in was.items() if why not in last.doubts})
    tickets.move(work.connection, found, replace(last.before, inaccurate=standing(stay)))
    marks.change(work.connection, found.leg.leg_id, was, stay)


def _remove(work: Work, opened: Leg) -> None:
    """Takes away the leg that the action opened, unless somebody has gone on with it."""
    found = tickets.ticket_leg(work.connection, work.office.id, opened.leg_id)
    if found.leg != opened:
        raise NothingToUndo
    tickets.remove_leg(work.connection, found)


def _require_own_free_counter(work: Work, officer_id: int, leg_id: int, last: LastAction) -> None:
    held = held_counter(work, officer_id)
    if held.counter_id != last.before.counter_id:
        raise NotAllowed
    if held.opened_at > last.at:  # in an earlier session, and nobody sat there in between
        raise NothingToUndo
    busy = tickets.at_counter(work.connection, held.counter_id)
    if busy is None or busy.leg.leg_id != leg_id:
        require_idle(work, held)
