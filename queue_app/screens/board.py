"""The supervisor's board: waits and counters now, and today's service times of each officer at each service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.office import hours
from queue_app.domain.office.hours import Availability
from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.performance import summarise
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.timeline import Leg
from queue_app.screens import clock, equipment, floods, paper, unheard
from queue_app.screens.equipment import AwayScreen
from queue_app.screens.floods import FloodTold
from queue_app.screens.paper import OfficePaper
from queue_app.screens.state import Moment, ScreenState, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import counters, served, visitors
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.texts import long_date, translate

DayOfService = Mapping[State, tuple[int, datetime | None]]  # as visitors.day_by_service tells it


class ClosedByHand(Shown, frozen=True):
    """reason: a key of hours.CLOSINGS."""

    reason: str
    until: Moment | None


class BoardService(Shown, frozen=True, kw_only=True):
    """A service today. why: its own reason to give no numbers, in words; "" for one that gives them."""

    id: int
    name: str
    series: str
    waiting: int
    longest_since: Moment | None
    in_service: int
    finished: int
    standard_minutes: int
    is_active: bool
    why: str
    by_hand: ClosedByHand | None


class BoardCounter(Shown, frozen=True, kw_only=True):
    """A counter. reason: why its ticket was called. since: of the ticket, or of the break. status: of its officer."""

    number: int
    is_unheard: bool
    officer: str | None
    status: DeskStatus | None
    status_reason: str | None
    ticket: str | None
    state: State | None
    reason: str | None
    since: Moment | None


class BoardOfficer(Shown, frozen=True, kw_only=True):
    """One officer's service times at one service today. excluded: how many are doubtful and not counted."""

    name: str
    service: str
    count: int
    median_s: float | None
    p90_s: float | None
    within_pct: float | None
    standard_minutes: int
    excluded: int


class BoardState(ScreenState, frozen=True, kw_only=True):
    """The supervisor's board. closed: why the whole office gives no numbers. carry_to: the next working day.

    clock: that the server's stands behind, in words; "" where it may be right.
    """

    waiting: int
    longest_wait_s: float | None
    longest_since: Moment | None
    called: int
    in_service: int
    finished: int
    no_show: int
    closed: str
    carry_to: str | None
    services: list[BoardService]
    counters: list[BoardCounter]
    officers: list[BoardOfficer]
    paper: OfficePaper
    away: list[AwayScreen]
    floods: list[FloodTold]
    clock: str


def board_state(connection: Connection, office: OfficeKey, *, now: datetime, lang: str, unheard_s: int) -> BoardState:
    """Waits, counters, today's times and the paper of one office, and which services give numbers.

    unheard_s: after so many seconds a call that no display spoke is told of.
    """
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    next_day = hours.next_working_day(known.calendar, day)
    closed = availability.of_office(known, now=now)
    by_service = visitors.day_by_service(connection, office.id, day)
    totals = {state: sum(each.get(state, (0,))[0] for each in by_service.values()) for state in State}
    longest = min((since for each in by_service.values() if (since := _longest(each))), default=None)
    missed = unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)
    return BoardState(
        seq=seq,
        now=moment(now),
        waiting=totals[State.WAITING],
        longest_wait_s=(now - longest).total_seconds() if longest else None,
        longest_since=moment(longest),
        called=totals[State.CALLED],
        in_service=totals[State.SERVING],
        finished=totals[State.FINISHED],
        no_show=totals[State.NO_SHOW],
        closed=availability.words(closed, office, now=now, lang=lang),
        carry_to=long_date(next_day, lang=lang) if next_day else None,
        services=_services(connection, known, by_service, closed, now=now, lang=lang),
        counters=_counters(connection, known, {each.counter_id for each in missed}, lang=lang),
        officers=_officers(connection, office, day, lang=lang),
        paper=paper.paper_told(connection, office.id, now=now, lang=lang),
        away=equipment.away(connection, office, now=now, lang=lang) if closed.is_open else [],
        floods=floods.told(connection, office.id, seq=seq, day=day),
        clock=clock.behind(connection, office, now=now, lang=lang),
    )


def _longest(by_state: DayOfService) -> datetime | None:
    return by_state.get(State.WAITING, (0, None))[1]


def _services(
    connection: Connection,
    office: OfficeNow,
    by_service: Mapping[int, DayOfService],
    closed: Availability,
    *,
    now: datetime,
    lang: str,
) -> list[BoardService]:
    """The office's services, and those taken out of it of which there are tickets today.

    The reason of the whole office to give no numbers (`closed`) is told once, not at each service.
    """
    services = catalogue.all_services(connection, office.id)
    answers = availability.of_services(connection, office, services, now=now)
    found = []
    for service in services:
        by_state = by_service.get(service.id, {})
        if not (service.is_active or by_state):
            continue
        by_hand = availability.by_hand(service, now=now)
        own = by_hand or (answers[service.id] if answers[service.id].code != closed.code else hours.OPEN)
        found.append(
            BoardService(
                id=service.id,
                name=service.name(lang),
                series=service.letter,
                waiting=by_state.get(State.WAITING, (0,))[0],
                longest_since=moment(_longest(by_state)),
                in_service=by_state.get(State.SERVING, (0,))[0],
                finished=by_state.get(State.FINISHED, (0,))[0],
                standard_minutes=service.standard_minutes,
                is_active=service.is_active,
                why=availability.words(own, office, now=now, lang=lang),
                by_hand=ClosedByHand(by_hand.name, moment(by_hand.opens_at)) if by_hand else None,
            )
        )
    return found


def _counters(connection: Connection, office: OfficeNow, missed: set[int], *, lang: str) -> list[BoardCounter]:
    held = counters.held(connection, office.id)
    busy = {found.leg.counter_id: found for found in visitors.at_counters(connection, office.id)}
    return [
        _counter(
            number,
            held.get(counter_id),
            busy.get(counter_id),
            is_unheard=counter_id in missed,
            order=office.policy,
            lang=lang,
        )
        for counter_id, number in office.numbers.items()
    ]


def _counter(
    number: int, own: HeldCounter | None, found: TicketLeg | None, *, is_unheard: bool, order: Policy, lang: str
) -> BoardCounter:
    leg = found.leg if found else None
    return BoardCounter(
        number=number,
        is_unheard=is_unheard,
        officer=own.officer if own else None,
        status=own.status if own else None,
        status_reason=_why_away(own.status_reason, lang) if own else None,
        ticket=found.shown if found else None,
        state=leg.state if leg else None,
        reason=_why_called(leg, order, lang) if leg else None,
        since=moment(_since(own, leg)),
    )


def _since(own: HeldCounter | None, leg: Leg | None) -> datetime | None:
    """Of the ticket; at a counter without one, since when its officer is away."""
    if leg is not None:
        return leg.started_at or leg.called_at
    return own.status_since if own and own.status != DeskStatus.SERVING else None


def _why_away(reason: str | None, lang: str) -> str | None:
    return reason and translate(lang, BREAKS.get(reason, reason))


def _why_called(leg: Leg, order: Policy, lang: str) -> str | None:
    msgid = routing.REASONS.get(leg.call_rule or "")
    return msgid and translate(lang, msgid, **routing.reason_values(leg.call_rule, leg.call_turn, order))


def _by_name(duty: served.Duty, lang: str) -> tuple[str, int, str]:
    return duty.officer.casefold(), duty.officer_id, duty.service(lang)


def _officers(connection: Connection, office: OfficeKey, day: date, *, lang: str) -> list[BoardOfficer]:
    """By officer's name, then service; never ranked."""
    grouped = served.by_duty(served.served_legs(connection, office.id, first=day, last=day))
    rows = []
    for duty, legs in sorted(grouped.items(), key=lambda item: _by_name(item[0], lang)):
        times = summarise(legs, standard_s=duty.standard_minutes * 60)
        rows.append(
            BoardOfficer(
                name=duty.officer,
                service=duty.service(lang),
                count=times.count,
                median_s=times.median_s,
                p90_s=times.p90_s,
                within_pct=times.within_pct,
                standard_minutes=duty.standard_minutes,
                excluded=times.excluded,
            )
        )
    return rows
