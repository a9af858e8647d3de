"""The whole small state of each screen, with the number of the last event it includes. Reads only.

A state is plain data, ready for JSON; times are ISO UTC. Every state of one call comes from one database snapshot.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.domain import numbering, routing
from queue_app.domain.errors import NotFound
from queue_app.domain.lifecycle import ENDED, State
from queue_app.store import catalogue, counters, log, screens, tickets
from queue_app.store.accounts import SignedIn
from queue_app.store.counters import HeldCounter
from queue_app.store.desk import OfficeKey
from queue_app.store.tickets import TicketLeg

ScreenState = dict[str, Any]
LAST_CALLS = 6
ANNOUNCEMENTS = 48  # calls within the time they are fresh; more would be minutes of speech
NEXT_SHOWN = 5


def iso(at: datetime | None) -> str | None:
    """UTC with milliseconds and "Z", as every browser since 2015 reads it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def _stamp(connection: Connection, office: OfficeKey, now: datetime) -> tuple[ScreenState, date]:
    day = numbering.business_date(now, office.zone)
    return {"seq": log.head_seq(connection, office.id), "now": iso(now)}, day


def display_state(connection: Connection, office: OfficeKey, *, now: datetime, fresh_s: int) -> ScreenState:
    """The waiting room: who is at which counter, the last calls, waits by series, and what is to be spoken."""
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
    }  # fmt: skip


def kiosk_state(connection: Connection, office: OfficeKey, *, now: datetime) -> ScreenState:
    """How many wait for each service, and whether it is open."""
    state, day = _stamp(connection, office, now)
    waiting = screens.waiting_by_service(connection, office.id, day)
    services = catalogue.services(connection, office.id)
    return {**state, "services": [
        {"id": service.id, "waiting": waiting.get(service.id, 0), "is_open": service.is_open} for service in services
    ]}  # fmt: skip


def ticket_state(connection: Connection, office: OfficeKey, ticket_id: int, *, now: datetime, lang: str) -> ScreenState:
    """The citizen's own ticket: state, people ahead while waiting, counter once called."""
    state, day = _stamp(connection, office, now)
    found = tickets.latest_leg(connection, ticket_id)
    leg = found.leg
    is_waiting = leg.state == State.WAITING and found.business_date == day
    service = catalogue.service(connection, office.id, leg.service_id)
    ahead = tickets.ahead(connection, series_id=service.series_id, day=day, order_no=found.order_no)
    return {
        **state,
        "number": found.shown,
        "service": service.name(lang),
        "state": leg.state,
        "ahead": ahead if is_waiting else None,
        "counter": counters.numbers(connection, office.id).get(leg.counter_id or 0),
        "called_at": iso(leg.called_at),
        "calls": leg.call_count,
        "is_final": leg.state in ENDED,
    }


def find_ticket(connection: Connection, token: str) -> tuple[int, int]:
    """Ticket id and office id behind the token of a citizen's page. Raises NotFound."""
    found = screens.ticket_by_token(connection, token)
    if found is None:
        raise NotFound(what="ticket")
    return found


def desk_state(
    connection: Connection,
    office: OfficeKey,
    officer: SignedIn,
    *,
    now: datetime,
    lang: str,
    ratio: routing.Ratio,
) -> ScreenState:
    """The officer's counter: what is open, who is next and why; while none is held, the counters to choose from."""
    state, day = _stamp(connection, office, now)
    own = counters.held_by(connection, officer.officer_id)
    services = {service.id: service for service in catalogue.services(connection, office.id)}
    coming = _coming(connection, office, own, day=day, ratio=ratio) if own else []
    waiting = screens.waiting_by_service(connection, office.id, day)
    offered = counters.offered(connection, own.counter_id) if own else []
    busy = tickets.at_counter(connection, own.counter_id) if own else None
    return {
        **state,
        "me": {"name": officer.name, "role": officer.role},
        "desk": own and {"counter_id": own.counter_id, "counter": own.counter, "opened_at": iso(own.opened_at)},
        "counters": [] if own else _counters_to_choose(connection, office),
        "open": busy and _open_ticket(busy, services[busy.leg.service_id], lang=lang, ratio=ratio),
        "next": [
            {"number": found.shown, "service": services[found.leg.service_id].name(lang),
             "is_priority": found.is_priority, "arrived_at": iso(found.arrived_at)}
            for found in coming
        ],
        "waiting": sum(waiting.get(service_id, 0) for service_id in offered),
        "office_waiting": sum(waiting.values()),
        "services": [{"id": each.id, "name": each.name(lang)} for each in services.values() if each.is_open],
        "finished_today": screens.finished_by(connection, office.id, officer.officer_id, day=day),
    }  # fmt: skip


def _counters_to_choose(connection: Connection, office: OfficeKey) -> list[ScreenState]:
    held = counters.held(connection, office.id)
    return [
        {
            "id": counter_id,
            "number": number,
            "officer": held[counter_id].officer if counter_id in held else None,
            "since": iso(held[counter_id].opened_at) if counter_id in held else None,
        }
        for counter_id, number in counters.numbers(connection, office.id).items()
    ]


def _coming(
    connection: Connection, office: OfficeKey, held: HeldCounter, *, day: date, ratio: routing.Ratio
) -> list[TicketLeg]:
    # The first few of each class are enough: the order never looks past the heads.
    queue = tickets.heads(connection, office.id, held.counter_id, day=day, limit=NEXT_SHOWN)
    by_id = {found.leg.leg_id: found for found in queue}
    candidates = [routing.Candidate(found.leg.leg_id, found.order_no, found.is_priority) for found in queue]
    coming = routing.order(candidates, held.run_on(day), ratio=ratio, limit=NEXT_SHOWN)
    return [by_id[each.leg_id] for each in coming]


def _open_ticket(found: TicketLeg, service: catalogue.ServiceRow, *, lang: str, ratio: routing.Ratio) -> ScreenState:
    leg = found.leg
    return {
        "leg_id": leg.leg_id,
        "number": found.shown,
        "service": service.name(lang),
        "service_id": service.id,
        "standard_minutes": service.standard_minutes,
        "state": leg.state,
        "is_priority": found.is_priority,
        "requirements": service.requirements(lang),
        "arrived_at": iso(found.arrived_at),
        "called_at": iso(leg.called_at),
        "started_at": iso(leg.started_at),
        "call_count": leg.call_count,
        "reason": routing.REASONS.get(leg.call_rule or "", ""),
        "reason_values": {"turn": leg.call_turn, "regular": ratio.regular},
    }
