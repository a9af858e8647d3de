"""The log of a day that goes on: read once, and then each time only what has happened since."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import NamedTuple, Self
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.log.events import Event, HistoryVisit
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log import days, reading
from queue_app.store.log.reading import Place


class _Day(NamedTuple):
    """What tells one business date, up to a place of the log. Never changed: who reads beside keeps what he has."""

    day: date
    until: Place
    seqs: tuple[int, ...]
    recorded: tuple[Recorded, ...]

    @classmethod
    def read(cls, connection: Connection, office_id: int, day: date, until: Place) -> Self:
        found = list(days.sequenced_of(connection, office_id, day, day))
        return cls(day, until, tuple(seq for seq, _ in found), tuple(each for _, each in found))

    def extended(self, connection: Connection, office_id: int, until: Place) -> Self:
        found = reading.behind(connection, office_id, self.until, last=until.seq)
        more = [each for each in found if not _is_of_another_day(each[1].event, self.day)]
        seqs, recorded = tuple(seq for seq, _ in more), tuple(each for _, each in more)
        return self._replace(until=until, seqs=self.seqs + seqs, recorded=self.recorded + recorded)


def _is_of_another_day(event: Event, day: date) -> bool:
    """Of visits of another system thousands may come at once, and they are of the past."""
    return isinstance(event, HistoryVisit) and event.business_date != day.isoformat()


class TodaysLog:
    """What tells a day, for whoever asks again after each change. Of each office the day asked for last is kept.

    Many may ask at once, each with a connection that sees its own state of the log: everybody gets what that one holds.
    """

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Engine, dict[int, _Day]] = WeakKeyDictionary()

    def of(self, connection: Connection, office_id: int, day: date) -> tuple[Recorded, ...]:
        """As `days.recorded_of` tells the one day; events behind what was kept come along, whatever their day.

        Raises BrokenLog.
        """
        kept, until = self._kept.setdefault(connection.engine, {}), reading.head(connection, office_id)
        try:
            known = kept[office_id] = self._read(connection, office_id, day, until, kept.get(office_id))
        except BrokenLog:  # perhaps of what was kept: whoever asks next looks at all of the day
            kept.pop(office_id, None)
            raise
        return known.recorded[: bisect_right(known.seqs, until.seq)]

    @staticmethod
    def _read(connection: Connection, office_id: int, day: date, until: Place, known: _Day | None) -> _Day:
        if known is None or known.day != day or (known.until.seq == until.seq and known.until != until):
            return _Day.read(connection, office_id, day, until)
        if known.until.seq < until.seq:
            return known.extended(connection, office_id, until)
        return known


todays = TodaysLog()
