"""Tickets and legs: the row of a number, its claim by a counter, and its moves from state to state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    TextClause,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.timeline import Leg as FoldedLeg
from queue_app.store.office.tables import Series, Service
from queue_app.store.queue import lines
from queue_app.store.queue.tables import HAS_WISHED, IS_AT_COUNTER, IS_HELD, IS_WAITING, Leg, Ticket
from queue_app.store.rows import columns, field_names
from queue_app.store.statements import Asked, Claim, Statement


@dataclass(frozen=True, slots=True)
class TicketLeg:
    """A leg as its events tell it, with the number its ticket shows and its place in the queue."""

    leg: FoldedLeg
    office_id: int
    business_date: date
    is_priority: bool
    letter: str
    number: int
    arrived_at: datetime  # of the visit; a transfer keeps it
    undo: str | None  # what `moves` needs to take the last action back
    source: str  # of the ticket: a key of numbering.SOURCES

    @property
    def shown(self) -> str:
        """The number as its ticket shows it."""
        return numbering.shown(self.letter, self.number)

    @property
    def order_no(self) -> int:
        return self.leg.order_no

    @property
    def is_wait_known(self) -> bool:
        """Not of a number torn off a roll: when its citizen came, nobody saw."""
        return self.source != "roll" or self.leg.position > 1


FOLDED = columns(FoldedLeg, Leg, leg_id=Leg.id)
_FOLDED_SIZE = len(FOLDED)
_FIXED = (  # what a leg keeps from its opening on
    "leg_id", "ticket_id", "service_id", "position", "queued_at", "to_counter_id", "to_officer_id", "back_service_id",
    "back_counter_id",
)  # fmt: skip
_MUTABLE = field_names(FoldedLeg, without=_FIXED)
# As TicketLeg.is_wait_known: every figure of waits leaves the others out.
WAIT_IS_KNOWN = or_(Ticket.source != "roll", Leg.position > 1)
LEGS = (
    select(*columns(TicketLeg, Leg, Ticket, Series, leg=FOLDED))
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .join(Series, Series.id == Ticket.series_id)
)
_LEG_BY_ID = Statement(LEGS.where(Leg.id == bindparam("leg"), Leg.office_id == bindparam("office")))
_LEG_AT_COUNTER = Statement(LEGS.where(Leg.counter_id == bindparam("counter"), IS_AT_COUNTER))
_BY_PRESS = Statement(
    select(Ticket.id).where(Ticket.office_id == bindparam("office"), Ticket.press_key == bindparam("press"))
)
_LATEST_LEG = LEGS.where(Ticket.id == bindparam("ticket")).order_by(Leg.position.desc()).limit(1)
_FIRST_LEG = LEGS.where(Ticket.id == bindparam("ticket"), Leg.position == 1)
_INSERT_LEG = Statement(insert(Leg).returning(Leg.id))
_MOVE = Claim(
    update(Leg)
    .where(Leg.id == bindparam("leg"), Leg.state == bindparam("was"))
    .values({"undo": bindparam("new_undo"), **{name: bindparam(f"new_{name}") for name in _MUTABLE}})
)
_HAND_ON = update(Leg).where(Leg.id == bindparam("leg")).values(officer_id=bindparam("officer"), undo=None)
_KEEP_UNDO = update(Leg).where(Leg.id == bindparam("leg")).values(undo=bindparam("new_undo"))
_PARTY = select(Ticket.party).where(Ticket.id == bindparam("ticket"))
_IN_LINE = (
    Leg.service_id.in_(select(Service.id).where(Service.series_id == bindparam("series"))),
    Leg.business_date == bindparam("day"),
    IS_WAITING,
)
_NOW = bindparam("now", type_=Leg.queued_at.type)
_IS_HERE = func.coalesce(Leg.not_before, _NOW) <= _NOW
# Whose citizen asked to be called later, and is not called yet: no figure of waits counts them.
IS_SET_ASIDE = and_(IS_WAITING, or_(not_(_IS_HERE), Leg.let_pass != 0))
# Who came before the booked time waits from that time on: until then nobody lets it wait.
WAITS_SINCE = case((Leg.appointed_at > Leg.queued_at, Leg.appointed_at), else_=Leg.queued_at)
IS_NO_WAIT_YET = or_(IS_SET_ASIDE, and_(IS_WAITING, func.coalesce(Leg.appointed_at, _NOW) > _NOW))
_LINE = select(Leg.order_no).where(*_IN_LINE).order_by(Leg.order_no)
_SERIES = select(Service.series_id).where(Service.id == bindparam("service")).scalar_subquery()
_AHEAD = Statement(
    select(func.count())
    .select_from(Leg)
    .where(
        Leg.service_id.in_(select(Service.id).where(Service.series_id == _SERIES)),
        Leg.business_date == bindparam("day"),
        IS_WAITING,
        _IS_HERE,
        Leg.order_no < bindparam("order_no"),
    )
)
_BEHIND = (
    select(Leg.id, Leg.order_no)
    .where(
        Leg.service_id == bindparam("service"),
        Leg.business_date == bindparam("day"),
        IS_WAITING,
        _IS_HERE,
        Leg.is_priority == bindparam("class", type_=Leg.is_priority.type),
        Leg.to_counter_id.is_(None),
        Leg.to_officer_id.is_(None),
        tuple_(Leg.order_no, Leg.id) > tuple_(bindparam("order_no"), bindparam("leg")),
    )
    .order_by(Leg.order_no, Leg.id)
    .limit(bindparam("limit"))
)
_WISHED = LEGS.where(Leg.office_id == bindparam("office"), HAS_WISHED).order_by(Leg.order_no)
_HAS_APPOINTMENT = select(Leg.appointed_at.is_not(None)).where(Leg.id == bindparam("leg"))
_OF_TICKET = LEGS.where(Leg.ticket_id == bindparam("ticket")).order_by(Leg.position)
_OF_SERVICE = (
    LEGS.where(
        Leg.office_id == bindparam("office"),
        Leg.business_date == bindparam("day"),
        IS_WAITING,
        _IS_HERE,
        Leg.service_id == bindparam("service"),
        Leg.to_counter_id.is_(None),
        Leg.to_officer_id.is_(None),
    )
    .order_by(Leg.order_no)
    .limit(bindparam("limit"))
)
_NUMBERED = (
    LEGS.where(
        Ticket.office_id == bindparam("office"), Ticket.business_date == bindparam("day"),
        Ticket.number == bindparam("number"),
    )
    .order_by(Series.letter, Leg.position)
)  # fmt: skip


def as_ticket_leg(row: Any) -> TicketLeg:
    """One row of LEGS."""
    return TicketLeg(FoldedLeg(*row[:_FOLDED_SIZE]), *row[_FOLDED_SIZE:])


def ask_by_press(connection: Connection, office_id: int, press_key: str) -> Asked[int | None]:
    """The ticket that this press of a button already made, if any."""
    found = _BY_PRESS.ask_first(connection, office=office_id, press=press_key)
    return found.then(lambda row: row[0] if row else None)


def token(connection: Connection, ticket_id: int) -> str:
    """The ticket's unguessable name in addresses."""
    return connection.execute(select(Ticket.token).where(Ticket.id == ticket_id)).scalar_one()


def token_and_promise(connection: Connection, ticket_id: int) -> tuple[str, str | None]:
    """The same, and the wait that was promised with the ticket, as citizen.given reads it."""
    row = connection.execute(select(Ticket.token, Ticket.promised).where(Ticket.id == ticket_id)).one()
    return row.token, row.promised


def insert_leg(connection: Connection, row: Mapping[str, Any]) -> int:
    """A new waiting leg; answers its id."""
    given = {"state": State.WAITING, "held_s": 0.0, "call_count": 0, **row}
    lines.step(connection, given["service_id"], given["business_date"], by=1)
    return int(_INSERT_LEG.rows(connection, **given)[0][0])


def ticket_leg(connection: Connection, office_id: int, leg_id: int) -> TicketLeg:
    """Raises NotFound when the office has no such leg."""
    return ask_ticket_leg(connection, office_id, leg_id).answer


def ask_ticket_leg(connection: Connection, office_id: int, leg_id: int) -> Asked[TicketLeg]:
    """The same; raises when it is needed."""
    return _LEG_BY_ID.ask_first(connection, office=office_id, leg=leg_id).then(_found)


def _found(row: Any) -> TicketLeg:
    if row is None:
        raise NotFound(what="ticket")
    return as_ticket_leg(row)


def at_counter(connection: Connection, counter_id: int) -> TicketLeg | None:
    """The leg that is called or served at the counter now."""
    row = _LEG_AT_COUNTER.first(connection, counter=counter_id)
    return as_ticket_leg(row) if row else None


def first_leg(connection: Connection, ticket_id: int) -> TicketLeg:
    """The leg the ticket was taken for."""
    return as_ticket_leg(connection.execute(_FIRST_LEG, {"ticket": ticket_id}).one())


def latest_leg(connection: Connection, ticket_id: int) -> TicketLeg:
    """The leg the ticket stands in now, or ended in."""
    return as_ticket_leg(connection.execute(_LATEST_LEG, {"ticket": ticket_id}).one())


def move(connection: Connection, found: TicketLeg, to: FoldedLeg, *, undo: str | None = None) -> None:
    """Writes the leg as it is after an event, if it still is in the state it was read in.

    undo: what is needed to take this back; without it nothing can be taken back any more.
    Nobody else writes for the office meanwhile, so it always is; if it were not, nothing of the transaction would stay.
    """
    values = {"new_undo": undo, **{f"new_{name}": getattr(to, name) for name in _MUTABLE}}
    _MOVE.tell(connection, leg=found.leg.leg_id, was=found.leg.state, **values)
    by = (to.state == State.WAITING) - (found.leg.state == State.WAITING)
    if by:
        lines.step(connection, found.leg.service_id, found.business_date, by=by)


def hand_on(connection: Connection, leg_id: int, *, officer_id: int) -> None:
    """The leg is another officer's from now on; what the former one did can be taken back no more."""
    connection.execute(_HAND_ON, {"leg": leg_id, "officer": officer_id})


def keep_undo(connection: Connection, leg_id: int, undo: str) -> None:
    """What is needed to take the leg's last action back, where that was not known when the leg moved."""
    connection.execute(_KEEP_UNDO, {"leg": leg_id, "new_undo": undo})


def party(connection: Connection, ticket_id: int) -> int:
    """How many people came together."""
    return connection.execute(_PARTY, {"ticket": ticket_id}).scalar_one()


def remove_leg(connection: Connection, found: TicketLeg) -> None:
    """Takes a leg away that an undone action had opened. Its story stays in the log."""
    connection.execute(delete(Leg).where(Leg.id == found.leg.leg_id))
    if found.leg.state == State.WAITING:
        lines.step(connection, found.leg.service_id, found.business_date, by=-1)


def legs_of(connection: Connection, ticket_id: int) -> list[TicketLeg]:
    """All legs of one visit, the first first."""
    return [as_ticket_leg(row) for row in connection.execute(_OF_TICKET, {"ticket": ticket_id})]


def waiting_of(
    connection: Connection, office_id: int, *, service_id: int, day: date, now: datetime, limit: int
) -> list[TicketLeg]:
    """Who may be called for one service, and by any counter or officer, in the order of the queue."""
    keys = {"office": office_id, "day": day, "service": service_id, "now": now, "limit": limit}
    return [as_ticket_leg(row) for row in connection.execute(_OF_SERVICE, keys)]


def numbered(connection: Connection, office_id: int, *, day: date, number: int) -> list[TicketLeg]:
    """The legs of the day's tickets with that number, of every series."""
    keys = {"office": office_id, "day": day, "number": number}
    return [as_ticket_leg(row) for row in connection.execute(_NUMBERED, keys)]


def line(connection: Connection, *, series_id: int, day: date) -> list[int]:
    """The places of all who wait for the services of a series, in order."""
    return list(connection.execute(_LINE, {"series": series_id, "day": day}).scalars())


def behind(connection: Connection, found: TicketLeg, *, now: datetime, limit: int) -> list[tuple[int, int]]:
    """Leg and place of those who come next behind a ticket in its own line: its service, its class.

    Who is sent to a certain counter or officer, or asked to be called later, stands in no line now.
    """
    keys = {
        "leg": found.leg.leg_id, "service": found.leg.service_id, "day": found.business_date,
        "class": found.is_priority, "order_no": found.order_no, "now": now, "limit": limit,
    }  # fmt: skip
    return [(leg_id, order_no) for leg_id, order_no in connection.execute(_BEHIND, keys)]


def is_appointed(connection: Connection, leg_id: int) -> bool:
    """Whether the citizen was asked to come at a certain time."""
    return bool(connection.execute(_HAS_APPOINTMENT, {"leg": leg_id}).scalar_one())


def wished(connection: Connection, office_id: int) -> list[TicketLeg]:
    """Who waits, on any day, and has asked to be called later, in the order of the queue."""
    return [as_ticket_leg(row) for row in connection.execute(_WISHED, {"office": office_id})]


def ahead(connection: Connection, *, service_id: int, day: date, order_no: int, now: datetime) -> int:
    """People waiting for services of the same series who came before. Served, held and cancelled ones do not count.

    Nor does who asked to be called later, as long as that is.

    The series, not the service: its numbers stand beside each other on the display, and its counters serve them all.
    """
    return int(_AHEAD.rows(connection, service=service_id, day=day, order_no=order_no, now=now)[0][0])


def ahead_of(connection: Connection, found: TicketLeg, *, now: datetime) -> int:
    """The same of a ticket, as it stands in this leg."""
    return ahead(connection, service_id=found.leg.service_id, day=found.business_date, order_no=found.order_no, now=now)


def left_over(connection: Connection, office_id: int, *, before: date) -> list[TicketLeg]:
    """Legs of earlier days that nobody ended: still waiting or held."""
    return [*_older(connection, office_id, before, IS_WAITING), *_older(connection, office_id, before, IS_HELD)]


def _older(connection: Connection, office_id: int, before: date, condition: TextClause) -> list[TicketLeg]:
    rows = connection.execute(LEGS.where(Leg.office_id == office_id, Leg.business_date < before, condition))
    return [as_ticket_leg(row) for row in rows]
