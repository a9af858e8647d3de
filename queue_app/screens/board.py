"""The supervisor's board: the day against the office's limits, waits and counters, each officer's times today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.office import hours
from queue_app.domain.office.hours import Availability
from queue_app.domain.office.targets import AMBER_PCT, Targets
from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.timeline import Leg
from queue_app.screens import alerts, board_officers, clock, equipment, floods, paper, unheard
from queue_app.screens.alerts import AlertTold
from queue_app.screens.board_officers import BoardOfficer
from queue_app.screens.floods import FloodTold
from queue_app.screens.paper import OfficePaper
from queue_app.screens.state import Moment, ScreenState, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import alerts as stored_alerts
from queue_app.store.queue import counters, half_hours, quota, visitors, wishes
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.visitors import Rest
from queue_app.store.queue.wishes import OfService
from queue_app.texts import long_date, translate

DayOfService = Mapping[State, tuple[int, datetime | None]]  # as visitors.day_by_service tells it


class BoardLimits(Shown, frozen=True):
    """The office's limits (office.targets.Targets). amber_pct: of a limit, from which on a figure comes close to it."""

    waiting: int
    wait_min: int
    service_pct: int
    stay_min: int
    amber_pct: int


class BoardGroup(Shown, frozen=True):
    """A group of services. pictogram: a key of PICTOGRAMS, or "". hue: a key of HUES."""

    code: str
    name: str
    pictogram: str
    hue: str


class BoardStay(Shown, frozen=True):
    """The visit of today that lasts longest, and is not over."""

    ticket: str
    since: Moment


class BoardHalfHour(Shown, frozen=True):
    """waiting: how many do at its end, or now."""

    at: Moment
    arrivals: int
    calls: int
    waiting: int


class ClosedByHand(Shown, frozen=True):
    """reason: a key of hours.CLOSINGS."""

    reason: str
    until: Moment | None


class BoardService(Shown, frozen=True, kw_only=True):
    """A service today. why: its own reason to give no numbers, in words; "" for one that gives them.

    aside, wishes, given_up: what citizens chose on their own pages, as store.queue.wishes.OfService tells it.
    """

    id: int
    group: str
    name: str
    series: str
    waiting: int
    longest_since: Moment | None
    in_service: int
    held: int
    finished: int
    aside: int
    wishes: int
    given_up: int
    standard_minutes: int
    is_active: bool
    why: str
    by_hand: ClosedByHand | None


class BoardCounter(Shown, frozen=True, kw_only=True):
    """A counter. reason: why its ticket was called. status: of its officer.

    since: of the ticket; at a counter without one, since when its officer is away or free. held: tickets that were put
    on hold there. held_s: of its running service, seconds on hold, which are none of it. standard_minutes: of that one.
    """

    number: int
    is_unheard: bool
    officer: str | None
    status: DeskStatus | None
    status_reason: str | None
    ticket: str | None
    state: State | None
    reason: str | None
    since: Moment | None
    held: int
    held_s: float
    standard_minutes: int | None


class BoardState(ScreenState, frozen=True, kw_only=True):
    """The supervisor's board. closed: why the whole office gives no numbers. carry_to: the next working day.

    clock: that the server's stands behind, in words; "" where it may be right. clock_set: how it was set today, in
    words. log_fault: why there are no officers' times, in words; "" for a sound log. half_hours: from the first in
    which somebody came or was called. screens_in_need: as /stations counts them, in an office that is open; its
    printers are in `paper`. alerts: those that stand; alerts_today: how many began. sees_officers: whether officers'
    times are told to who looks.
    """

    limits: BoardLimits

    waiting: int
    longest_wait_s: float | None
    longest_since: Moment | None
    longest_stay: BoardStay | None
    called: int
    in_service: int
    finished: int
    no_show: int
    closed: str
    carry_to: str | None
    groups: list[BoardGroup]
    services: list[BoardService]
    counters: list[BoardCounter]
    alerts: list[AlertTold]
    alerts_today: int
    sees_officers: bool
    officers: list[BoardOfficer]
    log_fault: str
    half_hours: list[BoardHalfHour]
    paper: OfficePaper
    screens_in_need: int
    floods: list[FloodTold]
    clock: str
    clock_set: list[str]


def board_state(
    connection: Connection, office: OfficeKey, *, now: datetime, lang: str, unheard_s: int, sees_officers: bool
) -> BoardState:
    """Waits, counters, today's times and the paper of one office, and which services give numbers.

    unheard_s: after so many seconds a call that no display spoke is told of.
    """
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    services = catalogue.all_services(connection, office.id)
    standards = known.standards_on(day)
    next_day = hours.next_working_day(known.calendar, day)
    closed = availability.of_office(known, now=now)
    by_service = visitors.day_by_service(connection, office.id, day, now=now)
    totals = {state: sum(each.get(state, (0,))[0] for each in by_service.values()) for state in State}
    longest = min((since for each in by_service.values() if (since := _longest(each))), default=None)
    missed = unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)
    told = (
        board_officers.today(connection, office, services, day, lang=lang)
        if sees_officers
        else board_officers.OfficersToday([])
    )
    return BoardState(
        seq=seq,
        now=moment(now),
        limits=_limits(known.targets),
        waiting=totals[State.WAITING],
        longest_wait_s=(now - longest).total_seconds() if longest else None,
        longest_since=moment(longest),
        longest_stay=_stay(visitors.longest_stay(connection, office.id, day, now=now)),
        called=totals[State.CALLED],
        in_service=totals[State.SERVING],
        finished=totals[State.FINISHED],
        no_show=totals[State.NO_SHOW],
        closed=availability.words(closed, office, now=now, lang=lang),
        carry_to=long_date(next_day, lang=lang) if next_day else None,
        groups=[BoardGroup(each.code, each.name(lang), each.pictogram, each.hue) for each in known.groups.values()],
        services=_services(connection, known, services, by_service, closed, now=now, lang=lang),
        counters=_counters(connection, known, standards, {each.counter_id for each in missed}, day=day, lang=lang),
        alerts=alerts.standing(connection, office.id, lang=lang),
        alerts_today=stored_alerts.count(connection, office.id, day),
        sees_officers=sees_officers,
        officers=told.rows,
        log_fault=told.fault,
        half_hours=_half_hours(connection, office, day),
        paper=paper.paper_told(connection, office.id, now=now, lang=lang),
        screens_in_need=len(equipment.screens_in_need(connection, office, now=now)) if closed.is_open else 0,
        floods=floods.told(connection, office.id, seq=seq, day=day),
        clock=clock.behind(connection, office, now=now, lang=lang),
        clock_set=clock.was_set(connection, office, day=day, lang=lang),
    )


def _longest(by_state: DayOfService) -> datetime | None:
    return by_state.get(State.WAITING, (0, None))[1]


def _limits(targets: Targets) -> BoardLimits:
    return BoardLimits(targets.waiting, targets.wait_min, targets.service_pct, targets.stay_min, AMBER_PCT)


def _stay(found: TicketLeg | None) -> BoardStay | None:
    return BoardStay(found.shown, moment(found.arrived_at)) if found else None


def _half_hours(connection: Connection, office: OfficeKey, day: date) -> list[BoardHalfHour]:
    """None of another day: a ticket of yesterday may still be called after midnight."""
    first = numbering.day_start(day, office.time_zone)
    return [
        BoardHalfHour(moment(each.began_at), each.arrivals, each.calls, each.waiting)
        for each in half_hours.of_day(connection, office.id, day)
        if first <= each.began_at < first + timedelta(days=1)
    ]


def _services(
    connection: Connection,
    office: OfficeNow,
    services: Sequence[ServiceRow],
    by_service: Mapping[int, DayOfService],
    closed: Availability,
    *,
    now: datetime,
    lang: str,
) -> list[BoardService]:
    """The office's services, and those taken out of it of which there are tickets today.

    The reason of the whole office to give no numbers (`closed`) is told once, not at each service.
    """
    day = numbering.business_date(now, office.time_zone)
    quotas = quota.of_services(connection, services, day, office_id=office.id, now=now)
    answers = availability.of_services(office, services, quotas, now=now)
    standards, chosen = office.standards_on(day), wishes.by_service(connection, office.id, day, now=now)
    found = []
    for service in services:
        by_state, own_wish = by_service.get(service.id, {}), chosen.get(service.id, OfService())
        if not (service.is_active or by_state):
            continue
        by_hand = availability.by_hand(service, now=now)
        own = by_hand or (answers[service.id] if answers[service.id].code != closed.code else hours.OPEN)
        found.append(
            BoardService(
                id=service.id,
                group=service.group_code,
                name=service.name(lang),
                series=service.letter,
                waiting=by_state.get(State.WAITING, (0,))[0],
                longest_since=moment(_longest(by_state)),
                in_service=by_state.get(State.SERVING, (0,))[0],
                held=by_state.get(State.HELD, (0,))[0],
                finished=by_state.get(State.FINISHED, (0,))[0],
                aside=own_wish.aside,
                wishes=own_wish.wishes,
                given_up=own_wish.given_up,
                standard_minutes=standards[service.id],
                is_active=service.is_active,
                why=availability.words(own, office, now=now, lang=lang),
                by_hand=ClosedByHand(by_hand.name, moment(by_hand.opens_at)) if by_hand else None,
            )
        )
    return found


def _counters(
    connection: Connection,
    office: OfficeNow,
    standards: Mapping[int, int],
    missed: set[int],
    *,
    day: date,
    lang: str,
) -> list[BoardCounter]:
    """The counters in use, and those where somebody is all the same."""
    held = counters.held(connection, office.id)
    rests = visitors.rests(connection, office.id, day)
    busy = {found.leg.counter_id: found for found in visitors.at_counters(connection, office.id)}
    there = office.numbers_in_use.keys() | held.keys() | busy.keys()
    return [
        _counter(
            number,
            held.get(counter_id),
            busy.get(counter_id),
            rests.get(counter_id, Rest()),
            standards=standards,
            is_unheard=counter_id in missed,
            order=office.policy,
            lang=lang,
        )
        for counter_id, number in office.numbers.items()
        if counter_id in there
    ]


def _counter(
    number: int,
    own: HeldCounter | None,
    found: TicketLeg | None,
    rest: Rest,
    *,
    standards: Mapping[int, int],
    is_unheard: bool,
    order: Policy,
    lang: str,
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
        since=moment(_since(own, leg, rest)),
        held=rest.held,
        held_s=leg.held_s if leg else 0,
        standard_minutes=standards.get(leg.service_id) if leg else None,
    )


def _since(own: HeldCounter | None, leg: Leg | None, rest: Rest) -> datetime | None:
    """Of the ticket; at a counter without one, since when its officer is away, or free."""
    if leg is not None:
        return leg.started_at or leg.called_at
    if own is None:
        return None
    began = own.status_since or own.opened_at
    return max(began, rest.ended_at or began) if own.status == DeskStatus.SERVING else began


def _why_away(reason: str | None, lang: str) -> str | None:
    return reason and translate(lang, BREAKS.get(reason, reason))


def _why_called(leg: Leg, order: Policy, lang: str) -> str | None:
    msgid = routing.REASONS.get(leg.call_rule or "")
    return msgid and translate(lang, msgid, **routing.reason_values(leg.call_rule, leg.call_turn, order))
