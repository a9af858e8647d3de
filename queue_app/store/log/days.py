"""Reading what tells certain business dates, and no more of the log than that; every event is held to the chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.queue.day_ranges import Range, parts
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log import day_rows, reading
from queue_app.store.log.reading import Sequenced


def recorded_of(connection: Connection, office_id: int, first: date, last: date) -> Iterator[Recorded]:
    """Every event that tells the business dates `first` to `last`, in order, and others among them.

    Those are: all of each ticket of these dates, all of each desk session that was opened on them with what was done
    at its counter, and every jump of the clock among them. Of other tickets and sessions some events may come along,
    and not all: whoever folds them leaves those out. Raises BrokenLog naming an event that is missing or changed.
    """
    for _seq, recorded in sequenced_of(connection, office_id, first, last):
        yield recorded


def sequenced_of(connection: Connection, office_id: int, first: date, last: date) -> Iterator[Sequenced]:
    """The same with their numbers in the log."""
    for each in ranges_of(connection, office_id, first, last):
        before = reading.place(connection, office_id, each.first - 1)
        yield from reading.behind(connection, office_id, before, last=each.last)


def ranges_of(connection: Connection, office_id: int, first: date, last: date) -> list[Range]:
    """Where they stand, by the rows and by what the log tells behind them."""
    ranges = day_rows.of_days(connection, office_id, first=first, last=last)
    for day, found in day_rows.untold(connection, office_id).ranges.items():
        ranges.setdefault(day, []).extend(found)
    return parts(ranges, first, last)
