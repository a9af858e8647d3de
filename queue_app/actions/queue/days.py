"""The end of a day. Nothing is deleted: what was left waiting is marked, so that no number disappears unexplained."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import cast

from queue_app.actions.queue import legs
from queue_app.domain.log import events
from queue_app.domain.queue import numbering
from queue_app.domain.queue.desks import Ending
from queue_app.store.desk import Desk
from queue_app.store.log import day_rows
from queue_app.store.log.day_rows import Found
from queue_app.store.queue import counters, tickets, usual_times

PACE_DAYS = 90  # of the past tell how long a service takes


def expire_left_over(desk: Desk, office_id: int) -> int:
    """Marks what earlier business dates left waiting or held as expired; answers how many.

    A ticket that is open at a counter overnight stays open: only its officer knows what became of it.
    """
    with desk.transaction(office_id) as work:
        left = tickets.left_over(work.connection, office_id, before=work.today)
        for found in left:
            event = events.TicketExpired(ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id, reason="day_ended")
            legs.end(work, found, event)
    return len(left)


def close_left_desks(desk: Desk, office_id: int) -> int:
    """Closes counters that somebody held on an earlier day and left; answers how many.

    A counter with a ticket still open stays with its officer, who alone knows what became of it.
    """
    with desk.transaction(office_id) as work:
        midnight = numbering.day_start(work.today, work.office.time_zone)
        left = counters.left_open(work.connection, office_id, before=midnight)
        idle = [held for held in left if tickets.at_counter(work.connection, held.counter_id) is None]
        for held in idle:
            counters.close_session(work.connection, held.session_id, at=work.now, how=Ending.DAY_END)
            work.record(
                events.DeskClosed(
                    desk_session_id=held.session_id,
                    counter_id=held.counter_id,
                    officer_id=held.officer_id,
                    how=Ending.DAY_END.value,
                )
            )
    return len(idle)


def renew_paces(desk: Desk, office_id: int) -> None:
    """Computes anew how long each service takes, from the days before today."""
    yesterday = numbering.business_date(desk.clock(), desk.office(office_id).time_zone) - timedelta(days=1)
    with desk.reading() as connection:
        found = usual_times.measured(connection, office_id, first=yesterday - timedelta(days=PACE_DAYS), last=yesterday)
    with desk.transaction(office_id) as work:
        usual_times.keep(work.connection, office_id, found, day=yesterday)


def note_days(desk: Desk, office_id: int) -> int:
    """Notes which part of the log tells which day, up to its end; answers how many events were looked at.

    A stretch at a time, outside the event loop: the first time it may be years. Whoever was faster wins.
    """
    looked_at = 0
    while True:
        with desk.reading() as connection:
            look = partial(day_rows.untold, connection, office_id, most=day_rows.STRETCH)
            found = cast("Found", desk.offload(look))
        if found.until.seq == found.since.seq:
            return looked_at
        with desk.transaction(office_id) as work:
            day_rows.keep(work.connection, office_id, found)
        looked_at += found.until.seq - found.since.seq
