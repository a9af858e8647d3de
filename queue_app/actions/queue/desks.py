"""An officer takes a counter, is away from it for a while, hands it over, and gives it back.

The database allows one officer a counter and one counter an officer.
"""

from __future__ import annotations

from queue_app.actions.queue.legs import held_counter, require_colleague, require_free
from queue_app.actions.queue.marks import pass_on
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, ColleagueBusy, CounterTaken, DeskAlreadyOpen
from queue_app.domain.queue.desks import BREAKS, Ending
from queue_app.store.desk import Desk, Work
from queue_app.store.queue import counters, tickets
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus


def open_desk(desk: Desk, office_id: int, *, counter_id: int, officer_id: int) -> HeldCounter:
    """The officer holds the counter from now on; asking again for the same counter changes nothing.

    Raises NotFound, CounterTaken (by whom, since when), DeskAlreadyOpen (the officer holds another counter).
    """
    with desk.transaction(office_id) as work:
        if (own := _own(work, counter_id, officer_id)) is not None:
            return own
        other = counters.holder_of(work.connection, counter_id)
        if other is not None:
            raise CounterTaken(counter=other.counter, officer=other.officer, since=other.opened_at)
        return _open(work, counter_id, officer_id)


def close_desk(desk: Desk, office_id: int, *, officer_id: int) -> None:
    """The officer gives the counter back. Raises NoDesk, CounterBusy (a ticket is still open there)."""
    with desk.transaction(office_id) as work:
        held = held_counter(work, officer_id)
        require_free(work, held)
        counters.close_session(work.connection, held.session_id, at=work.now)
        work.record(events.DeskClosed(**_session(held), how=Ending.CLOSED.value))


def pause(desk: Desk, office_id: int, *, officer_id: int, status: DeskStatus, reason: str | None) -> None:
    """The officer has a break (reason: a key of BREAKS) or works in the back; the counter stays taken, calls nobody.

    Raises NoDesk, CounterBusy (a ticket is still open there), BadInput.
    """
    if status == DeskStatus.SERVING:
        raise BadInput(field="kind", expected=f"{DeskStatus.BREAK}, {DeskStatus.BACK_OFFICE}")
    if status == DeskStatus.BREAK and reason not in BREAKS:
        raise BadInput(field="reason", expected=", ".join(BREAKS))
    reason = reason if status == DeskStatus.BREAK else None
    with desk.transaction(office_id) as work:
        held = held_counter(work, officer_id)
        require_free(work, held)
        counters.set_status(work.connection, held.session_id, status, reason=reason, at=work.now)
        work.record(events.DeskPaused(**_session(held), status=status.value, reason=reason))


def come_back(desk: Desk, office_id: int, *, officer_id: int) -> None:
    """The officer is at the counter again; asking twice changes nothing. Raises NoDesk."""
    with desk.transaction(office_id) as work:
        held = held_counter(work, officer_id)
        if held.status == DeskStatus.SERVING:
            return
        counters.set_status(work.connection, held.session_id, DeskStatus.SERVING, reason=None, at=work.now)
        work.record(events.DeskBack(**_session(held)))


def hand_over(desk: Desk, office_id: int, *, officer_id: int, to_officer_id: int) -> None:
    """The counter goes to a colleague without being free in between.

    Raises NoDesk, CounterBusy (a ticket is still open there), NotFound, BadInput (nobody who serves), ColleagueBusy.
    """
    with desk.transaction(office_id) as work:
        held = held_counter(work, officer_id)
        require_free(work, held)
        require_colleague(work, to_officer_id, of=officer_id)
        theirs = counters.held_by(work.connection, to_officer_id)
        if theirs is not None:
            raise ColleagueBusy(officer=theirs.officer, counter=theirs.counter)
        counters.close_session(work.connection, held.session_id, at=work.now, how=Ending.HANDED_OVER)
        work.record(events.DeskHandedOver(**_session(held), to_officer_id=to_officer_id))
        _open(work, held.counter_id, to_officer_id)


def take_over(desk: Desk, office_id: int, *, counter_id: int, officer_id: int) -> HeldCounter:
    """A supervisor takes a counter whose officer is gone without closing it, with the ticket that is open there.

    That ticket is the supervisor's from now on. Where its service had begun, its time says nothing about either of the
    two, and is marked so. A counter that nobody holds is opened. Raises NotFound, DeskAlreadyOpen (the supervisor
    holds another counter).
    """
    with desk.transaction(office_id) as work:
        if (own := _own(work, counter_id, officer_id)) is not None:
            return own
        other = counters.holder_of(work.connection, counter_id)
        if other is not None:
            counters.close_session(work.connection, other.session_id, at=work.now, how=Ending.TAKEN_OVER)
            work.record(events.DeskTakenOver(**_session(other), by_id=officer_id))
            found = tickets.at_counter(work.connection, counter_id)
            if found is not None:
                pass_on(work, found.leg, officer_id=officer_id)
        return _open(work, counter_id, officer_id)


def _own(work: Work, counter_id: int, officer_id: int) -> HeldCounter | None:
    """The counter, where the officer holds it already. Raises NotFound, DeskAlreadyOpen (it is another one)."""
    counters.require(work.connection, work.office.id, counter_id)
    own = counters.held_by(work.connection, officer_id)
    if own is not None and own.counter_id != counter_id:
        raise DeskAlreadyOpen(counter=own.counter, since=own.opened_at)
    return own


def _open(work: Work, counter_id: int, officer_id: int) -> HeldCounter:
    session_id = counters.open_session(
        work.connection, work.office.id, counter_id=counter_id, officer_id=officer_id, at=work.now
    )
    work.record(events.DeskOpened(desk_session_id=session_id, counter_id=counter_id, officer_id=officer_id))
    held = counters.held_by(work.connection, officer_id)
    assert held is not None  # noqa: S101 - opened three lines above
    return held


def _session(held: HeldCounter) -> dict[str, int]:
    return {"desk_session_id": held.session_id, "counter_id": held.counter_id, "officer_id": held.officer_id}
