"""The end of a day. Nothing is deleted: what was left waiting is marked, so that no number disappears unexplained."""

from __future__ import annotations

from queue_app.domain import events, numbering
from queue_app.domain.lifecycle import Action
from queue_app.domain.timeline import moved
from queue_app.store import tickets
from queue_app.store.desk import Desk


def expire_left_over(desk: Desk, office_id: int) -> int:
    """Marks what earlier business dates left waiting or held as expired; answers how many.

    A ticket that is open at a counter overnight stays open: only its officer knows what became of it.
    """
    with desk.transaction(office_id) as work:
        today = numbering.business_date(work.now, work.office.zone)
        left = tickets.left_over(work.connection, office_id, before=today)
        for found in left:
            event = events.TicketExpired(ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id)
            tickets.move(work.connection, found, moved(found.leg, Action.EXPIRE, at=work.now))
            work.record(event)
    return len(left)
