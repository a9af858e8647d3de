"""An officer takes a counter and gives it back.

The database allows one officer a counter and one counter an officer.
"""

from __future__ import annotations

from queue_app.domain.errors import CounterBusy, CounterTaken, DeskAlreadyOpen, NoDesk
from queue_app.domain.events import DeskClosed, DeskOpened
from queue_app.store import counters, tickets
from queue_app.store.counters import HeldCounter
from queue_app.store.desk import Desk


def open_desk(desk: Desk, office_id: int, *, counter_id: int, officer_id: int) -> HeldCounter:
    """The officer holds the counter from now on; asking again for the same counter changes nothing.

    Raises NotFound, CounterTaken (by whom, since when), DeskAlreadyOpen (the officer holds another counter).
    """
    with desk.transaction(office_id) as work:
        counters.require(work.connection, office_id, counter_id)
        own = counters.held_by(work.connection, officer_id)
        if own is not None and own.counter_id == counter_id:
            return own
        if own is not None:
            raise DeskAlreadyOpen(counter=own.counter, since=own.opened_at)
        other = counters.holder_of(work.connection, counter_id)
        if other is not None:
            raise CounterTaken(counter=other.counter, officer=other.officer, since=other.opened_at)
        session_id = counters.open_session(
            work.connection, office_id, counter_id=counter_id, officer_id=officer_id, at=work.now
        )
        work.record(DeskOpened(desk_session_id=session_id, counter_id=counter_id, officer_id=officer_id))
        held = counters.held_by(work.connection, officer_id)
    assert held is not None  # noqa: S101 - opened three lines above
    return held


def close_desk(desk: Desk, office_id: int, *, officer_id: int) -> None:
    """The officer gives the counter back. Raises NoDesk, CounterBusy (a ticket is still open there)."""
    with desk.transaction(office_id) as work:
        held = counters.held_by(work.connection, officer_id)
        if held is None:
            raise NoDesk
        busy = tickets.at_counter(work.connection, held.counter_id)
        if busy is not None:
            raise CounterBusy(number=busy.shown, leg_id=busy.leg.leg_id)
        counters.close_session(work.connection, held.session_id, at=work.now)
        work.record(DeskClosed(desk_session_id=held.session_id, counter_id=held.counter_id, officer_id=officer_id))
