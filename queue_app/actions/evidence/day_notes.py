"""Dated notes: somebody who watches the office says what changed on a day."""

from __future__ import annotations

from datetime import date

from queue_app.domain.evidence import day_notes
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.store.desk import Desk
from queue_app.store.evidence import day_notes as rows


def write(desk: Desk, office_id: int, *, day: date, text: str, officer_id: int) -> int:
    """Keeps a note of the day; answers its id. Its words are not in the log, that it was written is.

    Raises BadInput (no words, too many, a day that has not come).
    """
    with desk.transaction(office_id) as work:
        words = day_notes.checked(text, day, today=work.today)
        note_id = rows.add(work.connection, office_id, day=day, text=words, officer_id=officer_id, at=work.now)
        work.record(events.DayNoted(note_id=note_id, business_date=day.isoformat(), officer_id=officer_id))
    return note_id


def remove(desk: Desk, office_id: int, *, note_id: int, officer_id: int) -> None:
    """Takes a note off, whoever wrote it. Raises NotFound."""
    with desk.transaction(office_id) as work:
        day = rows.remove(work.connection, office_id, note_id)
        if day is None:
            raise NotFound(what="note")
        work.record(events.DayNoteRemoved(note_id=note_id, business_date=day.isoformat(), officer_id=officer_id))
