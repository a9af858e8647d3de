"""One reading of an office's whole log, each event held to the chain: what belongs to no single day of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.log.clock import jumped_until
from queue_app.domain.log.events import ClockJumped
from queue_app.domain.office.standard_log import StandardLog
from queue_app.domain.office.standard_times import StandardHistory
from queue_app.domain.queue.day_ranges import DayRanges, Opened, Range, parts
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log import reading
from queue_app.store.log.reading import Place
from queue_app.store.office import standard_times

TOLD_EVERY = 100_000  # events
Progress = Callable[[str], None]


class Whole(NamedTuple):
    """What the whole log tells. half: the ranges and what was open at the place that was asked for."""

    end: Place
    ranges: Mapping[date, list[Range]]
    half: tuple[dict[date, list[Range]], Opened]
    standards: Mapping[int, StandardHistory]
    jumped_until: datetime | None  # as clock.jumped_until


def read(
    connection: Connection, office_id: int, time_zone: str, *, half: int = 0, tell: Progress = lambda _how_far: None
) -> Whole:
    """From its first event to its head. half: of which place in between the ranges are asked as well.

    tell: how far it is, now and then. Raises BrokenLog naming the first event that is missing or changed.
    """
    reader, end = _Reader(connection, office_id, time_zone, tell), reading.whole(connection, office_id)
    reader.read(0, half, end)
    kept = {day: list(found) for day, found in reader.ranges.ranges.items()}, deepcopy(reader.ranges.opened)
    reader.read(half, end.seq, end)
    return Whole(end, reader.ranges.ranges, kept, reader.standards.histories(), reader.jumped_until)


def of_days(connection: Connection, office_id: int, log: Whole, first: date, last: date) -> Iterator[Recorded]:
    """What tells those business dates, of a log that `read` has just checked through the same connection."""
    for part in parts(log.ranges, first, last):
        for page in reading.unchecked(connection, office_id, first=part.first, last=part.last):
            yield from (recorded for _seq, recorded in page if recorded is not None)


class _Reader:
    def __init__(self, connection: Connection, office_id: int, time_zone: str, tell: Progress) -> None:
        services = standard_times.in_plan(connection, office_id)
        self.ranges = DayRanges(time_zone)
        self.standards = StandardLog(services=services, time_zone=time_zone)
        self.jumped_until: datetime | None = None
        self._connection, self._office_id, self._tell = connection, office_id, tell

    def read(self, first: int, last: int, end: Place) -> None:
        """The events behind number `first`, `last` included."""
        before = reading.place(self._connection, self._office_id, first)
        for seq, recorded in reading.behind(self._connection, self._office_id, before, last=last):
            self.ranges.read(seq, recorded)
            self.standards.read(recorded)
            if isinstance(recorded.event, ClockJumped):
                self.jumped_until = jumped_until(self.jumped_until, recorded.at, recorded.event.by_s)
            if seq % TOLD_EVERY == 0:
                self._tell(f"{seq} / {end.seq}")
