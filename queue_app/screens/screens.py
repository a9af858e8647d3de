"""The whole small state of each screen, with the number of the last event it includes. Reads only.

A state is plain data, ready for JSON; times are ISO UTC. Every state of one call comes from one database snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queue_app.actions.paper import jobs
from queue_app.actions.queue import announcements
from queue_app.domain.log.errors import NotFound
from queue_app.domain.office.hours import Availability
from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED, State
from queue_app.screens import slides
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import announcements as announced
from queue_app.store.hall import room
from queue_app.store.hall.announcements import Spoken
from queue_app.store.log import chain
from queue_app.store.office import availability, calendar, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import closing, counters, tickets, visitors
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import long_date, translate

ScreenState = dict[str, Any]
LAST_CALLS = 6
LOOKED_BACK = 24  # calls that are looked through for the last ones: a recall names a number again
MOST_SAID = 8  # announcements of one state, a minute of speech; those behind them follow when these are past
NEXT_SHOWN = 5
CLOSED_SHOWN = 3


def iso(at: datetime | None) -> str | None:
    """UTC with milliseconds and "Z", as every browser since 2015 reads it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def _stamp(connection: Connection, office: OfficeKey, now: datetime) -> tuple[ScreenState, date]:
    day = numbering.business_date(now, office.zone)
    return {"seq": chain.head_seq(connection, office.id), "now": iso(now)}, day


def display_state(
    connection: Connection, office: OfficeKey, *, now: datetime, fresh_s: int, zone: str = ""
) -> ScreenState:
    """The waiting room: who is at which counter, the last calls, waits by series, and what is to be spoken.

    zone: only its counters and those of no zone, and the series that they serve; "", or one that the office does not
    have: all. `announcements` are
    those whose turn is not longer ago than `fresh_s`, the oldest first; `cursor` is the office's newest one, of any
    zone. `closed`: services closed by hand, in words, in each language; `shut`: why the whole office gives no numbers.
    """
    state, day = _stamp(connection, office, now)
    version = calendar.version(connection, office.id)
    zone = known_zone(connection, office, version, zone)
    numbers = counters.in_zone(connection, office.id, zone)
    at_counters = [
        found
        for found in visitors.at_counters(connection, office.id)
        if found.business_date == day and found.leg.counter_id in numbers
    ]
    shut = availability.of_office(connection, office, version, now=now)
    return {
        **state,
        "setup": version,
        "cursor": announced.newest(connection, office.id),
        "calling": [
            {"counter": numbers[found.leg.counter_id or 0], "number": found.shown, "state": found.leg.state}
            for found in sorted(at_counters, key=lambda found: numbers[found.leg.counter_id or 0])
        ],
        "last": _last_calls(connection, office, numbers, day),
        "waiting": _waiting(connection, office, version, zone, day),
        "announcements": [
            _to_say(connection, office, version, call, counter=numbers[call.counter_id], now=now)
            for call in announced.fresh(
                connection, office.id, list(numbers), since=now - timedelta(seconds=fresh_s), now=now, limit=MOST_SAID
            )
            if call.ticket.business_date == day
        ],
        "closed": availability.told_by_hand(connection, office, now=now, limit=CLOSED_SHOWN),
        "shut": availability.told(shut, office, now=now)["why"],
        "slides": slides.version(connection, office, now),
    }


def known_zone(connection: Connection, office: OfficeKey, version: int, asked: str) -> str:
    """The zone that was asked for, or "", which shows everything, where the office has no such zone (any more)."""
    return asked if asked in room.zones_of(connection, office.id, version) else ""


def _waiting(connection: Connection, office: OfficeKey, version: int, zone: str, day: date) -> list[ScreenState]:
    """By series; in a zone, only those that its counters serve, or counters of no zone."""
    counts = visitors.waiting_by_letter(connection, office.id, day)
    served = room.letters_of(connection, office.id, version)
    seen = served.get(zone, frozenset()) | served[""] if zone else frozenset(counts)
    return [{"series": letter, "count": count} for letter, count in counts.items() if letter in seen]


def _last_calls(connection: Connection, office: OfficeKey, numbers: Mapping[int, int], day: date) -> list[ScreenState]:
    """The latest call of each of the last numbers, the newest first."""
    calls = announced.last(connection, office.id, list(numbers), limit=LOOKED_BACK)
    latest: dict[str, Spoken] = {}
    for call in calls:
        if call.ticket.business_date == day:
            latest.setdefault(call.ticket.shown, call)
    return [
        {"number": number, "counter": numbers[call.counter_id]} for number, call in list(latest.items())[:LAST_CALLS]
    ]


def _to_say(
    connection: Connection, office: OfficeKey, version: int, call: Spoken, *, counter: int, now: datetime
) -> ScreenState:
    number = call.ticket.shown
    say = announcements.sayings(connection, office.id, version, number=number, counter=counter)
    return {
        "seq": call.seq,
        "number": number,
        "counter": counter,
        "starts_at": iso(call.starts_at),
        "age_s": round((now - call.starts_at).total_seconds(), 3),
        "say": [{"lang": each.lang, "phrases": each.phrases} for each in say],
        "is_heard": call.is_heard,
    }


def kiosk_state(connection: Connection, office: OfficeKey, *, now: datetime) -> ScreenState:
    """How many wait for each service, and whether numbers are given; if not, why and until when, in each language.

    `closed` is the same for the whole office, None while its hours let it give numbers. `setup` changes when the
    services do. `papers`: why each printer does not print now, None where it does; "0": the office's usual one.
    """
    state, day = _stamp(connection, office, now)
    waiting = visitors.waiting_by_service(connection, office.id, day)
    services = catalogue.services(connection, office.id)
    answers = availability.of_services(connection, office, services, now=now)
    version = calendar.version(connection, office.id)
    closed = availability.of_office(connection, office, version, now=now)
    return {
        **state,
        "setup": version,
        "closed": None if closed.is_open else _told(closed, office, now),
        "papers": {str(each): code for each, code in jobs.conditions(connection, office.id, now=now).items()},
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
    found = visitors.ticket_by_token(connection, token)
    if found is None:
        raise NotFound(what="ticket")
    return found
