"""The citizen's own ticket. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue import routing
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED, State
from queue_app.screens.state import ScreenState, iso, stamp
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import closing, tickets, visitors
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import long_date, translate


def ticket_state(connection: Connection, office: OfficeKey, ticket_id: int, *, now: datetime, lang: str) -> ScreenState:
    """The citizen's own ticket: state, people ahead while waiting, counter and reason once called.

    `day` is told of a number for a day to come, `closed` while the service is closed by hand and somebody waits for
    it, `carried` of the number that goes on in the place of this one.
    """
    state, day, known = stamp(connection, office, now)
    found = tickets.latest_leg(connection, ticket_id)
    leg = found.leg
    is_waiting = leg.state == State.WAITING and found.business_date == day
    service = catalogue.service(connection, office.id, leg.service_id)
    return {
        **state,
        "number": found.shown,
        "service": service.name(lang),
        "state": leg.state,
        "day": long_date(found.business_date, lang=lang) if found.business_date > day else None,
        "ahead": tickets.ahead_of(connection, found) if is_waiting else None,
        "counter": known.numbers.get(leg.counter_id or 0),
        "called_at": iso(leg.called_at),
        "calls": leg.call_count,
        "reason": _plain_reason(found, lang),
        "closed": _closed_by_hand(service, office, now, lang) if is_waiting else None,
        "carried": _carried(connection, ticket_id, lang) if leg.state == State.EXPIRED else None,
        "is_final": leg.state in ENDED,
    }


def _plain_reason(found: TicketLeg, lang: str) -> str | None:
    msgid = routing.PLAIN.get(found.leg.call_rule or "")
    return translate(lang, msgid) if msgid and found.leg.state in AT_COUNTER else None


def _closed_by_hand(service: ServiceRow, office: OfficeKey, now: datetime, lang: str) -> ScreenState | None:
    closed = availability.by_hand(service, now=now)
    if closed is None:
        return None
    return {"why": availability.words(closed, office, now=now, lang=lang), "until": iso(closed.opens_at)}


def _carried(connection: Connection, ticket_id: int, lang: str) -> ScreenState | None:
    found = closing.carried_to(connection, ticket_id)
    if found is None:
        return None
    return {"number": found.shown, "day": long_date(found.day, lang=lang), "token": found.token}


def find_ticket(connection: Connection, token: str) -> tuple[int, int]:
    """Ticket id and office id behind the token of a citizen's page. Raises NotFound."""
    found = visitors.ticket_by_token(connection, token)
    if found is None:
        raise NotFound(what="ticket")
    return found
