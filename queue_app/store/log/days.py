"""The part of an office's log that tells certain business dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log import reading


def recorded_of(  # its ranges come with the table of them; until then it is the whole log
    connection: Connection,
    office_id: int,
    first: date,  # noqa: ARG001
    last: date,  # noqa: ARG001
) -> Iterator[Recorded]:
    """Every event that tells the business dates `first` to `last`, in order, and others among them.

    Those are: all of each ticket of these dates, all of each desk session that was opened on them, and every jump of
    the clock from the first of these events to the last. Of other tickets and sessions some events may come along, and
    not all: whoever folds them leaves those out. Raises BrokenLog naming an event that is missing or changed.
    """
    end = reading.head(connection, office_id)
    for found in reading.behind(connection, office_id, reading.place(connection, office_id, 0), last=end.seq):
        yield found.recorded
