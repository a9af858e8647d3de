"""What happens to a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


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
    promised: str | None = None  # the wait that was promised with it: JSON, as citizen.given writes it
    appointed_at: str | None = None  # UTC, ISO 8601: the booked time; before it nobody's wait is counted


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
    family: int | None = None  # for how many people of a family, where the service asks


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
    officer_id: int | None  # None: the citizen, on the own page; nobody, for one of REPLACEMENTS or LOSSES
    reason: str | None = None  # a key of outcomes.CANCELS, VOIDS, OWN_CANCELS, REPLACEMENTS or LOSSES


@dataclass(frozen=True, slots=True)
class TicketSetAside(Event):
    """The citizen asked, on the own page, to be called later: wish "late" until a moment, "let_pass" behind others."""

    kind: ClassVar[str] = "ticket.set_aside"
    ticket_id: int
    leg_id: int
    wish: str  # a value of timeline.Wish
    not_before: str | None = None  # UTC, ISO 8601: nobody calls it until then, and it keeps its place
    order_no: int | None = None  # the place it waits in from now on
    passed: str | None = None  # the legs that are let past, in their order, parted by spaces


@dataclass(frozen=True, slots=True)
class TicketCameBack(Event):
    kind: ClassVar[str] = "ticket.came_back"  # who was late is there, before the time that was asked for was over
    ticket_id: int
    leg_id: int


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
    """The leg's time says nothing about the service (why); None, of before 0.7: a mark was taken back, or disputed."""

    kind: ClassVar[str] = "ticket.time_marked"
    ticket_id: int
    leg_id: int
    why: str | None  # a key of performance.DOUBTS
    officer_id: int | None  # None: proposed by the system


@dataclass(frozen=True, slots=True)
class DoubtWithdrawn(Event):
    """A mark does not stand any more: its maker took it back, or a supervisor withdrew it with a reason."""

    kind: ClassVar[str] = "ticket.doubt_withdrawn"
    ticket_id: int
    leg_id: int
    why: str  # a key of performance.DOUBTS
    officer_id: int
    reason: str | None = None  # a key of outcomes.WITHDRAWALS; None: the own mark


@dataclass(frozen=True, slots=True)
class DoubtDisputed(Event):
    """The leg's officer says that somebody else's mark is wrong. It stands until it is withdrawn."""

    kind: ClassVar[str] = "ticket.doubt_disputed"
    ticket_id: int
    leg_id: int
    why: str  # a key of performance.DOUBTS
    officer_id: int


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
