"""The officer's screen: what is open at the counter, who is next and why, who is on hold. Reads only.

It is sent after every change to every open counter, so it is small: names stand in the page, and here their ids; times
are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.routing import Choice
from queue_app.domain.queue.timeline import service_time
from queue_app.screens import unheard
from queue_app.screens.state import ScreenState, iso
from queue_app.store.desk import OfficeKey
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import heads, notes, tickets, visitors
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.visitors import InOffice

NEXT_SHOWN, LAST_SHOWN, HELD_SHOWN, NOTES_SHOWN = 5, 3, 3, 3
Coming = list[tuple[TicketLeg, Choice]]


def desk_state(
    connection: Connection, office: OfficeKey, officer: SignedIn, *, now: datetime, unheard_s: int
) -> ScreenState:
    """The officer's counter, or, while none is held, the counters to choose from.

    unheard_s: after so many seconds a call that no display spoke is told of.
    """
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    here = visitors.in_office(connection, office.id, seq)
    own = next((each for each in here.at_work.values() if each.officer_id == officer.officer_id), None)
    at_counter = _at_counter(connection, known, own, here, day=day, now=now) if own else _NOTHING
    if _is_unheard(connection, office, at_counter["open"], now=now, unheard_s=unheard_s):
        at_counter["open"]["unheard"] = True
    return {
        "seq": seq,
        "now": iso(now),
        "setup": known.version,
        "desk": own and _desk(known, own),
        "counters": [] if own else _to_choose(known, here.at_work),
        "office_waiting": sum(here.waiting.get(day, {}).values()),
        "counters_open": sum(1 for each in here.at_work.values() if each.status == DeskStatus.SERVING),
        "finished_today": visitors.finished_by(connection, officer.officer_id, day=day),
        **at_counter,
    }


_NOTHING: ScreenState = {
    "open": None, "next": [], "held": [], "held_count": 0, "last": [], "waiting": 0, "longest_since": None,
}  # fmt: skip


def _is_unheard(
    connection: Connection, office: OfficeKey, open_ticket: ScreenState | None, *, now: datetime, unheard_s: int
) -> bool:
    if open_ticket is None or open_ticket["state"] != State.CALLED:
        return False
    found = unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)
    return open_ticket["leg_id"] in {each.leg_id for each in found}


def _lean(**values: object) -> ScreenState:
    """Without what says nothing: it is sent to every counter with every change."""
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _ms(at: datetime | None) -> int | None:
    return round(at.timestamp() * 1000) if at else None


def _desk(office: OfficeNow, own: HeldCounter) -> ScreenState:
    return _lean(
        has_roll=office.room.numbering == "roll",
        counter_id=own.counter_id,
        counter=own.counter,
        opened_at=_ms(own.opened_at),
        status=own.status,
        status_since=_ms(own.status_since),
        status_reason=own.status_reason,
    )


def _to_choose(office: OfficeNow, at_work: Mapping[int, HeldCounter]) -> list[ScreenState]:
    return [
        {
            "id": counter_id,
            "number": number,
            "officer": at_work[counter_id].officer if counter_id in at_work else None,
            "since": _ms(at_work[counter_id].opened_at) if counter_id in at_work else None,
        }
        for counter_id, number in office.numbers_in_use.items()
    ]


def _at_counter(
    connection: Connection, office: OfficeNow, own: HeldCounter, here: InOffice, *, day: date, now: datetime
) -> ScreenState:
    coming = _coming(connection, office, own, day=day, now=now)
    busy = tickets.at_counter(connection, own.counter_id)
    last = visitors.last_finished(connection, own.officer_id, day=day, limit=LAST_SHOWN)
    held = [each for each in here.held if each.business_date == day]
    own_first = sorted(held, key=lambda each: each.leg.officer_id != own.officer_id)
    waiting = here.waiting.get(day, {})
    longest = min((found.leg.queued_at for found, _ in coming if found.is_wait_known), default=None)
    return {
        "open": busy and _open_ticket(connection, busy, office),
        "next": [_next_ticket(found, choice) for found, choice in coming],
        "held": [_held_ticket(each, own.officer_id) for each in own_first[:HELD_SHOWN]],
        "held_count": len(held),
        "last": [_last_ticket(each) for each in last],
        "waiting": sum(waiting.get(service_id, 0) for service_id in office.own_work(own.counter_id)),
        "longest_since": _ms(longest),
    }


def _coming(connection: Connection, office: OfficeNow, own: HeldCounter, *, day: date, now: datetime) -> Coming:
    # The first few of each class are enough: the order never looks past the heads.
    found = heads.heads(connection, office.id, own, day=day, now=now, policy=office.policy, limit=NEXT_SHOWN)
    legs = {each.leg_id: leg for leg, each in found}
    chosen = routing.order(
        [each for _, each in found], own.turn_on(day), policy=office.policy, now=now, limit=NEXT_SHOWN
    )
    return [(legs[each.candidate.leg_id], each) for each in chosen]


def _open_ticket(connection: Connection, found: TicketLeg, office: OfficeNow) -> ScreenState:
    leg = found.leg
    visit = tickets.legs_of(connection, leg.ticket_id)
    return _lean(
        leg_id=leg.leg_id,
        number=found.shown,
        service_id=leg.service_id,
        state=leg.state,
        is_priority=found.is_priority,
        party=tickets.party(connection, leg.ticket_id),
        arrived_at=_ms(found.arrived_at),
        queued_at=_ms(leg.queued_at) if found.is_wait_known else None,
        called_at=_ms(leg.called_at),
        started_at=_ms(leg.started_at),
        held_s=round(leg.held_s),
        call_count=leg.call_count,
        reason=leg.call_rule,
        turn=routing.reason_values(leg.call_rule, leg.call_turn, office.policy)["turn"],
        may_no_show=leg.state == State.CALLED and leg.call_count > office.rules.recalls_before_no_show,
        back_service_id=leg.back_service_id,
        notes=[
            {"at": _ms(note.at), "officer": note.officer, "text": note.text}
            for note in notes.of_ticket(connection, leg.ticket_id)[-NOTES_SHOWN:]
        ],
        before=[_earlier(each) for each in visit if each.leg.position < leg.position],
    )


def _earlier(found: TicketLeg) -> dict[str, Any]:
    leg = found.leg
    took = service_time(leg)
    return {
        "service_id": leg.service_id,
        "state": leg.state,
        "wait_s": (leg.called_at - leg.queued_at).total_seconds() if leg.called_at and found.is_wait_known else None,
        "service_s": took.total_seconds() if took else None,
    }


def _next_ticket(found: TicketLeg, choice: Choice) -> ScreenState:
    return _lean(
        number=found.shown,
        service_id=found.leg.service_id,
        is_priority=found.is_priority,
        arrived_at=_ms(found.arrived_at),
        reason=choice.rule,
        turn=choice.values["turn"],
    )


def _held_ticket(found: TicketLeg, officer_id: int) -> ScreenState:
    leg = found.leg
    return _lean(
        leg_id=leg.leg_id,
        number=found.shown,
        service_id=leg.service_id,
        since=_ms(leg.held_since),
        back_at=_ms(leg.back_at),
        reason=leg.hold_reason,
        is_mine=leg.officer_id == officer_id,
    )


def _last_ticket(found: TicketLeg) -> ScreenState:
    took = service_time(found.leg)
    return {
        "leg_id": found.leg.leg_id,
        "number": found.shown,
        "service_id": found.leg.service_id,
        "ended_at": _ms(found.leg.ended_at),
        "service_s": round(took.total_seconds()) if took else None,
        "inaccurate": found.leg.inaccurate,
    }
