"""What a receiver is told, as JSON: small, with a version, and without a word about a person.

No officer, no token of a ticket, no category of a priority, no code of a booking.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from queue_app.domain.log.events import BookingCancelled, Event, TicketCancelled, TicketIssued
from queue_app.domain.office.hooks import kinds

LINK = 12  # hexadecimal digits
VERSION = 1  # of the message; what only gains fields keeps it


class Ticket(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """id: names the ticket for ever; its number comes again each day. counter: on the sign."""

    id: int
    number: str
    series: str
    service: str
    day: str
    state: str = ""
    counter: int | None = None
    source: str = ""
    reason: str = ""


class Booking(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """slot_at: the booked time, UTC."""

    id: int
    service: str
    day: str
    slot_at: str
    state: str
    reason: str = ""


class Survey(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """As published: the index (25 to 100, two decimals) and its grade; "" where the law shows none."""

    period: str
    version: int
    ikm: str = ""
    grade: str = ""
    respondents: int = 0


Facts = Ticket | Booking | Survey  # what the rows tell of the one whom an event is of


class Data(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """seq: the number in the office's log, so that whoever gets a message twice or late sees it."""

    office: str
    seq: int | None = None
    ticket: Ticket | None = None
    booking: Booking | None = None
    survey: Survey | None = None


class Message(msgspec.Struct, frozen=True):
    """As Standard Webhooks has it: type, timestamp (when it happened, UTC), data."""

    version: int
    type: str
    timestamp: str
    data: Data


def message_id(office: str, seq: int, link: str) -> str:
    """The same for every try, on every worker, for ever.

    link: the event's hash in the chain. After an older backup was put back the log goes on with numbers that it had
    before; what happens then must not look like what was told before.
    """
    return f"{office}:{seq}:{link[:LINK]}"


def body_of(office: str, seq: int, at: datetime, event: Event, facts: Facts) -> bytes:
    """The message of an event. facts: what the rows tell; state, source and reason are of the event."""
    said = _completed(event, facts)
    data = Data(
        office=office, seq=seq, ticket=said if isinstance(said, Ticket) else None,
        booking=said if isinstance(said, Booking) else None, survey=said if isinstance(said, Survey) else None,
    )  # fmt: skip
    return _encoded(kinds.TOLD[event.kind].kind, at, data)


def trial_body(office: str, at: datetime) -> bytes:
    """What tells nothing but that the way is open."""
    return _encoded(kinds.TEST, at, Data(office=office))


def _completed(event: Event, facts: Facts) -> Facts:
    if isinstance(facts, Survey):
        return facts
    state = kinds.state_of(event)
    reason = (event.reason or "") if isinstance(event, TicketCancelled | BookingCancelled) else ""
    if isinstance(facts, Booking):
        return msgspec.structs.replace(facts, state=state, reason=reason)
    source = (event.source or "kiosk") if isinstance(event, TicketIssued) else ""
    return msgspec.structs.replace(facts, state=state, source=source, reason=reason)


def _encoded(kind: str, at: datetime, data: Data) -> bytes:
    when = at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return msgspec.json.encode(Message(VERSION, kind, when, data))
