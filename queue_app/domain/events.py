"""What happened, in the past tense. Events hold no personal data: numbers of rows, codes and times only.

`kind` is stable: it is stored, hashed and read back for years.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    kind: ClassVar[str]

    def data(self) -> dict[str, object]:
        """The event's own facts, ready for the log: plain values, nothing left out."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class TicketIssued(Event):
    kind: ClassVar[str] = "ticket.issued"
    ticket_id: int
    leg_id: int
    series_id: int
    service_id: int
    business_date: str
    number: int
    is_priority: bool


@dataclass(frozen=True, slots=True)
class TicketCalled(Event):
    kind: ClassVar[str] = "ticket.called"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int
    rule: str
    regular_run: int


@dataclass(frozen=True, slots=True)
class TicketRecalled(Event):
    kind: ClassVar[str] = "ticket.recalled"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class ServiceStarted(Event):
    kind: ClassVar[str] = "ticket.started"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class ServiceHeld(Event):
    kind: ClassVar[str] = "ticket.held"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class ServiceResumed(Event):
    kind: ClassVar[str] = "ticket.resumed"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class ServiceFinished(Event):
    kind: ClassVar[str] = "ticket.finished"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TicketTransferred(Event):
    kind: ClassVar[str] = "ticket.transferred"
    ticket_id: int
    leg_id: int
    next_leg_id: int
    service_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class CitizenAbsent(Event):
    kind: ClassVar[str] = "ticket.no_show"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TicketRestored(Event):
    kind: ClassVar[str] = "ticket.restored"
    ticket_id: int
    leg_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    kind: ClassVar[str] = "ticket.cancelled"
    ticket_id: int
    leg_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TicketExpired(Event):
    kind: ClassVar[str] = "ticket.expired"
    ticket_id: int
    leg_id: int


@dataclass(frozen=True, slots=True)
class DeskOpened(Event):
    kind: ClassVar[str] = "desk.opened"
    desk_session_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class DeskClosed(Event):
    kind: ClassVar[str] = "desk.closed"
    desk_session_id: int
    counter_id: int
    officer_id: int


KINDS: dict[str, type[Event]] = {cls.kind: cls for cls in Event.__subclasses__()}
ANNOUNCED = (TicketCalled.kind, TicketRecalled.kind)  # what the waiting room must hear
