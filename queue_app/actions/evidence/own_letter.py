"""What an officer does with the own report: targets, a note, disputes, and the word that it was discussed.

Every function is one transaction. Words of the officer take back the supervisor's word that all was discussed.
"""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.actions.evidence.steps import Whose, hashed, taken, text_of
from queue_app.domain.evidence import records, targets
from queue_app.domain.evidence.cycle import Step
from queue_app.domain.evidence.records import RecordId
from queue_app.domain.evidence.targets import Target
from queue_app.domain.log import events
from queue_app.domain.log.cycle_errors import LetterChanged
from queue_app.domain.log.errors import NotFound
from queue_app.store.desk import Desk, Work
from queue_app.store.evidence import cycle, cycle_words, facts
from queue_app.store.evidence.cycle import Report

_UNREAD = {"supervisor_discussed_by": None, "supervisor_discussed_at": None}


def set_targets(desk: Desk, whose: Whose, rows: Sequence[Target]) -> None:
    """These rows of the SKP in place of those that were there. Raises BadInput, LetterLocked, NotFound."""
    kept = targets.check(list(rows))
    with taken(desk, whose) as own:
        own.require(Step.TARGET)
        if cycle_words.targets(own.work.connection, own.report.id) == kept:
            return
        report = own.change(**_UNREAD)
        cycle_words.set_targets(own.work.connection, report.id, kept)
        own.work.record(events.TargetsSet(**own.named, sha256=targets.hashed(kept)))


def note(desk: Desk, whose: Whose, *, text: str) -> None:
    """The officer's note to the report, in place of an earlier one; an empty one takes it out.

    Raises BadInput, LetterLocked, NotFound.
    """
    kept = text_of(text, field="note", is_needed=False)
    with taken(desk, whose) as own:
        own.require(Step.NOTE)
        if own.report.note == kept:
            return
        own.change(note=kept, noted_at=own.work.now, **_UNREAD)
        own.work.record(events.LetterNoted(**own.named, sha256=hashed(kept)))


def dispute(desk: Desk, whose: Whose, *, about: str, reason: str) -> None:
    """Disputes one record of the own ones, or the report as a whole. Pressing twice is once.

    about: RecordId.code, in whatever way it is written, "": the whole. Raises BadInput, NotFound, LetterLocked,
    NotThisStep (nothing is published), TermOver, LetterChanged (a dispute about it waits already).
    """
    kept, record = text_of(reason, field="reason"), records.read(about) if about else None
    if record:
        _require_own(desk, whose, record)
        about = record.code
    with taken(desk, whose) as own:
        waiting = [each for each in cycle_words.disputes(own.work.connection, own.report.id) if each.decision is None]
        same = next((each for each in waiting if each.about == about), None)
        if same and same.reason == kept:
            return
        own.require(Step.DISPUTE)
        if same:
            raise LetterChanged
        report = own.change(officer_discussed_at=None, **_UNREAD)
        dispute_id = cycle_words.add_dispute(
            own.work.connection, report.id, version=report.version, about=about, reason=kept, made_at=own.work.now
        )
        own.work.record(
            events.RecordDisputed(
                **own.named,
                dispute_id=dispute_id,
                of_ticket=record.ticket_id if record else None,
                of_service=record.service_id if record else None,
                sha256=hashed(kept),
            )
        )


def _require_own(desk: Desk, whose: Whose, record: RecordId) -> None:
    """That it is a record of this officer in this period. Raises NotFound."""
    is_within = whose.period.first <= record.day <= whose.period.last
    with desk.reading() as connection:
        day = facts.cases(connection, whose.office_id, record.day, record.day) if is_within else []
    if not any(case.officer_id == whose.officer_id and records.of(case) == record for case in day):
        raise NotFound(what="record")


def discuss(desk: Desk, whose: Whose, *, seen: int) -> None:
    """The officer says that the report was discussed. Saying it twice is once.

    seen: the revision that was read. Raises NotFound, LetterLocked, NotThisStep, LetterChanged.
    """
    with taken(desk, whose) as own:
        if own.report.officer_discussed_at is not None:
            return
        own.require(Step.DISCUSS)
        own.require_seen(seen)
        own.change(officer_discussed_at=own.work.now)
        own.work.record(events.LetterDiscussed(**own.named, version=own.report.version, by_id=whose.officer_id))


def receive(desk: Desk, whose: Whose, report: Report) -> None:
    """The officer has opened the published draft: noted once a version, and nobody waits for it."""
    if report.received_at is not None or report.version == 0 or report.is_locked:
        return

    def write(work: Work) -> None:
        if cycle.note_received(work.connection, report, at=work.now):
            work.record(
                events.DraftReceived(officer_id=whose.officer_id, period=whose.period.code, version=report.version)
            )

    desk.aside(("received", report.id, report.version), whose.office_id, write)
