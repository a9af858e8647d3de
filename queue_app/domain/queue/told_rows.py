"""What the rows of a business date must be by the events that tell it: tickets, legs and their marks, desk sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from queue_app.domain.log import events
from queue_app.domain.queue import timeline
from queue_app.domain.queue.desks import Ending
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.marks import Marks
from queue_app.domain.queue.numbering import LAST_NUMBER, business_date
from queue_app.domain.queue.timeline import Leg, Recorded

AT_THE_COUNTER = "serving"  # how a desk session begins, and is again after a pause
Way = Mapping[str, Any]  # as timeline.way tells it


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as its issue tells it. Times are aware UTC."""

    ticket_id: int
    series_id: int
    business_date: date
    number: int
    is_priority: bool
    arrived_at: datetime
    source: str  # a key of numbering.SOURCES
    carried_from_id: int | None = None
    promised: str | None = None  # as the event has it
    appointed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A desk session as its events tell it. Times are aware UTC."""

    session_id: int
    counter_id: int
    officer_id: int
    opened_at: datetime
    closed_at: datetime | None = None
    ended_how: str | None = None  # a value of desks.Ending
    status: str = AT_THE_COUNTER
    status_since: datetime | None = None
    status_reason: str | None = None


@dataclass(slots=True)
class Day:
    """The rows of a day, by their numbers. ways: of the legs that its tickets were carried over to, on later days."""

    tickets: dict[int, Ticket] = field(default_factory=dict)
    legs: dict[int, Leg] = field(default_factory=dict)
    marks: dict[int, Marks] = field(default_factory=dict)  # by leg
    sessions: dict[int, Session] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)

    @property
    def last_numbers(self) -> dict[int, int]:
        """Series -> the last number that it counted; those lent to kiosks are not counted."""
        found: dict[int, int] = {}
        for each in self.tickets.values():
            if each.number <= LAST_NUMBER:
                found[each.series_id] = max(each.number, found.get(each.series_id, 0))
        return found

    @property
    def waiting(self) -> dict[int, int]:
        """Service -> how many wait for it; a service nobody waits for is missing."""
        return dict(Counter(each.service_id for each in self.legs.values() if each.state == State.WAITING))


def told(day: date, log: Iterable[Recorded], *, time_zone: str, ways: Mapping[int, Way]) -> Day:
    """The rows that the events of the day make; what they tell of other days is left out.

    log: every event of the day, in order, and perhaps others. ways: leg -> its way, of those that earlier days carried
    over to this one. Raises IllegalTransition where the log tells an impossible story.
    """
    found, own, carried = Day(), [], []
    for each in log:
        event = each.event
        if isinstance(event, events.TicketIssued) and event.business_date == day.isoformat():
            found.tickets[event.ticket_id] = _issued(event, each.at)
        elif isinstance(event, events.TicketCarried):
            carried.append(event)
            continue
        elif hasattr(event, "desk_session_id"):
            _read_desk(found.sessions, each, day, time_zone)
        if getattr(event, "ticket_id", None) in found.tickets or hasattr(event, "desk_session_id"):
            own.append(each)
    folded = timeline.told(own)
    carried_here = {leg_id: replace(folded.legs[leg_id], **ways[leg_id]) for leg_id in ways if leg_id in folded.legs}
    found.legs, found.marks = {**folded.legs, **carried_here}, folded.marks
    for event in carried:
        _carry(found, event)
    return found


def _issued(event: events.TicketIssued, at: datetime) -> Ticket:
    arrived_at = datetime.fromisoformat(event.arrives_at) if event.arrives_at else at
    return Ticket(
        event.ticket_id, event.series_id, date.fromisoformat(event.business_date), event.number, event.is_priority,
        arrived_at, event.source or "kiosk", promised=event.promised,
        appointed_at=datetime.fromisoformat(event.appointed_at) if event.appointed_at else None,
    )  # fmt: skip


def _carry(found: Day, event: events.TicketCarried) -> None:
    if event.next_ticket_id in found.tickets:
        ticket = found.tickets[event.next_ticket_id]
        found.tickets[event.next_ticket_id] = replace(ticket, carried_from_id=event.ticket_id)
    if event.leg_id in found.legs and event.next_leg_id is not None:
        found.ways[event.next_leg_id] = timeline.way(found.legs[event.leg_id])


def _read_desk(sessions: dict[int, Session], recorded: Recorded, day: date, time_zone: str) -> None:
    event: Any = recorded.event
    if isinstance(event, events.DeskOpened):
        if business_date(recorded.at, time_zone) == day:
            opened = Session(event.desk_session_id, event.counter_id, event.officer_id, recorded.at)
            sessions[event.desk_session_id] = opened
    elif (session := sessions.get(event.desk_session_id)) is not None:
        sessions[event.desk_session_id] = replace(session, **_desk_changes(event, recorded.at))


def _desk_changes(event: Any, at: datetime) -> dict[str, Any]:
    match event:
        case events.DeskPaused():
            return {"status": event.status, "status_since": at, "status_reason": event.reason}
        case events.DeskBack():
            return {"status": AT_THE_COUNTER, "status_since": at, "status_reason": None}
        case events.DeskClosed():
            return {"closed_at": at, "ended_how": event.how}
        case events.DeskHandedOver():
            return {"closed_at": at, "ended_how": Ending.HANDED_OVER.value}
        case events.DeskTakenOver():
            return {"closed_at": at, "ended_how": Ending.TAKEN_OVER.value}
    return {}
