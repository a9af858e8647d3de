"""The citizen's own ticket. Reads only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.promise import OfficeWaits
from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue import routing
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED, State
from queue_app.screens.expected import Expected, expected, is_unsure, promised, unsure_why
from queue_app.screens.state import Moment, ScreenState, Shown, moment, stamp
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue, standards
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import closing, tickets, visitors
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import long_date, translate


class ServiceClosed(Shown, frozen=True):
    """The service is closed by hand while somebody waits for it."""

    why: str
    until: Moment | None


class CarriedTo(Shown, frozen=True):
    """The number that goes on in the place of this one. token: of its page."""

    number: str
    day: str
    token: str


class TicketState(ScreenState, frozen=True, kw_only=True):
    """The citizen's own ticket. date: its business date. day: the same in words, of a number for a day to come.

    is_unsure: the office has looked, and knows too little to promise anything; unsure_why: why what was promised was
    taken back, a key of CAUSES.
    """

    number: str
    service: str
    service_id: int
    state: State
    date: str
    day: str | None
    ahead: int | None
    expected: Expected | None
    is_unsure: bool
    unsure_why: str | None
    counter: int | None
    called_at: Moment | None
    calls: int
    reason: str | None
    closed: ServiceClosed | None
    carried: CarriedTo | None
    is_final: bool


def ticket_state(connection: Connection, office: OfficeKey, ticket_id: int, *, now: datetime, lang: str) -> TicketState:
    """The citizen's own ticket: state, people ahead while waiting, counter and reason once called.

    `day` is told of a number for a day to come, `expected` while something can be promised, `closed` while the service
    is closed by hand and somebody waits for it, `carried` of the number that goes on in the place of this one.
    """
    seq, day, known = stamp(connection, office, now)
    found = tickets.latest_leg(connection, ticket_id)
    leg = found.leg
    is_waiting = leg.state == State.WAITING and found.business_date == day
    service = catalogue.service(connection, office.id, leg.service_id)
    closed = _closed_by_hand(service, office, now, lang) if is_waiting else None
    waits = promised(connection, office.id, seq=seq, now=now) if is_waiting else None
    return TicketState(
        seq=seq,
        now=moment(now),
        number=found.shown,
        service=service.name(lang),
        service_id=service.id,
        state=leg.state,
        date=found.business_date.isoformat(),
        day=long_date(found.business_date, lang=lang) if found.business_date > day else None,
        ahead=_ahead(connection, found, waits, now) if is_waiting else None,
        expected=expected(waits, leg.leg_id, now=now) if not closed else None,
        is_unsure=is_unsure(waits, leg.leg_id) and not closed,
        unsure_why=None if closed else unsure_why(waits, leg.leg_id),
        counter=known.numbers.get(leg.counter_id or 0),
        called_at=moment(leg.called_at),
        calls=leg.call_count,
        reason=_plain_reason(found, lang),
        closed=closed,
        carried=_carried(connection, ticket_id, lang) if leg.state == State.EXPIRED else None,
        is_final=leg.state in ENDED,
    )


def _ahead(connection: Connection, found: TicketLeg, waits: OfficeWaits | None, now: datetime) -> int:
    """How many are called before, in the order in which counters call; else how many came before."""
    known = waits.ahead.get(found.leg.leg_id) if waits else None
    return tickets.ahead_of(connection, found, now=now) if known is None else known


def _plain_reason(found: TicketLeg, lang: str) -> str | None:
    msgid = routing.PLAIN.get(found.leg.call_rule or "")
    return translate(lang, msgid) if msgid and found.leg.state in AT_COUNTER else None


def _closed_by_hand(service: ServiceRow, office: OfficeKey, now: datetime, lang: str) -> ServiceClosed | None:
    closed = availability.by_hand(service, now=now)
    if closed is None:
        return None
    return ServiceClosed(availability.words(closed, office, now=now, lang=lang), moment(closed.opens_at))


def _carried(connection: Connection, ticket_id: int, lang: str) -> CarriedTo | None:
    found = closing.carried_to(connection, ticket_id)
    if found is None:
        return None
    return CarriedTo(found.shown, long_date(found.day, lang=lang), found.token)


def find_ticket(connection: Connection, token: str) -> tuple[int, int]:
    """Ticket id and office id behind the token of a citizen's page. Raises NotFound."""
    found = visitors.ticket_by_token(connection, token)
    if found is None:
        raise NotFound(what="ticket")
    return found


def standard_in_force(connection: Connection, ticket_id: int, *, day: date) -> str | None:
    """The code of the ticket's service, where the office has published its standard by that day."""
    return standards.code_in_force(connection, tickets.latest_leg(connection, ticket_id).leg.service_id, day=day)


def service_name(connection: Connection, office: OfficeKey, ticket_id: int, *, lang: str) -> str:
    """What the ticket was for last, in the reader's language."""
    leg = tickets.latest_leg(connection, ticket_id).leg
    return catalogue.service(connection, office.id, leg.service_id).name(lang)
