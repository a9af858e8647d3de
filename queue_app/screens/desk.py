"""The officer's screen: what is open at the counter, who is next and why, who is on hold. Reads only.

It is sent after every change to every open counter, so it is small: names stand in the page, and here their ids; and
what says nothing, being None or False, is left out of most of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.queue import numbering, routing
from queue_app.domain.queue.absence import absent_from, calls_needed
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.marks import Marks, Speaker
from queue_app.domain.queue.routing import Choice
from queue_app.domain.queue.timeline import Leg, service_time
from queue_app.screens import desk_aside, desk_help, floods, unheard
from queue_app.screens.desk_aside import AsideTicket
from queue_app.screens.desk_help import HelpLater
from queue_app.screens.floods import FloodTold
from queue_app.screens.marks import MarkTold, marks_told
from queue_app.screens.state import Lean, Moment, ScreenState, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import announcements
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import heads, marks, notes, tickets, visitors
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg
from queue_app.store.queue.visitors import InOffice

NEXT_SHOWN, LAST_SHOWN, HELD_SHOWN, NOTES_SHOWN = 5, 3, 3, 3
Coming = list[tuple[TicketLeg, Choice]]


class OwnCounter(Lean, frozen=True, kw_only=True):
    """The counter that the officer holds. has_roll: the office tears its numbers off a roll."""

    has_roll: bool = False
    counter_id: int
    counter: int
    opened_at: Moment
    status: DeskStatus
    status_since: Moment | None = None
    status_reason: str | None = None


class CounterToChoose(Shown, frozen=True):
    """officer, since: of who is there."""

    id: int
    number: int
    officer: str | None
    since: Moment | None


class Note(Shown, frozen=True):
    at: Moment
    officer: str
    text: str


class EarlierLeg(Shown, frozen=True):
    """What the same visit went through before."""

    service_id: int
    state: State
    wait_s: float | None
    service_s: float | None


class TicketHere(Lean, frozen=True, kw_only=True):
    """The ticket that is called or served here. queued_at: None where nobody knows since when it waited.

    reason, turn: why it was called. unheard: no display has spoken its call. recalls_left: calls still to be made
    before a no-show; no_show_from: when it may be said, once they were made. lets_pass: as for NextTicket.
    """

    leg_id: int
    number: str
    service_id: int
    state: State
    is_priority: bool = False
    party: int
    arrived_at: Moment
    queued_at: Moment | None = None
    called_at: Moment | None = None
    started_at: Moment | None = None
    held_s: int
    call_count: int
    reason: str | None = None
    turn: int
    recalls_left: int = 0
    no_show_from: Moment | None = None
    back_service_id: int | None = None
    notes: list[Note]
    before: list[EarlierLeg]
    unheard: bool = False
    lets_pass: bool = False


class NextTicket(Lean, frozen=True, kw_only=True):
    """lets_pass: its citizen has let others pass, by the own wish."""

    number: str
    service_id: int
    is_priority: bool = False
    arrived_at: Moment
    reason: str | None = None
    turn: int
    lets_pass: bool = False


class HeldTicket(Lean, frozen=True, kw_only=True):
    """is_mine: this officer has put it on hold. back_at: when the citizen said to be back."""

    leg_id: int
    number: str
    service_id: int
    since: Moment | None = None
    back_at: Moment | None = None
    reason: str | None = None
    is_mine: bool = False


class LastTicket(Shown, frozen=True, kw_only=True):
    """One that this officer has finished. may_doubt: no mark of this officer stands."""

    leg_id: int
    number: str
    service_id: int
    ended_at: Moment | None
    service_s: int | None
    may_doubt: bool
    marks: list[MarkTold]


class DeskState(ScreenState, frozen=True, kw_only=True):
    """The officer's screen. desk: None while no counter is held; then `counters` are those to choose from.

    aside: of its own work, who is late. waiting, longest_since: of those who may be called here. office_waiting: of
    the whole office. help: told while nobody may be called here, the soonest first.
    """

    setup: int
    desk: OwnCounter | None
    counters: list[CounterToChoose]
    office_waiting: int
    counters_open: int
    finished_today: int
    open: TicketHere | None
    next: list[NextTicket]
    aside: list[AsideTicket]
    held: list[HeldTicket]
    held_count: int
    last: list[LastTicket]
    waiting: int
    longest_since: Moment | None
    help: list[HelpLater]
    floods: list[FloodTold]


@dataclass(frozen=True, slots=True)
class _AtCounter:
    """What the officer sees of the counter; nothing while none is held."""

    open: TicketHere | None = None
    next: list[NextTicket] = field(default_factory=list)
    aside: list[AsideTicket] = field(default_factory=list)
    held: list[HeldTicket] = field(default_factory=list)
    held_count: int = 0
    last: list[LastTicket] = field(default_factory=list)
    waiting: int = 0
    longest_since: Moment | None = None
    help: list[HelpLater] = field(default_factory=list)


def desk_state(
    connection: Connection, office: OfficeKey, officer: SignedIn, *, now: datetime, unheard_s: int
) -> DeskState:
    """The officer's counter, or, while none is held, the counters to choose from.

    unheard_s: after so many seconds a call that no display spoke is told of.
    """
    day = numbering.business_date(now, office.time_zone)
    seq, known = office_and_head(connection, office.id)
    here = visitors.in_office(connection, office.id, seq)
    own = next((each for each in here.at_work.values() if each.officer_id == officer.officer_id), None)
    at = _at_counter(connection, known, own, here, day=day, now=now, unheard_s=unheard_s) if own else _AtCounter()
    return DeskState(
        seq=seq,
        now=moment(now),
        setup=known.version,
        desk=_own_counter(known, own) if own else None,
        counters=[] if own else _to_choose(known, here.at_work),
        office_waiting=sum(here.waiting.get(day, {}).values()),
        counters_open=sum(1 for each in here.at_work.values() if each.status == DeskStatus.SERVING),
        finished_today=visitors.finished_by(connection, officer.officer_id, day=day),
        open=at.open,
        next=at.next,
        aside=at.aside,
        held=at.held,
        held_count=at.held_count,
        last=at.last,
        waiting=at.waiting,
        longest_since=at.longest_since,
        help=at.help,
        floods=floods.told(connection, office.id, seq=seq, day=day),
    )


def _is_unheard(connection: Connection, office: OfficeNow, leg: Leg, *, now: datetime, unheard_s: int) -> bool:
    if leg.state != State.CALLED:
        return False
    found = unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)
    return leg.leg_id in {each.leg_id for each in found}


def _own_counter(office: OfficeNow, own: HeldCounter) -> OwnCounter:
    return OwnCounter(
        has_roll=office.room.numbering == "roll",
        counter_id=own.counter_id,
        counter=own.counter,
        opened_at=moment(own.opened_at),
        status=own.status,
        status_since=moment(own.status_since),
        status_reason=own.status_reason,
    )


def _to_choose(office: OfficeNow, at_work: Mapping[int, HeldCounter]) -> list[CounterToChoose]:
    return [
        _choice(counter_id, number, at_work.get(counter_id)) for counter_id, number in office.numbers_in_use.items()
    ]


def _choice(counter_id: int, number: int, held: HeldCounter | None) -> CounterToChoose:
    if held is None:
        return CounterToChoose(counter_id, number, officer=None, since=None)
    return CounterToChoose(counter_id, number, held.officer, moment(held.opened_at))


def _at_counter(
    connection: Connection,
    office: OfficeNow,
    own: HeldCounter,
    here: InOffice,
    *,
    day: date,
    now: datetime,
    unheard_s: int,
) -> _AtCounter:
    coming = _coming(connection, office, own, day=day, now=now)
    busy = tickets.at_counter(connection, own.counter_id)
    last = visitors.last_finished(connection, own.officer_id, day=day, limit=LAST_SHOWN)
    held = [each for each in here.held if each.business_date == day]
    own_first = sorted(held, key=lambda each: each.leg.officer_id != own.officer_id)
    waiting = here.waiting.get(day, {})
    longest = min((found.leg.queued_at for found, _ in coming if found.is_wait_known), default=None)
    return _AtCounter(
        open=_open_ticket(connection, busy, office, now=now, unheard_s=unheard_s) if busy else None,
        next=[_next_ticket(found, choice) for found, choice in coming],
        aside=desk_aside.late(here, own, office, day=day, now=now),
        held=[_held_ticket(each, own.officer_id) for each in own_first[:HELD_SHOWN]],
        held_count=len(held),
        last=_last_tickets(connection, last, own.officer_id),
        waiting=sum(waiting.get(service_id, 0) for service_id in office.own_work(own.counter_id)),
        longest_since=moment(longest),
        help=[] if coming or busy else desk_help.help_later(connection, office, own, waiting, day=day, now=now),
    )


def _coming(connection: Connection, office: OfficeNow, own: HeldCounter, *, day: date, now: datetime) -> Coming:
    # The first few of each class are enough: the order never looks past the heads.
    found = heads.heads(connection, office.id, own.officer_id, heads.AsOf(day, now, office.policy), limit=NEXT_SHOWN)
    legs = {each.leg_id: leg for leg, each in found}
    chosen = routing.order(
        [each for _, each in found], own.turn_on(day), policy=office.policy, now=now, limit=NEXT_SHOWN
    )
    return [(legs[each.candidate.leg_id], each) for each in chosen]


def _open_ticket(
    connection: Connection, found: TicketLeg, office: OfficeNow, *, now: datetime, unheard_s: int
) -> TicketHere:
    leg = found.leg
    visit = tickets.legs_of(connection, leg.ticket_id)
    recalls_left, no_show_from = _no_show(connection, office, leg, now=now)
    return TicketHere(
        leg_id=leg.leg_id,
        number=found.shown,
        service_id=leg.service_id,
        state=leg.state,
        is_priority=found.is_priority,
        party=tickets.party(connection, leg.ticket_id),
        arrived_at=moment(found.arrived_at),
        queued_at=moment(leg.queued_at) if found.is_wait_known else None,
        called_at=moment(leg.called_at),
        started_at=moment(leg.started_at),
        held_s=round(leg.held_s),
        call_count=leg.call_count,
        reason=leg.call_rule,
        turn=routing.reason_values(leg.call_rule, leg.call_turn, office.policy)["turn"],
        recalls_left=recalls_left,
        no_show_from=moment(no_show_from),
        back_service_id=leg.back_service_id,
        notes=[
            Note(moment(note.at), note.officer, note.text)
            for note in notes.of_ticket(connection, leg.ticket_id)[-NOTES_SHOWN:]
        ],
        before=[_earlier(each) for each in visit if each.leg.position < leg.position],
        unheard=_is_unheard(connection, office, leg, now=now, unheard_s=unheard_s),
        lets_pass=leg.let_pass > 0,
    )


def _no_show(connection: Connection, office: OfficeNow, leg: Leg, *, now: datetime) -> tuple[int, datetime | None]:
    """How many calls are still to be made, and from when on whoever was called may be said to be absent."""
    if leg.state != State.CALLED:
        return 0, None
    needed = calls_needed(office.rules.recalls_before_no_show)
    calls = announcements.calls_of(connection, office.id, leg.leg_id, now=now)
    return max(0, needed - len(calls)), absent_from(calls, needed=needed)


def _earlier(found: TicketLeg) -> EarlierLeg:
    leg = found.leg
    took = service_time(leg)
    return EarlierLeg(
        leg.service_id,
        leg.state,
        (leg.called_at - leg.queued_at).total_seconds() if leg.called_at and found.is_wait_known else None,
        took.total_seconds() if took else None,
    )


def _next_ticket(found: TicketLeg, choice: Choice) -> NextTicket:
    return NextTicket(
        number=found.shown,
        service_id=found.leg.service_id,
        is_priority=found.is_priority,
        arrived_at=moment(found.arrived_at),
        reason=choice.rule,
        turn=choice.values["turn"],
        lets_pass=found.leg.let_pass > 0,
    )


def _held_ticket(found: TicketLeg, officer_id: int) -> HeldTicket:
    leg = found.leg
    return HeldTicket(
        leg_id=leg.leg_id,
        number=found.shown,
        service_id=leg.service_id,
        since=moment(leg.held_since),
        back_at=moment(leg.back_at),
        reason=leg.hold_reason,
        is_mine=leg.officer_id == officer_id,
    )


def _last_tickets(connection: Connection, last: list[TicketLeg], officer_id: int) -> list[LastTicket]:
    told = marks.of_legs(connection, [each.leg.leg_id for each in last])
    own = Speaker(officer_id, is_legs_officer=True, is_supervisor=False)
    return [_last_ticket(each, told.get(each.leg.leg_id, {}), own) for each in last]


def _last_ticket(found: TicketLeg, marked: Marks, own: Speaker) -> LastTicket:
    took = service_time(found.leg)
    return LastTicket(
        leg_id=found.leg.leg_id,
        number=found.shown,
        service_id=found.leg.service_id,
        ended_at=moment(found.leg.ended_at),
        service_s=round(took.total_seconds()) if took else None,
        may_doubt=own.may_mark(marked),
        marks=marks_told(marked, own),
    )
