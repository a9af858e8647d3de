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
    arrives_at: str | None = None  # UTC, ISO 8601: for a day to come, or entered afterwards; None: when it was taken
    source: str | None = None  # a key of numbering.SOURCES; None: the kiosk
    order_no: int | None = None  # its place by arrival; None: behind everyone whose ticket was taken before
    officer_id: int | None = None  # who handed it out or entered it


@dataclass(frozen=True, slots=True)
class TicketCalled(Event):
    kind: ClassVar[str] = "ticket.called"
    ticket_id: int
    leg_id: int
    counter_id: int
    officer_id: int
    rule: str
    regular_run: int
    appointed_run: int = 0
    reason: str | None = None  # why it was called out of order: a key of outcomes.PICKS


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
    reason: str | None = None  # a key of outcomes.HOLDS
    back_at: str | None = None  # UTC, ISO 8601


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
    outcome: str | None = None  # a value of outcomes.Outcome
    documents: int | None = None
    missing: str | None = None  # the office's own requirements, one a line


@dataclass(frozen=True, slots=True)
class TicketTransferred(Event):
    kind: ClassVar[str] = "ticket.transferred"
    ticket_id: int
    leg_id: int
    next_leg_id: int
    service_id: int
    counter_id: int
    officer_id: int
    to_counter_id: int | None = None
    to_officer_id: int | None = None
    back_service_id: int | None = None
    back_counter_id: int | None = None


@dataclass(frozen=True, slots=True)
class VisitContinued(Event):
    kind: ClassVar[str] = "ticket.continued"  # a finished leg led to the next one of the same visit
    ticket_id: int
    leg_id: int
    next_leg_id: int
    service_id: int
    counter_id: int
    officer_id: int
    to_counter_id: int | None = None


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
    order_no: int | None = None  # the place it waits in from now on; None: its old one


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    kind: ClassVar[str] = "ticket.cancelled"
    ticket_id: int
    leg_id: int
    officer_id: int
    reason: str | None = None  # a key of outcomes.CANCELS


@dataclass(frozen=True, slots=True)
class TicketExpired(Event):
    kind: ClassVar[str] = "ticket.expired"
    ticket_id: int
    leg_id: int
    reason: str | None = None  # a key of outcomes.EXPIRIES


@dataclass(frozen=True, slots=True)
class ServedOnPaper(Event):
    """A number of a day that is over was entered from paper: its citizen was served, at a time nobody wrote down."""

    kind: ClassVar[str] = "ticket.served_on_paper"
    ticket_id: int
    leg_id: int
    business_date: str
    officer_id: int  # who entered it; who served is not known


@dataclass(frozen=True, slots=True)
class LeftOnPaper(Event):
    kind: ClassVar[str] = "ticket.left_on_paper"  # the same of a citizen who was not served
    ticket_id: int
    leg_id: int
    business_date: str
    officer_id: int  # who entered it


@dataclass(frozen=True, slots=True)
class TicketCarried(Event):
    kind: ClassVar[str] = "ticket.carried"  # who was not served goes on with a new ticket on the next working day
    ticket_id: int
    leg_id: int
    next_ticket_id: int
    officer_id: int | None  # who decided it; None: the day it was carried to turned out to be a day off
    next_leg_id: int | None = None  # keeps this leg's target and way back; None in a log of before they were kept


@dataclass(frozen=True, slots=True)
class TicketNoted(Event):
    kind: ClassVar[str] = "ticket.noted"  # somebody wrote a note; its text is no part of the log
    ticket_id: int
    leg_id: int
    note_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TicketReprinted(Event):
    kind: ClassVar[str] = "ticket.reprinted"  # one more paper of the ticket, which says which copy it is
    ticket_id: int
    copy_no: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class PaperDecided(Event):
    """An officer decided about a paper: that it came out, is not wanted, is wanted now, or goes to another printer."""

    kind: ClassVar[str] = "ticket.paper_decided"
    ticket_id: int
    copy_no: int
    decision: str  # a key of paper.DECISIONS
    officer_id: int


@dataclass(frozen=True, slots=True)
class TimeMarked(Event):
    """The leg's time says nothing about the service (why), or does so after all (None)."""

    kind: ClassVar[str] = "ticket.time_marked"
    ticket_id: int
    leg_id: int
    why: str | None  # a key of performance.DOUBTS
    officer_id: int | None  # None: proposed by the system


@dataclass(frozen=True, slots=True)
class ActionUndone(Event):
    """The leg's last action is taken back; the leg is what it was before, and a leg that it opened is gone."""

    kind: ClassVar[str] = "ticket.undone"
    ticket_id: int
    leg_id: int
    action: str  # a value of lifecycle.Action
    next_leg_id: int | None
    counter_id: int | None
    officer_id: int


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
    how: str | None = None  # a value of desks.Ending


@dataclass(frozen=True, slots=True)
class DeskHandedOver(Event):
    """The officer's session ends, and `to_officer_id` opens the same counter."""

    kind: ClassVar[str] = "desk.handed_over"
    desk_session_id: int
    counter_id: int
    officer_id: int
    to_officer_id: int


@dataclass(frozen=True, slots=True)
class DeskTakenOver(Event):
    kind: ClassVar[str] = "desk.taken_over"  # the session ends without its officer; `by_id` opens the same counter
    desk_session_id: int
    counter_id: int
    officer_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class DeskPaused(Event):
    kind: ClassVar[str] = "desk.paused"
    desk_session_id: int
    counter_id: int
    officer_id: int
    status: str  # "break", "back_office"
    reason: str | None  # a key of desks.BREAKS


@dataclass(frozen=True, slots=True)
class DeskBack(Event):
    kind: ClassVar[str] = "desk.back"
    desk_session_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class ServiceClosedByHand(Event):
    kind: ClassVar[str] = "service.closed"
    service_id: int
    reason: str  # a key of hours.CLOSINGS
    officer_id: int
    reopens_at: str | None = None  # UTC, ISO 8601: as it was told; None: not known


@dataclass(frozen=True, slots=True)
class ServiceReopened(Event):
    kind: ClassVar[str] = "service.reopened"
    service_id: int
    officer_id: int | None  # None: its time had come


@dataclass(frozen=True, slots=True)
class FloodNoticed(Event):
    kind: ClassVar[str] = "flood.noticed"  # numbers were taken faster than people can take them; staff are warned
    flood_id: int
    tickets: int  # how many were added to it


@dataclass(frozen=True, slots=True)
class FloodSettled(Event):
    """An officer took them out of the queue, each ticket by an event of its own, or let them wait."""

    kind: ClassVar[str] = "flood.settled"
    flood_id: int
    tickets: int | None  # how many were cancelled; None: they wait on
    officer_id: int


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    kind: ClassVar[str] = "account.signed_in"
    officer_id: int


@dataclass(frozen=True, slots=True)
class SignInRefused(Event):
    kind: ClassVar[str] = "account.refused"
    officer_id: int | None  # None: nobody has the name that was typed, which is not kept


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    kind: ClassVar[str] = "account.signed_out"
    officer_id: int


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    kind: ClassVar[str] = "account.password_set"
    officer_id: int
    by_id: int | None  # None: by command


@dataclass(frozen=True, slots=True)
class DevicePaired(Event):
    kind: ClassVar[str] = "device.paired"
    device_id: int
    device_kind: str
    officer_id: int


@dataclass(frozen=True, slots=True)
class DeviceRevoked(Event):
    kind: ClassVar[str] = "device.revoked"
    device_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TrainingHeld(Event):
    kind: ClassVar[str] = "training.held"  # on a copy of the office; what was done there is in no log that stays
    officer_id: int


@dataclass(frozen=True, slots=True)
class HeadMailed(Event):
    kind: ClassVar[str] = "log.head_mailed"
    head_seq: int  # of the entry that was sent to those who keep the log's head elsewhere


@dataclass(frozen=True, slots=True)
class SetupChanged(Event):
    """One thing of the office's set-up is not what it was. Of people only role, rights and being active are told."""

    kind: ClassVar[str] = "setup.changed"
    what: str  # "service", "counter", "holiday", ...
    key: str  # its code, number or date; an officer's row number
    field_names: str  # separated by spaces
    before: str
    after: str
    officer_id: int | None  # None: by command


KINDS: dict[str, type[Event]] = {cls.kind: cls for cls in Event.__subclasses__()}
ANNOUNCED = (TicketCalled.kind, TicketRecalled.kind)  # what the waiting room must hear
