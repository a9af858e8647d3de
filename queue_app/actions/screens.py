"""The whole small state of each screen, with the number of the last event it includes. Reads only.

A state is plain data, ready for JSON; times are ISO UTC. Every state of one call comes from one database snapshot.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.actions import availability
from queue_app.domain import numbering, routing
from queue_app.domain.errors import NotFound
from queue_app.domain.hours import Availability
from queue_app.domain.lifecycle import AT_COUNTER, ENDED, State
from queue_app.store import calendar, catalogue, closing, counters, log, screens, tickets
from queue_app.store.catalogue import ServiceRow
from queue_app.store.desk import OfficeKey
from queue_app.store.tickets import TicketLeg
from queue_app.texts import long_date, translate

ScreenState = dict[str, Any]
LAST_CALLS = 6
ANNOUNCEMENTS = 48  # calls within the time they are fresh; more would be minutes of speech
NEXT_SHOWN = 5
CLOSED_SHOWN = 3


def iso(at: datetime | None) -> str | None:
    """UTC with milliseconds and "Z", as every browser since 2015 reads it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def _stamp(connection: Connection, office: OfficeKey, now: datetime) -> tuple[ScreenState, date]:
    day = numbering.business_date(now, office.zone)
    return {"seq": log.head_seq(connection, office.id), "now": iso(now)}, day


def display_state(connection: Connection, office: OfficeKey, *, now: datetime, fresh_s: int) -> ScreenState:
    """The waiting room: who is at which counter, the last calls, waits by series, and what is to be spoken.

    `closed`: services closed by hand, in words, in each language.
    """
    state, day = _stamp(connection, office, now)
    numbers = counters.numbers(connection, office.id)
    calls = screens.announced(connection, office.id, limit=ANNOUNCEMENTS)
    today = [call for call in calls if call.ticket.business_date == day]
    last = {call.ticket.shown: call for call in reversed(today)}  # the latest call of each number
    newest_first = sorted(last.values(), key=lambda call: -call.seq)[:LAST_CALLS]
    fresh = [call for call in reversed(today) if (now - call.at).total_seconds() < fresh_s]
    at_counters = sorted(
        screens.at_counters(connection, office.id), key=lambda found: numbers[found.leg.counter_id or 0]
    )
    return {
        **state,
        "calling": [
            {"counter": numbers[found.leg.counter_id or 0], "number": found.shown, "state": found.leg.state}
            for found in at_counters if found.business_date == day
        ],
        "last": [{"number": call.ticket.shown, "counter": numbers[call.counter_id]} for call in newest_first],
        "waiting": [
            {"series": letter, "count": count}
            for letter, count in screens.waiting_by_letter(connection, office.id, day).items()
        ],
        "announcements": [
            {"seq": call.seq, "number": call.ticket.shown, "counter": numbers[call.counter_id],
             "age_s": round((now - call.at).total_seconds(), 3)}
            for call in fresh
        ],
        "closed": availability.told_by_hand(connection, office, now=now, limit=CLOSED_SHOWN),
    }  # fmt: skip


def kiosk_state(connection: Connection, office: OfficeKey, *, now: datetime) -> ScreenState:
    """How many wait for each service, and whether numbers are given; if not, why and until when, in each language.

    `closed` is the same for the whole office, None while its hours let it give numbers. `setup` changes when the
    services do.
    """
    state, day = _stamp(connection, office, now)
    waiting = screens.waiting_by_service(connection, office.id, day)
    services = catalogue.services(connection, office.id)
    answers = availability.of_services(connection, office, services, now=now)
    closed = availability.of_office(connection, office, now=now)
    return {
        **state,
        "setup": calendar.version(connection, office.id),
        "closed": None if closed.is_open else _told(closed, office, now),
        "services": [
            {"id": service.id, "waiting": waiting.get(service.id, 0), "is_open": answers[service.id].is_open,
             **_told(answers[service.id], office, now)}
            for service in services
        ],
    }  # fmt: skip


def _told(answer: Availability, office: OfficeKey, now: datetime) -> ScreenState:
    told = availability.told(answer, office, now=now)
    return {**told, "opens_at": iso(told["opens_at"])}


def ticket_state(connection: Connection, office: OfficeKey, ticket_id: int, *, now: datetime, lang: str) -> ScreenState:
    """The citizen's own ticket: state, people ahead while waiting, counter and reason once called.

    `day` is told of a number for a day to come, `closed` while the service is closed by hand and somebody waits for
    it, `carried` of the number that goes on in the place of this one.
    """
    state, day = _stamp(connection, office, now)
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
        "ahead": _ahead(connection, service, found) if is_waiting else None,
        "counter": counters.numbers(connection, office.id).get(leg.counter_id or 0),
        "called_at": iso(leg.called_at),
        "calls": leg.call_count,
        "reason": _plain_reason(found, lang),
        "closed": _closed_by_hand(service, office, now, lang) if is_waiting else None,
        "carried": _carried(connection, ticket_id, lang) if leg.state == State.EXPIRED else None,
        "is_final": leg.state in ENDED,
    }


def _ahead(connection: Connection, service: ServiceRow, found: TicketLeg) -> int:
    return tickets.ahead(connection, series_id=service.series_id, day=found.business_date, order_no=found.order_no)


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
    found = screens.ticket_by_token(connection, token)
    if found is None:
        raise NotFound(what="ticket")
    return found
