"""What is said of a leg's time becomes marks: every way to doubt, withdraw or dispute goes through here."""

from __future__ import annotations

from dataclasses import replace

from queue_app.domain.log import events
from queue_app.domain.queue.marks import after
from queue_app.domain.queue.timeline import Leg
from queue_app.store.desk import Work
from queue_app.store.queue import marks, tickets


def doubt(work: Work, leg: Leg, why: str, *, officer_id: int | None = None) -> Leg:
    """The leg's time is doubted; officer_id: by whom, None: the system. Answers the leg as it is shown then."""
    return say(work, leg, events.TimeMarked(ticket_id=leg.ticket_id, leg_id=leg.leg_id, why=why, officer_id=officer_id))


def say(work: Work, leg: Leg, event: events.Event) -> Leg:
    """Records what is said of the leg's time, and keeps what that makes of its marks."""
    kept = keep(work, leg, event)
    work.record(event)
    return kept


def keep(work: Work, leg: Leg, event: events.Event) -> Leg:
    """The same where the event is recorded by whoever made it."""
    was = marks.of_leg(work.connection, leg.leg_id)
    becomes = after(was, event, at=work.now, legs_officer=leg.officer_id)
    return replace(leg, inaccurate=marks.change(work.connection, leg.leg_id, was, becomes))


def pass_on(work: Work, leg: Leg, *, officer_id: int) -> None:
    """What is open at a counter is the officer's who has taken it over; a service that was under way had two of them.

    What the former officer did to it last is not taken back any more.
    """
    tickets.hand_on(work.connection, leg.leg_id, officer_id=officer_id)
    if leg.started_at is not None:
        doubt(work, replace(leg, officer_id=officer_id), "two_officers")
