"""A flood of numbers that no citizen took: staff are told, and one press takes it out of the queue."""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.actions.queue import legs
from queue_app.domain.log import events
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.outcomes import FLOOD
from queue_app.store.desk import Desk, Work
from queue_app.store.paper import jobs
from queue_app.store.queue import floods
from queue_app.store.queue.tickets import TicketLeg

AT_ONCE = 100  # tickets of one transaction: between two of them others get their turn


def notice(desk: Desk, office_id: int, *, place: str, ticket_ids: Sequence[int]) -> int:
    """Tells staff that these tickets were taken faster than people can; answers how many were not known as such yet.

    place: a mark of where they were taken, which says nothing of it by itself. What was told once is added to.
    """
    with desk.transaction(office_id) as work:
        flood_id = floods.open_flood(work.connection, office_id, place=place, day=work.today, at=work.now)
        count = floods.add_tickets(work.connection, flood_id, ticket_ids)
        if count:
            work.record(events.FloodNoticed(flood_id=flood_id, tickets=count))
    return count


def void(desk: Desk, office_id: int, flood_id: int, *, officer_id: int) -> int:
    """Cancels every ticket of the flood that still waits, each by its own event, and withdraws its paper.

    Answers how many. Who was called already is the counter's to end. Numbers are not given again: papers with them
    may lie about. Raises NotFound.
    """
    count = 0
    while True:
        with desk.transaction(office_id) as work:
            if floods.is_settled(work.connection, office_id, flood_id):
                return count  # a colleague was quicker
            waiting = floods.waiting(work.connection, office_id, flood_id, most=AT_ONCE)
            for found in waiting:
                _void(work, found, officer_id=officer_id)
            count += len(waiting)
            if len(waiting) < AT_ONCE:
                floods.settle(work.connection, flood_id, at=work.now)
                work.record(events.FloodSettled(flood_id=flood_id, tickets=count, officer_id=officer_id))
                return count


def keep(desk: Desk, office_id: int, flood_id: int, *, officer_id: int) -> None:
    """They are real: nobody is warned of these any more. Raises NotFound."""
    with desk.transaction(office_id) as work:
        if floods.is_settled(work.connection, office_id, flood_id):
            return
        floods.settle(work.connection, flood_id, at=work.now)
        work.record(events.FloodSettled(flood_id=flood_id, tickets=None, officer_id=officer_id))


def _void(work: Work, found: TicketLeg, *, officer_id: int) -> None:
    event = events.TicketCancelled(
        ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id, officer_id=officer_id, reason=FLOOD
    )
    legs.apply(work, found, Action.CANCEL, event, officer_id=officer_id)
    jobs.withdraw(work.connection, found.leg.ticket_id, at=work.now)
