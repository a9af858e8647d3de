"""A head of the unit opens one officer's report: for a reason, which the log and the officer learn."""

from __future__ import annotations

from queue_app.actions.evidence.steps import Whose, hashed, taken, text_of
from queue_app.domain.evidence.cycle import OPENED
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.store.desk import Desk
from queue_app.store.evidence import cycle_words


def open_letter(desk: Desk, whose: Whose, *, reader_id: int, reason: str, words: str) -> None:
    """The report stands open to the reader until the business date ends; pressing twice on one day is once.

    reason: a key of OPENED. words: more of it, kept beside the log. Raises BadInput, NotFound.
    """
    if reason not in OPENED:
        raise BadInput(field="reason", expected=", ".join(OPENED))
    kept = text_of(words, field="words")
    with taken(desk, whose) as asked:
        work = asked.work
        whom = cycle_words.Reading(whose.officer_id, whose.period.code, reader_id, work.today)
        if cycle_words.is_open_to(work.connection, whom):
            return
        cycle_words.open_letter(work.connection, whose.office_id, whom, reason=reason, words=kept, at=work.now)
        work.record(events.LetterOpened(**asked.named, reason=reason, sha256=hashed(kept), by_id=reader_id))
