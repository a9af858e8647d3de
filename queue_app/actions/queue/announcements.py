"""A call takes its turn in its hall: a row of the same transaction as the call itself.

What of it is said, and how long that takes, follows from the office's rules and clips; nothing sounds here.
"""

from __future__ import annotations

import math

from queue_app.domain.log.clock import ClockSet
from queue_app.domain.log.errors import CallAgainFirst, CallNotHeard
from queue_app.domain.queue.absence import absent_from, calls_needed
from queue_app.store.desk import Work
from queue_app.store.hall import announcements
from queue_app.store.hall.announcements import EVERYWHERE
from queue_app.store.office.now import office_at_work
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tickets import TicketLeg

SLACK_S = 3.0  # for the way of a display's acknowledgement


def announce(work: Work, held: HeldCounter, called: TicketLeg) -> None:
    """The call takes its turn: behind whatever is spoken in its hall, so that no two are ever heard at once.

    A counter of no zone is called everywhere, and waits for every hall. One statement.
    """
    announcements.add(
        work.connection, work.office.id, _hall(work, held), leg_id=called.leg.leg_id, counter_id=held.counter_id,
        now=work.now, length_s=office_at_work(work).announcement_s(number=called.shown, counter=held.counter),
        slack_s=SLACK_S,
    )  # fmt: skip


def announce_again(work: Work, held: HeldCounter, called: TicketLeg) -> None:
    """A recall takes its turn as a call does, unless one of the ticket is still to come: the room hears that anyway.

    Else whoever presses again because the room is slow to speak would make it slower for everybody.
    """
    if not announcements.is_to_come(work.connection, work.office.id, called.leg.leg_id, now=work.now):
        announce(work, held, called)


def require_heard(work: Work, called: TicketLeg) -> None:
    """That the room has heard the ticket as often as the office asks. Raises CallAgainFirst, CallNotHeard."""
    needed = calls_needed(office_at_work(work).rules.recalls_before_no_show)
    own = [ClockSet(work.now, work.jump.by_s)] if work.jump else []
    calls = announcements.calls_of(work.connection, work.office.id, called.leg.leg_id, now=work.now, own=own)
    since = absent_from(calls, needed=needed)
    if since is None:
        raise CallAgainFirst(number=called.shown, left=needed - len(calls))
    if since > work.now:
        raise CallNotHeard(number=called.shown, seconds=math.ceil((since - work.now).total_seconds()))


def _hall(work: Work, held: HeldCounter) -> str:
    hall = office_at_work(work).hall_of(held.zone)
    return EVERYWHERE if hall is None else hall
