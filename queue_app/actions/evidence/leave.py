"""Leave and duty elsewhere: an officer asks and withdraws, a supervisor or the head decides."""

from __future__ import annotations

from queue_app.domain.evidence import leave
from queue_app.domain.evidence.leave import Span
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.store.desk import Desk
from queue_app.store.evidence import leave as rows


def ask(desk: Desk, office_id: int, span: Span, *, kind: str, words: str, officer_id: int) -> int:
    """Asks for oneself; answers the number of the request. Neither kind nor words are in the log.

    Raises BadInput, LeaveOverlaps, TooMuchAsked.
    """
    with desk.transaction(office_id) as work:
        kept = leave.checked(span, kind, words, today=work.today)
        own = rows.of_officer(work.connection, office_id, officer_id)
        leave.require_free(span, [(each.span, each.state) for each in own])
        number = rows.add(work.connection, office_id, officer_id, span, kind=kind, words=kept, at=work.now)
        work.record(
            events.LeaveAsked(
                leave_id=number, officer_id=officer_id, first_day=span.first.isoformat(),
                last_day=span.last.isoformat(), from_min=span.from_min, until_min=span.until_min,
            )
        )  # fmt: skip
    return number


def withdraw(desk: Desk, office_id: int, *, leave_id: int, officer_id: int) -> None:
    """Takes back the own request, also one that was approved. Raises NotFound."""
    with desk.transaction(office_id) as work:
        if not rows.withdraw(work.connection, office_id, officer_id, leave_id, at=work.now):
            raise NotFound(what="request")
        work.record(events.LeaveWithdrawn(leave_id=leave_id, officer_id=officer_id))


def decide(desk: Desk, office_id: int, *, leave_id: int, decision: str, reason: str, by: int) -> None:
    """Approves or refuses what waits; a refusal says why. Deciding twice alike is once.

    Raises NotFound, OwnLeave, NotYourDecision, BadInput, LeaveDecided.
    """
    with desk.transaction(office_id) as work:
        found = rows.one(work.connection, office_id, leave_id)
        if found is None:
            raise NotFound(what="request")
        decider = by, rows.role(work.connection, office_id, by)
        leave.require_decider(asker=(found.officer_id, found.role), decider=decider)
        if found.state == decision and found.reason == " ".join(reason.split()):
            return
        kept = leave.decided(found.state, decision, reason)
        rows.decide(work.connection, leave_id, decision, reason=kept, by=by, at=work.now)
        work.record(events.LeaveDecided(leave_id=leave_id, officer_id=found.officer_id, decision=decision, by_id=by))
