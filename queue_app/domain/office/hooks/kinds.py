"""What of the log other programs are told, and what state a ticket or a booking is in by it. Nothing of complaints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import Event
from queue_app.domain.queue.lifecycle import TRANSITIONS, State

# What an administrator chooses among: kind -> msgid. A receiver knows it as `type`, and it never means anything else.
KINDS: dict[str, str] = {
    "ticket.issued": "A ticket was taken",
    "ticket.called": "A ticket was called",
    "ticket.started": "Service began",
    "ticket.held": "A ticket was put on hold",
    "ticket.resumed": "A ticket was taken off hold",
    "ticket.finished": "Service ended",
    "ticket.transferred": "A ticket goes on to another service",
    "ticket.no_show": "Nobody came to the counter",
    "ticket.restored": "A ticket waits again",
    "ticket.cancelled": "A ticket was cancelled",
    "ticket.expired": "The day ended before a ticket was served",
    "ticket.undone": "The last step of a ticket was taken back",
    "booking.made": "A time was booked",
    "booking.cancelled": "A booking was cancelled",
    "survey.published": "A satisfaction index was published",
}
TEST = "hook.test"  # what a test message is; nobody chooses it


class Told(NamedTuple):
    """kind: as a receiver knows it. state: what the ticket or booking is in from then on; "": see state_of."""

    kind: str
    state: str = ""


# Kind in the log -> how it is told. What stands here for two kinds of the log is one to whoever is told.
TOLD: dict[str, Told] = {
    events.TicketIssued.kind: Told("ticket.issued", State.WAITING),
    events.TicketCalled.kind: Told("ticket.called", State.CALLED),
    events.ServiceStarted.kind: Told("ticket.started", State.SERVING),
    events.ServiceHeld.kind: Told("ticket.held", State.HELD),
    events.ServiceResumed.kind: Told("ticket.resumed", State.SERVING),
    events.ServiceFinished.kind: Told("ticket.finished", State.FINISHED),
    events.ServedOnPaper.kind: Told("ticket.finished", State.FINISHED),
    events.TicketTransferred.kind: Told("ticket.transferred", State.WAITING),
    events.VisitContinued.kind: Told("ticket.transferred", State.WAITING),
    events.CitizenAbsent.kind: Told("ticket.no_show", State.NO_SHOW),
    events.TicketRestored.kind: Told("ticket.restored", State.WAITING),
    events.TicketCancelled.kind: Told("ticket.cancelled", State.CANCELLED),
    events.LeftOnPaper.kind: Told("ticket.cancelled", State.CANCELLED),
    events.TicketExpired.kind: Told("ticket.expired", State.EXPIRED),
    events.ActionUndone.kind: Told("ticket.undone"),
    events.BookingMade.kind: Told("booking.made", "booked"),
    events.BookingCancelled.kind: Told("booking.cancelled", "cancelled"),
    events.BookingMoved.kind: Told("booking.cancelled", "moved"),  # the one that holds its place was made before it
    events.SurveyPublished.kind: Told("survey.published"),
}
# Why a hook is paused: what is kept -> msgid.
PAUSES: dict[str, str] = {
    "asked": "Paused by hand.",
    "silent": "Paused: it could not be reached for a day.",
    "refused": "Paused: it would not take a message for a day.",
    "gone": "Paused: it answered that it is gone for good (410).",
    "sealed": "Paused: its secret was closed under another seal file. Make a new one.",
}


def in_log(kinds: Iterable[str]) -> list[str]:
    """The kinds in the log by which these are told, sorted."""
    wanted = set(kinds)
    return sorted(kind for kind, told in TOLD.items() if told.kind in wanted)


def checked(kinds: Iterable[str]) -> str:
    """The choice as it is kept, in the order of KINDS, parted by spaces. Raises BadInput: none, or an unknown one."""
    wanted = set(kinds)
    if not wanted or not wanted <= KINDS.keys():
        raise BadInput(field="kinds", expected=", ".join(KINDS))
    return " ".join(kind for kind in KINDS if kind in wanted)


def subject_of(event: Event) -> str:
    """Whose messages are told in order: of one ticket, one booking, or one period of the survey."""
    if (ticket_id := getattr(event, "ticket_id", None)) is not None:
        return f"ticket:{ticket_id}"
    if (booking_id := getattr(event, "booking_id", None)) is not None:
        return f"booking:{booking_id}"
    return f"survey:{getattr(event, 'period', '')}"


def state_of(event: Event) -> str:
    """The state in which the event leaves its ticket or booking; "" where the event alone does not tell."""
    if isinstance(event, events.ActionUndone):
        before = {state for state, action in TRANSITIONS if action.value == event.action}
        return before.pop().value if len(before) == 1 else ""
    return TOLD[event.kind].state
