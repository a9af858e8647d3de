"""What a supervisor does with the report of an officer: publish, decide disputes, feedback, discussed, lock.

Every function is one transaction; what is slow, the log being read whole, comes before it. Nobody evaluates the own
work. What the supervisor says takes back the officer's word that all was discussed.
"""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection

from queue_app.actions.evidence.steps import Taken, Whose, hashed, taken, text_of
from queue_app.actions.queue.marks import doubt, say
from queue_app.domain.evidence import letter, periods
from queue_app.domain.evidence.cycle import LOCKED_ALONE, Decision, Step, require_other
from queue_app.domain.evidence.letter import Snapshot
from queue_app.domain.evidence.records import RecordId
from queue_app.domain.log import events
from queue_app.domain.log.cycle_errors import LetterChanged, NothingDone, PeriodNotOver, TrialPeriod
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.marks import FACTS
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.timeline import Leg
from queue_app.store.desk import Desk
from queue_app.store.evidence import cycle, cycle_words, letters, locked_check, period, snapshots
from queue_app.store.evidence.cycle import Draft
from queue_app.store.evidence.cycle_words import Disputed
from queue_app.store.queue import marks, tickets

_ANEW = {"officer_discussed_at": None, "supervisor_discussed_by": None, "supervisor_discussed_at": None}


def publish(desk: Desk, whose: Whose, *, by: int, seen: int) -> None:
    """Publishes the figures of a period that is over, read from the log with its chain; the term for disputes begins.

    seen: the revision that was read. Pressing twice is once. Raises OwnLetter, TrialPeriod, PeriodNotOver, NothingDone,
    BrokenLog, NotFound, LetterLocked, NotThisStep (a dispute waits), LetterChanged.
    """
    require_other(whose.officer_id, by=by)
    made = _snapshot(desk, whose)
    content = letter.canonical(made)
    with taken(desk, whose) as theirs:
        if _is_pressed_again(theirs, by=by, seen=seen):
            return
        theirs.require(Step.PUBLISH)
        theirs.require_seen(seen)
        version, sha256 = theirs.report.version + 1, letter.sha256(content)
        report = theirs.change(version=version, received_at=None, **_ANEW)
        cycle.add_draft(theirs.work.connection, report, Draft(version, content.decode(), sha256, theirs.work.now, by))
        theirs.work.record(
            events.DraftPublished(**theirs.named, version=version, sha256=sha256, head_seq=made.log.seq, by_id=by)
        )


def feedback(desk: Desk, whose: Whose, *, text: str, by: int, seen: int) -> None:
    """The supervisor's feedback (umpan balik), in place of an earlier one.

    Raises OwnLetter, BadInput, NotFound, LetterLocked, NotThisStep, LetterChanged.
    """
    require_other(whose.officer_id, by=by)
    kept = text_of(text, field="feedback")
    with taken(desk, whose) as theirs:
        if theirs.report.feedback == kept:
            return
        theirs.require(Step.FEEDBACK)
        theirs.require_seen(seen)
        theirs.change(feedback=kept, feedback_by=by, feedback_at=theirs.work.now, officer_discussed_at=None)
        theirs.work.record(events.FeedbackGiven(**theirs.named, sha256=hashed(kept), by_id=by))


def decide(desk: Desk, whose: Whose, *, dispute_id: int, decision: str, answer: str, by: int) -> None:
    """Decides a dispute. Accepted: a record that counts is left out of all times, by a supervisor's mark; of one that
    is left out the doubts are withdrawn, facts apart. The figures are then published anew.

    answer: needed of a refusal. Deciding twice alike is once. Raises OwnLetter, BadInput, NotFound, LetterLocked,
    NotThisStep, LetterChanged (decided otherwise meanwhile).
    """
    require_other(whose.officer_id, by=by)
    if decision not in list(Decision):
        raise BadInput(field="decision", expected=", ".join(Decision))
    chosen = Decision(decision)
    kept = text_of(answer, field="answer", is_needed=chosen is Decision.REFUSED)
    with taken(desk, whose) as theirs:
        found = _dispute(theirs, dispute_id)
        if found.decision == chosen and found.decided_by == by:
            return
        theirs.require(Step.DECIDE)
        at = theirs.work.now
        if not cycle_words.decide(theirs.work.connection, dispute_id, chosen, words=kept, by=by, at=at):
            raise LetterChanged
        if chosen is Decision.ACCEPTED and found.record:
            _settle(theirs, found.record, by=by)
        theirs.change(**_ANEW)
        theirs.work.record(
            events.DisputeDecided(
                **theirs.named, dispute_id=dispute_id, decision=chosen.value, sha256=hashed(kept), by_id=by
            )
        )


def discuss(desk: Desk, whose: Whose, *, by: int, seen: int) -> None:
    """The supervisor says that the report was discussed. Saying it twice is once.

    Raises OwnLetter, NotFound, LetterLocked, NotThisStep, LetterChanged.
    """
    require_other(whose.officer_id, by=by)
    with taken(desk, whose) as theirs:
        if theirs.report.supervisor_discussed_at is not None:
            return
        theirs.require(Step.DISCUSS)
        theirs.require_seen(seen)
        theirs.change(supervisor_discussed_by=by, supervisor_discussed_at=theirs.work.now)
        theirs.work.record(events.LetterDiscussed(**theirs.named, version=theirs.report.version, by_id=by))


def lock(desk: Desk, whose: Whose, *, by: int, seen: int, reason: str = "") -> None:
    """Freezes the report for ever, as it was discussed; the log is held to its chain first, and the figures to the log.

    reason: a key of LOCKED_ALONE where the officer has not said that it was discussed; then only once the term for
    disputes is over. Locking twice is once. Raises OwnLetter, BadInput, NotFound, NotThisStep, TermRuns, LetterChanged,
    BrokenLog, LogRewritten, EvidenceDiffers.
    """
    require_other(whose.officer_id, by=by)
    if reason and reason not in LOCKED_ALONE:
        raise BadInput(field="reason", expected=", ".join(LOCKED_ALONE))
    with desk.reading() as connection:
        desk.offload(lambda: locked_check.require_sound(connection, whose))
    with taken(desk, whose) as theirs:
        if theirs.report.is_locked:
            return
        theirs.require(Step.LOCK_ALONE if reason else Step.LOCK)
        theirs.require_seen(seen)
        _lock(theirs, by=by, reason=reason)


def _lock(theirs: Taken, *, by: int, reason: str) -> None:
    connection, report = theirs.work.connection, theirs.report
    made = letters.published(connection, theirs.whose)
    if made is None:  # what is not published has no step that leads here
        raise NotFound(what="report")
    name = period.officers(connection, theirs.whose.office_id)[by].name
    content = letter.canonical(letters.locked(made, by=name, at=theirs.work.now, reason=reason))
    sha256 = letter.sha256(content)
    theirs.change(is_locked=True)
    cycle.add_locked(connection, report, content=content, sha256=sha256)
    theirs.work.record(
        events.LetterLocked(**theirs.named, version=report.version, sha256=sha256, reason=reason or None, by_id=by)
    )


def _snapshot(desk: Desk, whose: Whose) -> Snapshot:
    with desk.reading() as connection:
        _require_due(desk, whose, connection)
        found = cast(
            "Snapshot",
            desk.offload(
                lambda: snapshots.from_log(connection, whose.office_id, whose.period).snapshot(
                    whose.officer_id, made_at=desk.clock()
                )
            ),
        )
    if not (found.figures.volume or found.figures.desk.sessions or found.figures.returned):
        raise NothingDone
    return found


def _require_due(desk: Desk, whose: Whose, connection: Connection) -> None:
    office = desk.office(whose.office_id)
    if whose.officer_id not in period.officers(connection, whose.office_id):
        raise NotFound(what="officer")
    if periods.is_trial(cycle.evidence_from(connection, whose.office_id), whose.period):
        raise TrialPeriod
    if not whose.period.is_over(business_date(desk.clock(), office.time_zone)):
        raise PeriodNotOver(last=whose.period.last)


def _is_pressed_again(theirs: Taken, *, by: int, seen: int) -> bool:
    """Whether the same supervisor has just published what was read."""
    if theirs.report.revision != seen + 1:
        return False
    draft = cycle.draft(theirs.work.connection, theirs.report)
    return draft is not None and draft.published_by == by


def _dispute(theirs: Taken, dispute_id: int) -> Disputed:
    found = cycle_words.disputes(theirs.work.connection, theirs.report.id)
    one = next((each for each in found if each.id == dispute_id), None)
    if one is None:
        raise NotFound(what="dispute")
    return one


def _settle(theirs: Taken, record: RecordId, *, by: int) -> None:
    """What an accepted dispute makes of the record's time. Of an imported one the dispute itself leaves it out."""
    leg = _leg(theirs, record)
    if leg is None:
        return
    standing = [each for each in marks.of_leg(theirs.work.connection, leg.leg_id).values() if each.stands]
    if not standing:
        doubt(theirs.work, leg, "supervisor", officer_id=by)
    for mark in standing:
        if mark.why not in FACTS:
            leg = say(
                theirs.work,
                leg,
                events.DoubtWithdrawn(
                    ticket_id=leg.ticket_id, leg_id=leg.leg_id, why=mark.why, officer_id=by, reason="waktu_benar"
                ),
            )


def _leg(theirs: Taken, record: RecordId) -> Leg | None:
    """The leg that ended the record, if it was finished by this officer."""
    if record.is_imported:
        return None
    found = [
        each.leg
        for each in tickets.legs_of(theirs.work.connection, record.ticket_id)
        if each.office_id == theirs.whose.office_id
        and each.business_date == record.day
        and each.leg.service_id == record.service_id
        and each.leg.state == State.FINISHED
        and each.leg.officer_id == theirs.whose.officer_id
    ]
    return found[-1] if found else None
