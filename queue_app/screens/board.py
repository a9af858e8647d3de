"""The supervisor's board: waits and counters now, and today's service times of each officer at each service."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.office import hours
from queue_app.domain.office.hours import Availability
from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.performance import summarise
from queue_app.domain.queue.routing import Policy
from queue_app.screens import equipment, paper, unheard
from queue_app.screens.state import ScreenState, iso
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import counters, served, visitors
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import long_date, translate


def board_state(connection: Connection, office: OfficeKey, *, now: datetime, lang: str, unheard_s: int) -> ScreenState:
    """Waits, counters, today's times and the paper of one office, and which services give numbers.

    unheard_s: after so many seconds a call that no display spoke is told of.
    """
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    next_day = hours.next_working_day(known.calendar, day)
    closed = availability.of_office(known, now=now)
    services = _services(connection, known, closed, day=day, now=now, lang=lang)
    totals = {state: sum(each["by_state"].get(state, (0,))[0] for each in services) for state in State}
    longest = min((each["longest"] for each in services if each["longest"]), default=None)
    missed = unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)
    return {
        "seq": seq,
        "now": iso(now),
        "waiting": totals[State.WAITING],
        "longest_wait_s": (now - longest).total_seconds() if longest else None,
        "longest_since": iso(longest),
        "called": totals[State.CALLED],
        "in_service": totals[State.SERVING],
        "finished": totals[State.FINISHED],
        "no_show": totals[State.NO_SHOW],
        "closed": availability.words(closed, office, now=now, lang=lang),
        "carry_to": next_day and long_date(next_day, lang=lang),
        "services": [each["shown"] for each in services],
        "counters": _counters(connection, known, {each.counter_id for each in missed}, lang=lang),
        "officers": _officers(connection, office, day, lang=lang),
        "paper": paper.paper_told(connection, office.id, now=now, lang=lang),
        "away": equipment.away(connection, office, now=now, lang=lang) if closed.is_open else [],
    }


def _services(
    connection: Connection, office: OfficeNow, closed: Availability, *, day: date, now: datetime, lang: str
) -> list[dict[str, Any]]:
    """The office's services, and those taken out of it of which there are tickets today.

    `why` is the service's own reason to give no numbers; that of the whole office (`closed`) is told once.
    """
    by_service = visitors.day_by_service(connection, office.id, day)
    services = catalogue.all_services(connection, office.id)
    answers = availability.of_services(connection, office, services, now=now)
    found = []
    for service in services:
        by_state = by_service.get(service.id, {})
        if not (service.is_active or by_state):
            continue
        waiting, longest = by_state.get(State.WAITING, (0, None))
        by_hand = availability.by_hand(service, now=now)
        own = by_hand or (answers[service.id] if answers[service.id].code != closed.code else hours.OPEN)
        shown = {
            "id": service.id,
            "name": service.name(lang),
            "series": service.letter,
            "waiting": waiting,
            "longest_since": iso(longest),
            "in_service": by_state.get(State.SERVING, (0,))[0],
            "finished": by_state.get(State.FINISHED, (0,))[0],
            "standard_minutes": service.standard_minutes,
            "is_active": service.is_active,
            "why": availability.words(own, office, now=now, lang=lang),
            "by_hand": by_hand and {"reason": by_hand.name, "until": iso(by_hand.opens_at)},
        }
        found.append({"by_state": by_state, "longest": longest, "shown": shown})
    return found


def _counters(connection: Connection, office: OfficeNow, missed: set[int], *, lang: str) -> list[dict[str, Any]]:
    held = counters.held(connection, office.id)
    busy = {found.leg.counter_id: found for found in visitors.at_counters(connection, office.id)}
    return [
        {
            "number": number,
            "is_unheard": counter_id in missed,
            **_away(held.get(counter_id), lang),
            **(_open_ticket(busy[counter_id], office.policy, lang) if counter_id in busy else {}),
        }
        for counter_id, number in office.numbers.items()
    ]


def _away(own: HeldCounter | None, lang: str) -> dict[str, Any]:
    """Who holds a counter without a ticket, and since when and why nobody is called there, if so."""
    is_away = own is not None and own.status != DeskStatus.SERVING
    return {
        "officer": own and own.officer,
        "status": own and own.status,
        "status_reason": own
        and own.status_reason
        and translate(lang, BREAKS.get(own.status_reason, own.status_reason)),
        "ticket": None,
        "state": None,
        "reason": None,
        "since": iso(own.status_since) if own and is_away else None,
    }


def _open_ticket(found: TicketLeg, order: Policy, lang: str) -> dict[str, Any]:
    leg = found.leg
    msgid = routing.REASONS.get(leg.call_rule or "")
    return {
        "ticket": found.shown,
        "state": leg.state,
        "reason": msgid and translate(lang, msgid, **routing.reason_values(leg.call_rule, leg.call_turn, order)),
        "since": iso(leg.started_at or leg.called_at),
    }


def _by_name(duty: served.Duty, lang: str) -> tuple[str, int, str]:
    return duty.officer.casefold(), duty.officer_id, duty.service(lang)


def _officers(connection: Connection, office: OfficeKey, day: date, *, lang: str) -> list[dict[str, Any]]:
    """By officer's name, then service; never ranked."""
    grouped = served.by_duty(served.served_legs(connection, office.id, first=day, last=day))
    rows = []
    for duty, legs in sorted(grouped.items(), key=lambda item: _by_name(item[0], lang)):
        times = summarise(legs, standard_s=duty.standard_minutes * 60)
        rows.append(
            {
                "name": duty.officer,
                "service": duty.service(lang),
                "count": times.count,
                "median_s": times.median_s,
                "p90_s": times.p90_s,
                "within_pct": times.within_pct,
                "standard_minutes": duty.standard_minutes,
                "excluded": times.excluded,
            }
        )
    return rows
