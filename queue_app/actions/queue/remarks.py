"""What officers say about a ticket: a note for colleagues, and that a time tells nothing."""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.queue.legs import require_today
from queue_app.actions.queue.marks import doubt, say
from queue_app.actions.queue.overtaken import not_now
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotAllowed
from queue_app.domain.log.time_errors import NoSuchDoubt
from queue_app.domain.queue.lifecycle import Action, State
from queue_app.domain.queue.marks import Mark, Speaker
from queue_app.domain.queue.outcomes import LONGEST_NOTE, WITHDRAWALS
from queue_app.store.desk import Desk, Work
from queue_app.store.queue import marks, notes, tickets
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


def mark_time(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, is_supervisor: bool) -> TicketLeg:
    """Says that a finished leg's time tells nothing ("waktu tidak akurat"), on the same day; saying it twice is once.

    The leg stays counted, and out of the time statistics. Raises NotFound, NotAllowed (a colleague's leg),
    IllegalTransition (not finished), OtherDay.
    """
    with desk.transaction(office_id) as work:
        found, speaker = _finished(work, leg_id, officer_id, is_supervisor=is_supervisor)
        if speaker.marks_as is None:
            raise NotAllowed
        if not speaker.may_mark(marks.of_leg(work.connection, leg_id)):
            return found
        return replace(found, leg=doubt(work, found.leg, speaker.marks_as.value, officer_id=officer_id))


def withdraw_doubt(
    desk: Desk, office_id: int, *, leg_id: int, officer_id: int, why: str, is_supervisor: bool,
    reason: str | None = None, text: str = "",
) -> TicketLeg:  # fmt: skip
    """Takes back the own mark on a leg's time, or withdraws another's as a supervisor, with a reason; on the same day.

    why: which mark, a key of DOUBTS. reason: a key of WITHDRAWALS, not asked of who made the mark. text: more of it,
    kept as a note. Raises NotFound, NotAllowed (a fact, another's mark, one on the supervisor's own leg), NoSuchDoubt
    (it does not stand), BadInput (reason, text), IllegalTransition, OtherDay.
    """
    check_note(text, is_needed=False)
    with desk.transaction(office_id) as work:
        found, speaker = _finished(work, leg_id, officer_id, is_supervisor=is_supervisor)
        mark = _standing(work, found, why)
        if not (speaker.may_take_back(mark) or speaker.may_withdraw(mark)):
            raise NotAllowed
        told = None if speaker.may_take_back(mark) else _reason(reason)
        if text.strip():
            write_note(work, found, officer_id=officer_id, text=text)
        return replace(
            found,
            leg=say(work, found.leg, events.DoubtWithdrawn(**_of(found), why=why, officer_id=officer_id, reason=told)),
        )


def dispute_doubt(desk: Desk, office_id: int, *, leg_id: int, officer_id: int, why: str) -> TicketLeg:
    """The leg's officer says that another's mark is wrong, on the same day. It stands until a supervisor withdraws it.

    why: which mark, a key of DOUBTS. Saying it twice is once. Raises NotFound, NotAllowed (the own mark, a colleague's
    leg), NoSuchDoubt (it does not stand), IllegalTransition, OtherDay.
    """
    with desk.transaction(office_id) as work:
        found, speaker = _finished(work, leg_id, officer_id, is_supervisor=False)
        mark = _standing(work, found, why)
        if speaker.is_legs_officer and mark.disputed_by_id == officer_id:
            return found
        if not speaker.may_dispute(mark):
            raise NotAllowed
        disputed = events.DoubtDisputed(**_of(found), why=why, officer_id=officer_id)
        return replace(found, leg=say(work, found.leg, disputed))


def _finished(work: Work, leg_id: int, officer_id: int, *, is_supervisor: bool) -> tuple[TicketLeg, Speaker]:
    """A leg whose time can be spoken of, and who speaks. Raises NotFound, IllegalTransition, OtherDay."""
    found = tickets.ticket_leg(work.connection, work.office.id, leg_id)
    if found.leg.state != State.FINISHED:
        raise not_now(work, found, Action.FINISH)
    require_today(work, found)
    return found, Speaker(officer_id, found.leg.officer_id == officer_id, is_supervisor)


def _standing(work: Work, found: TicketLeg, why: str) -> Mark:
    mark = marks.of_leg(work.connection, found.leg.leg_id).get(why)
    if mark is None or not mark.stands:
        raise NoSuchDoubt(number=found.shown)
    return mark


def _reason(reason: str | None) -> str:
    if reason not in WITHDRAWALS:
        raise BadInput(field="reason", expected=", ".join(WITHDRAWALS))
    return reason


def _of(found: TicketLeg) -> dict[str, int]:
    return {"ticket_id": found.leg.ticket_id, "leg_id": found.leg.leg_id}


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
