"""What an officer does with the ticket at the counter that the officer holds; calling it is in `calls`.

Every function is one transaction and answers the leg as it is afterwards. Shared refusals: NotFound (no such leg),
NoDesk (the officer holds no counter), AtOtherCounter (by whom, since when), IllegalTransition (what happened).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from queue_app.actions.queue import proposed
from queue_app.actions.queue.announcements import announce_again, require_heard
from queue_app.actions.queue.legs import apply, at_own_counter, held_counter, require_idle, write
from queue_app.actions.queue.marks import doubt, keep
from queue_app.actions.queue.overtaken import require_legal
from queue_app.actions.queue.visits import go_on
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.outcomes import HOLDS, MOST_DOCUMENTS, MOST_FAMILY, Outcome
from queue_app.domain.queue.timeline import Leg, moved
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.queue import marks, tickets, undo
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.undo import LastAction

LONGEST_HOLD_MIN = 480


@dataclass(frozen=True, slots=True)
class Finish:
    """What became of a service. documents: how many were handled. missing: requirements that were not there.

    family: for how many people, where the service asks; None: nobody said.
    """

    outcome: str = Outcome.SELESAI
    documents: int = 1
    missing: tuple[str, ...] = ()
    next_service_id: int | None = None  # the visit goes on there, without a new ticket ...
    stay: bool = False  # ... at this very counter, at once
    family: int | None = None


DONE = Finish()


def recall(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Calls the ticket again; its place and the time of its first call stay."""
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.RECALL)
        event = events.TicketRecalled(**_here(found, held.counter_id, officer_id))
        called = apply(work, found, Action.RECALL, event, officer_id=officer_id)
        announce_again(work, held, called)
        return called


def start(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The citizen is at the counter: the service time begins here, not at the call."""
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.START)
        event = events.ServiceStarted(**_here(found, held.counter_id, officer_id))
        return apply(work, found, Action.START, event, officer_id=officer_id)


def no_show(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """The citizen was called and did not come. Raises CallAgainFirst, CallNotHeard: the room must have heard it."""
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.NO_SHOW)
        require_heard(work, found)
        event = events.CitizenAbsent(**_here(found, held.counter_id, officer_id))
        return apply(work, found, Action.NO_SHOW, event, officer_id=officer_id)


def hold(
    desk: Desk, office_id: int, *, leg_id: int, officer_id: int, reason: str, back_in_min: int | None = None
) -> TicketLeg:
    """Interrupts the service; the counter is free and the time on hold is not service time.

    reason: a key of HOLDS. back_in_min: when the citizen means to return. Raises BadInput.
    """
    if reason not in HOLDS:
        raise BadInput(field="reason", expected=", ".join(HOLDS))
    if back_in_min is not None and not 1 <= back_in_min <= LONGEST_HOLD_MIN:
        raise BadInput(field="back_in_min", expected=f"1-{LONGEST_HOLD_MIN}")
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.HOLD)
        back_at = (work.now + timedelta(minutes=back_in_min)).isoformat() if back_in_min else None
        event = events.ServiceHeld(**_here(found, held.counter_id, officer_id), reason=reason, back_at=back_at)
        return apply(work, found, Action.HOLD, event, officer_id=officer_id)


def resume(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
    """Goes on with a held ticket at the officer's counter, which must be free (CounterBusy, OnBreak).

    Another officer than the one who held it may do so, or the citizen would wait for ever when that one has gone home;
    the leg's time then says nothing about either, and is marked so.
    """
    with desk.transaction(office_id) as work:
        held = held_counter(work, officer_id)
        found = tickets.ticket_leg(work.connection, office_id, leg_id)
        require_legal(work, found, Action.RESUME)
        require_idle(work, held)
        event = events.ServiceResumed(**_here(found, held.counter_id, officer_id))
        doubts = _second_officer(work, found.leg, officer_id)
        resumed = apply(work, found, Action.RESUME, event, officer_id=officer_id, doubts=doubts)
        if doubts:
            resumed = replace(resumed, leg=replace(resumed.leg, inaccurate=keep(work, found.leg, event).inaccurate))
        return resumed


def _second_officer(work: Work, leg: Leg, officer_id: int) -> tuple[str, ...]:
    is_first = leg.officer_id != officer_id and "two_officers" not in marks.of_leg(work.connection, leg.leg_id)
    return ("two_officers",) if is_first else ()


def finish(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, done: Finish = DONE) -> TicketLeg:
    """The service is done. Answers the finished leg, or the one that the visit goes on with.

    A time that is odd is kept and marked as not to be believed (`proposed.doubts`). A ticket that was sent here
    "and back" returns to the counter it came from. Raises BadInput (outcome, documents, missing,
    family), SameService,
    ServiceClosed (of the next service).
    """
    with desk.transaction(office_id) as work:
        held, found = at_own_counter(work, leg_id, officer_id, Action.FINISH)
        _check(work, found, done)
        event = events.ServiceFinished(
            **_here(found, held.counter_id, officer_id), outcome=done.outcome, documents=done.documents,
            missing="\n".join(done.missing) or None, family=done.family,
        )  # fmt: skip
        leg = moved(found.leg, Action.FINISH, at=work.now, event=event)
        doubts = proposed.doubts(work, found, leg)
        last = LastAction(Action.FINISH, work.now, officer_id, found.leg, doubts=doubts)
        finished = write(work, found, replace(found, leg=leg, undo=undo.written(last)), event)
        for why in doubts:
            finished = replace(finished, leg=doubt(work, finished.leg, why))
        return go_on(work, held, finished, last, service_id=done.next_service_id, stay=done.stay)


def _check(work: Work, found: TicketLeg, done: Finish) -> None:
    if done.outcome not in set(Outcome):
        raise BadInput(field="outcome", expected=", ".join(Outcome))
    if not 0 <= done.documents <= MOST_DOCUMENTS:
        raise BadInput(field="documents", expected=f"0-{MOST_DOCUMENTS}")
    if done.family is not None and not 1 <= done.family <= MOST_FAMILY:
        raise BadInput(field="family", expected=f"1-{MOST_FAMILY}")
    if done.outcome != Outcome.BERKAS_KURANG:
        if done.missing:
            raise BadInput(field="missing", expected=f"outcome {Outcome.BERKAS_KURANG}")
        return
    service = catalogue.service(work.connection, work.office.id, found.leg.service_id)
    required = {*service.requirements("id"), *service.requirements("en")}
    if not set(done.missing) <= required or (required and not done.missing):
        raise BadInput(field="missing", expected="; ".join(service.requirements("id")))


def _here(found: TicketLeg, counter_id: int, officer_id: int) -> dict[str, int]:
    leg = found.leg
    return {"ticket_id": leg.ticket_id, "leg_id": leg.leg_id, "counter_id": counter_id, "officer_id": officer_id}
