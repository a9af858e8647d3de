"""The heads of the queues that one counter may call from, in one statement: it runs at every call.

Three or four short searches, each along an index that already stands in its order: the first regular and the first
priority tickets by arrival, appointments whose time it is, and tickets directed to this very counter or officer.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)

from queue_app.domain.queue.routing import LAST_RANK, Candidate, Policy, help_from
from queue_app.store.office.tables import CounterService
from queue_app.store.queue.tables import IS_APPOINTED, IS_DIRECTED, IS_WAITING, DeskSession, Leg
from queue_app.store.queue.tickets import LEGS, TicketLeg, as_ticket_leg
from queue_app.store.statements import Asked, Statement

_TODAY = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
# Looked up here, so that nobody has to know the officer's counter before he asks who is next.
_COUNTER = (
    select(DeskSession.counter_id)
    .where(DeskSession.officer_id == bindparam("officer"), DeskSession.closed_at.is_(None))
    .scalar_subquery()
)
_SERVICES = select(CounterService.service_id).where(CounterService.counter_id == _COUNTER)
_OWN, _HELP = _SERVICES.where(CounterService.rank == 1), _SERVICES.where(CounterService.rank > 1)
_RANK = (
    select(CounterService.rank)
    .where(CounterService.counter_id == _COUNTER, CounterService.service_id == Leg.service_id)
    .scalar_subquery()
)
_HELP_FROM = case(
    {rank: bindparam(f"from_{rank}", type_=Leg.queued_at.type) for rank in range(2, LAST_RANK)},
    value=_RANK,
    else_=bindparam(f"from_{LAST_RANK}", type_=Leg.queued_at.type),
)
_IS_MINE = or_(Leg.to_counter_id == _COUNTER, Leg.to_officer_id == bindparam("officer"))
_NOW = bindparam("now", type_=Leg.queued_at.type)
_IS_HERE = func.coalesce(Leg.not_before, _NOW) <= _NOW  # or nobody may call it yet, by its citizen's own wish
_IN_WINDOW = Leg.appointed_at.between(bindparam("window_from"), bindparam("window_to"))


def _is_away(directed_to: Any, holder: Any) -> ColumnElement[bool]:
    """Nobody in particular is asked for, or whoever is does not serve at a counter now: gone, or on a break."""
    at_a_desk = exists().where(DeskSession.closed_at.is_(None), DeskSession.status == "serving", holder == directed_to)
    return or_(directed_to.is_(None), not_(at_a_desk))


_IS_FREE = and_(
    or_(Leg.service_id.in_(_OWN), and_(Leg.service_id.in_(_HELP), Leg.queued_at <= _HELP_FROM)),
    _is_away(Leg.to_counter_id, DeskSession.counter_id),
    _is_away(Leg.to_officer_id, DeskSession.officer_id),
)


def _first(condition: Any, *conditions: ColumnElement[bool], by: Any, is_directed: bool = False) -> Select[Any]:
    """The first few of one search; a subquery, since a LIMIT belongs to the whole of a UNION."""
    rank = literal(1) if is_directed else _RANK
    picked = (
        select(Leg.id, rank.label("rank"), literal(is_directed, Boolean).label("is_directed"))
        .where(*_TODAY, condition, _IS_HERE, *conditions)
        .order_by(by, Leg.id)
        .limit(bindparam("limit"))
        .subquery()
    )
    return select(picked)


def _legs(*searches: Select[Any]) -> Select[Any]:
    picked = union_all(*searches).subquery()
    return LEGS.add_columns(picked.c.rank, picked.c.is_directed).join(picked, picked.c.id == Leg.id)


def _line(is_priority: ColumnElement[bool], *conditions: ColumnElement[bool]) -> Select[Any]:
    return _first(IS_WAITING, Leg.is_priority.is_(is_priority), _IS_FREE, *conditions, by=Leg.order_no)


_MINE = _first(IS_DIRECTED, _IS_MINE, by=Leg.order_no, is_directed=True)
_HEADS = Statement(_legs(_line(false()), _line(true()), _MINE))
_OUTSIDE = or_(Leg.appointed_at.is_(None), not_(_IN_WINDOW))
_HEADS_WITH_APPOINTMENTS = Statement(
    _legs(
        _line(false(), _OUTSIDE),
        _line(true(), _OUTSIDE),
        _first(IS_APPOINTED, _IN_WINDOW, _IS_FREE, by=Leg.appointed_at),
        _MINE,
    )
)


_HELPED = Statement(
    select(Leg.service_id, func.min(Leg.queued_at))
    .where(
        *_TODAY,
        IS_WAITING,
        _IS_HERE,
        Leg.service_id.in_(_HELP),
        _is_away(Leg.to_counter_id, DeskSession.counter_id),
        _is_away(Leg.to_officer_id, DeskSession.officer_id),
    )
    .group_by(Leg.service_id)
)


def longest_helped(
    connection: Connection, office_id: int, officer_id: int, *, day: date, now: datetime
) -> dict[int, datetime]:
    """Since when the first one waits whom the officer's counter may help, by service id, be help due already or not."""
    rows = _HELPED.rows(connection, office=office_id, officer=officer_id, day=day, now=now)
    return dict(rows)


class AsOf(NamedTuple):
    """What it depends on who is next, beside the rows: the business date, the moment (aware) and the office's order."""

    day: date
    now: datetime
    policy: Policy


def heads(
    connection: Connection, office_id: int, officer_id: int, as_of: AsOf, *, limit: int = 1
) -> list[tuple[TicketLeg, Candidate]]:
    """As `ask`, now."""
    return ask(connection, office_id, officer_id, as_of, limit=limit).answer


def ask(
    connection: Connection, office_id: int, officer_id: int, as_of: AsOf, *, limit: int = 1
) -> Asked[list[tuple[TicketLeg, Candidate]]]:
    """What the officer's counter may call: the first `limit` of each class, of appointments and of directed tickets.

    Tickets of the counter's services by rank, help only once it is due; somebody else's directed ticket only while
    that counter or officer is at no desk; nobody who asked to be called later. Enough for `routing.choose`, and for
    `routing.order` up to `limit`.
    """
    day, now, policy = as_of
    statement = _HEADS_WITH_APPOINTMENTS if policy.kind == "appointment_window" else _HEADS
    keys = {
        "office": office_id, "officer": officer_id, "day": day, "limit": limit,
        "now": now,
        **{f"from_{rank}": help_from(policy, rank, now) for rank in range(2, LAST_RANK + 1)},
    }  # fmt: skip
    if statement is _HEADS_WITH_APPOINTMENTS:
        keys |= {
            "window_from": now - timedelta(minutes=policy.late_min),
            "window_to": now + timedelta(minutes=policy.early_min),
        }
    return statement.ask(connection, **keys).then(lambda rows: [_head(row) for row in rows])


def _head(row: Any) -> tuple[TicketLeg, Candidate]:
    *leg, rank, is_directed = row
    found = as_ticket_leg(leg)
    return found, Candidate(
        found.leg.leg_id, found.order_no, found.is_priority, found.leg.queued_at, found.arrived_at, rank,
        found.leg.appointed_at, is_directed,
    )  # fmt: skip
