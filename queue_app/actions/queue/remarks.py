"""What officers say about a ticket: a note for colleagues, and that a time tells nothing."""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.queue.legs import mark, require_today
from queue_app.actions.queue.overtaken import not_now
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotAllowed
from queue_app.domain.queue.lifecycle import Action, State
from queue_app.domain.queue.outcomes import LONGEST_NOTE
from queue_app.domain.queue.performance import WITHDRAWABLE
from queue_app.store.desk import Desk, Work
from queue_app.store.queue import notes, tickets
from queue_app.store.queue.tickets import TicketLeg


def note(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, text: str) -> TicketLeg:
    """Keeps a note for whoever serves this visit next. It is deleted after a time, and is no part of the log.

    Raises NotFound, BadInput (empty or longer than LONGEST_NOTE characters).
    """
    check_note(text, is_needed=True)
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        write_note(work, found, officer_id=officer_id, text=text)
    return found


def mark_time(
    desk: Desk, office_id: int, *, leg_id: int, officer_id: int, is_accurate: bool, is_supervisor: bool
) -> TicketLeg:
    """Says that a finished leg's time tells nothing ("waktu tidak akurat"), or takes that back, on the same day.

    The leg stays counted, and out of the time statistics. What the system knows for certain (another day, two
    officers) cannot be taken back. Raises NotFound, NotAllowed (a colleague's leg), IllegalTransition, OtherDay.
    """
    with desk.transaction(office_id) as work:
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        leg = found.leg
        if leg.state != State.FINISHED:
            raise not_now(work, found, Action.FINISH)
        if leg.officer_id != officer_id and not is_supervisor:
            raise NotAllowed
        require_today(work, found)
        why = None if is_accurate else (leg.inaccurate or "officer")
        if why == leg.inaccurate:
            return found
        if leg.inaccurate is not None and leg.inaccurate not in WITHDRAWABLE:
            raise NotAllowed
        mark(work, leg, why, officer_id=officer_id)
    return replace(found, leg=replace(leg, inaccurate=why))


def check_note(text: str, *, is_needed: bool) -> None:
    """Raises BadInput for a note that cannot be kept."""
    if len(text) > LONGEST_NOTE or "\0" in text or (is_needed and not text.strip()):
        raise BadInput(field="text", expected=f"1-{LONGEST_NOTE}")


def write_note(work: Work, found: TicketLeg, *, officer_id: int, text: str) -> None:
    """The note's row, and in the log that there is one."""
    ticket_id = found.leg.ticket_id
    note_id = notes.add(
        work.connection, work.office.id, ticket_id=ticket_id, officer_id=officer_id, at=work.now, text=text.strip()
    )
    work.record(
        events.TicketNoted(ticket_id=ticket_id, leg_id=found.leg.leg_id, note_id=note_id, officer_id=officer_id)
    )
