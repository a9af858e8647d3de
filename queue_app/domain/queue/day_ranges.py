"""Which part of the log tells a business date: ranges of its numbers that hold every event of the day, and others."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from queue_app.domain.log import events
from queue_app.domain.log.steady_time import APART
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.timeline import Recorded

EVERY_DAY = date.min  # what touches whichever day goes on around it: jumps of the clock
GAP = 300  # numbers between two events of one range, at most: to read over them costs less than to ask anew
_ENDS = (events.DeskClosed, events.DeskHandedOver, events.DeskTakenOver)


class Range(NamedTuple):
    """Numbers of the log, the last one included."""

    first: int
    last: int


@dataclass(slots=True)
class Opened:
    """What must be known of the events before a place of the log to say to which days those behind it belong."""

    sessions: dict[int, date] = field(default_factory=dict)  # counter -> the day on which its session was opened
    tickets: dict[int, tuple[int, date]] = field(default_factory=dict)  # counter -> the last ticket there, and its day
    before: tuple[int, datetime] | None = None  # number and time of the last event


class DayRanges:
    """Reads the events behind some place of an office's log, in order, and finds each day's ranges among them.

    A day's events are those of its tickets, from their issue to their last mark; those of the desk sessions that were
    opened on it, with whatever is done at their counters; and what becomes of a counter while one of its tickets is
    there, whoever holds it. opened: how things stand where the reading begins; nothing at the beginning of the log.
    """

    def __init__(self, time_zone: str, opened: Opened | None = None) -> None:
        self.ranges: dict[date, list[Range]] = defaultdict(list)
        self.opened = opened or Opened()
        self._time_zone = time_zone
        self._tickets = _Days()

    def asks(self, event: events.Event) -> list[int]:
        """The tickets of the event whose day is not known: they were issued before the reading began."""
        if isinstance(event, events.TicketIssued):
            return []
        named: list[int | None] = [getattr(event, "ticket_id", None), getattr(event, "next_ticket_id", None)]
        return [each for each in named if each is not None and self._tickets[each] is None]

    def learn(self, tickets: Iterable[tuple[int, date]]) -> None:
        """The days of such tickets."""
        for ticket_id, day in tickets:
            self._tickets[ticket_id] = day

    def read(self, seq: int, recorded: Recorded | None) -> None:
        """The next event, with its number in the log; None: it cannot be read, so it may have been of any day."""
        if recorded is not None:
            self._read_time(seq, recorded.at)
        for day in (self._days(recorded) if recorded else {EVERY_DAY}) - {None}:
            join(self.ranges[day], Range(seq, seq))

    def _read_time(self, seq: int, at: datetime) -> None:
        """A log of before jumps were told says only by two events that the clock was set back between them."""
        before, self.opened.before = self.opened.before, (seq, at)
        if before is not None and before[1] - at > APART:
            join(self.ranges[EVERY_DAY], Range(before[0], seq))

    def _days(self, recorded: Recorded) -> set[Any]:
        event: Any = recorded.event
        if hasattr(event, "ticket_id"):
            return self._of_ticket(event)
        if hasattr(event, "desk_session_id"):
            return self._of_desk(event, recorded.at)
        if isinstance(event, events.HistoryVisit):
            return {date.fromisoformat(event.business_date)}
        return {EVERY_DAY} if isinstance(event, events.ClockJumped) else set()

    def _of_ticket(self, event: Any) -> set[date | None]:
        if isinstance(event, events.TicketIssued):
            self._tickets[event.ticket_id] = date.fromisoformat(event.business_date)
        day = self._tickets[event.ticket_id]
        counter_id = self._counter_of(event)
        if counter_id is not None and day is not None:
            self.opened.tickets[counter_id] = (event.ticket_id, day)
        next_day = self._tickets[event.next_ticket_id] if isinstance(event, events.TicketCarried) else None
        return {day, next_day, self.opened.sessions.get(counter_id or 0)}

    def _counter_of(self, event: Any) -> int | None:
        """Where it was done; of who is cancelled at a counter the event itself does not tell."""
        told: int | None = getattr(event, "counter_id", None)
        if told is None:
            there = self.opened.tickets.items()
            return next((counter_id for counter_id, ticket in there if ticket[0] == event.ticket_id), None)
        return told

    def _of_desk(self, event: Any, at: datetime) -> set[date | None]:
        sessions, counter_id = self.opened.sessions, event.counter_id
        if isinstance(event, events.DeskOpened):
            sessions[counter_id] = business_date(at, self._time_zone)
        _ticket, day = self.opened.tickets.get(counter_id, (0, None))
        if isinstance(event, events.DeskHandedOver):  # tells how the colleague's session began, too
            return {day, sessions.pop(counter_id, None), business_date(at, self._time_zone)}
        return {day, sessions.pop(counter_id, None) if isinstance(event, _ENDS) else sessions.get(counter_id)}


def join(ranges: list[Range], more: Range) -> None:
    """Adds a range that does not begin before the last one of the list; to that one where little lies between."""
    if ranges and more.first - ranges[-1].last <= GAP:
        ranges[-1] = Range(ranges[-1].first, max(ranges[-1].last, more.last))
    else:
        ranges.append(more)


def parts(ranges: Mapping[date, Iterable[Range]], first: date, last: date) -> list[Range]:
    """What is to be read for the business dates `first` to `last`: ranges in order, and apart from each other.

    ranges: those of the days, and those of EVERY_DAY, of which only what lies among the others is read.
    """
    own = [each for day, found in ranges.items() if first <= day <= last for each in found]
    if not own:
        return []
    begin, end = min(each.first for each in own), max(each.last for each in own)
    jumps = [Range(max(each.first, begin), min(each.last, end)) for each in ranges.get(EVERY_DAY, ())]
    joined: list[Range] = []
    for each in sorted([*own, *(jump for jump in jumps if jump.first <= jump.last)]):
        join(joined, each)
    return joined


class _Days:
    """Ticket -> its day, for millions of them: four bytes each instead of a hundred."""

    def __init__(self) -> None:
        self._blocks: dict[int, array[int]] = {}

    def __setitem__(self, ticket_id: int, day: date) -> None:
        block = self._blocks.get(ticket_id >> 10)
        if block is None:
            block = self._blocks[ticket_id >> 10] = array("i", bytes(4096))
        block[ticket_id & 1023] = day.toordinal()

    def __getitem__(self, ticket_id: int) -> date | None:
        block = self._blocks.get(ticket_id >> 10)
        ordinal = block[ticket_id & 1023] if block else 0
        return date.fromordinal(ordinal) if ordinal else None
