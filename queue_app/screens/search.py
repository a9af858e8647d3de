"""Finding a ticket of today by its number or its address, and what can be done with it. Reads only."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.log.rights import Right
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.marks import Marks, Speaker
from queue_app.screens.marks import MarkTold, marks_told
from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.now import office_now
from queue_app.store.queue import marks, tickets, visitors
from queue_app.store.queue.tickets import TicketLeg

ADDRESS = re.compile(r"/t/([\w-]{16,})", re.ASCII | re.IGNORECASE)
VERBS: dict[State, tuple[str, ...]] = {
    State.WAITING: ("call", "print", "cancel"),
    State.HELD: ("resume", "print", "cancel"),
    State.NO_SHOW: ("restore",),
}


class FoundTicket(Shown, frozen=True, kw_only=True):
    """A ticket of today as it stands in its latest leg. verbs, and `may` of its marks: what this officer may do."""

    leg_id: int
    number: str
    service_id: int
    state: State
    counter: int | None
    is_priority: bool
    arrived_at: Moment
    ended_at: Moment | None
    verbs: list[str]
    marks: list[MarkTold]


def found(
    connection: Connection, office: OfficeKey, officer: SignedIn, *, typed: str, now: datetime
) -> list[FoundTicket]:
    """Today's tickets with the number that was typed ("A012", "a 12", "12"), or the one of the address that a scanner
    read on its paper; each as it stands in its latest leg.
    """
    day = numbering.business_date(now, office.time_zone)
    addresses = ADDRESS.findall(typed)
    # Of several scans in one field, the last one counts.
    legs = _scanned(connection, office, addresses[-1], day) if addresses else _numbered(connection, office, typed, day)
    numbers = office_now(connection, office.id).numbers
    marked = marks.of_legs(connection, [each.leg.leg_id for each in legs])
    return [_shown(each, officer, numbers, marked.get(each.leg.leg_id, {})) for each in legs]


def _numbered(connection: Connection, office: OfficeKey, typed: str, day: date) -> list[TicketLeg]:
    asked = numbering.typed(typed)
    if asked is None:
        return []
    letter, number = asked
    legs = tickets.numbered(connection, office.id, day=day, number=number)
    return list({each.shown: each for each in legs if not letter or each.shown.startswith(letter)}.values())


def _scanned(connection: Connection, office: OfficeKey, token: str, day: date) -> list[TicketLeg]:
    # Under Caps Lock a scanner types every letter the other way round.
    behind = [visitors.ticket_by_token(connection, each) for each in (token, token.swapcase())]
    legs = [tickets.latest_leg(connection, each[0]) for each in behind if each is not None and each[1] == office.id]
    return [leg for leg in legs if leg.business_date == day]


def _shown(found: TicketLeg, officer: SignedIn, numbers: dict[int, int], marked: Marks) -> FoundTicket:
    leg, is_over = found.leg, found.leg.state == State.FINISHED
    looks = Speaker(officer.officer_id, leg.officer_id == officer.officer_id, Right.WATCH in officer.rights)
    return FoundTicket(
        leg_id=leg.leg_id,
        number=found.shown,
        service_id=leg.service_id,
        state=leg.state,
        counter=numbers.get(leg.counter_id or 0),
        is_priority=found.is_priority,
        arrived_at=moment(found.arrived_at),
        ended_at=moment(leg.ended_at),
        verbs=["doubt"] * looks.may_mark(marked) if is_over else _verbs(found, officer),
        marks=marks_told(marked, looks) if is_over else [],
    )


def _verbs(found: TicketLeg, officer: SignedIn) -> list[str]:
    return [verb for verb in VERBS.get(found.leg.state, ()) if verb != "call" or Right.PICK in officer.rights]
