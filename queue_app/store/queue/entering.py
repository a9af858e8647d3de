"""A new ticket: what it will be called is read first, and then its rows are only told.

On PostgreSQL what it will be called is asked with the lock of the office, in one round trip, and all that is written
goes out with the commit in a second one. Ids that are read for a ticket that then is not given are left out for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    String,
    bindparam,
    column,
    func,
    insert,
    literal,
    select,
    table,
)

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import ORDER_STEP
from queue_app.store.base import RowId
from queue_app.store.office.tables import Service
from queue_app.store.queue import lines
from queue_app.store.queue.tables import Leg, NumberCounter, PriorityTally, Ticket
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.statements import Asked, Statement

_COUNT_UP = Statement({
    name: insert_into(NumberCounter)
    .values(series_id=bindparam("series"), business_date=bindparam("day"), last=1)
    .on_conflict_do_update(
        index_elements=[NumberCounter.series_id, NumberCounter.business_date], set_={"last": NumberCounter.last + 1}
    )
    for name, insert_into in UPSERT.items()
})  # fmt: skip
_TALLY = Statement({
    name: insert_into(PriorityTally)
    .values(office_id=bindparam("office"), business_date=bindparam("day"), category=bindparam("code"), count=1)
    .on_conflict_do_update(
        index_elements=[PriorityTally.office_id, PriorityTally.business_date, PriorityTally.category],
        set_={"count": PriorityTally.count + 1},
    )
    for name, insert_into in UPSERT.items()
})  # fmt: skip
_OF_SERIES = select(Service.series_id).where(Service.id == bindparam("service")).scalar_subquery()
_NEXT = (
    select(NumberCounter.last)
    .where(NumberCounter.series_id == _OF_SERIES, NumberCounter.business_date == bindparam("day"))
    .scalar_subquery()
)


# SQLite counts legs beside their table: the id of one that was removed is never given again. Tickets stay.
_GIVEN = table("sqlite_sequence", column("name", String), column("seq", RowId))
_LAST_LEG = select(_GIVEN.c.seq).where(_GIVEN.c.name == literal(Leg.__tablename__)).scalar_subquery()
_LAST_TICKET = select(func.max(Ticket.id)).scalar_subquery()


def _next_ids(last: ScalarSelect[Any], name: str) -> dict[str, ColumnElement[int]]:
    """The next id of a table, by the dialect's name."""
    sequence = func.pg_get_serial_sequence(name, "id")
    return {"sqlite": func.coalesce(last, 0) + 1, "postgresql": func.nextval(sequence, type_=RowId)}


_TICKET_ID = _next_ids(_LAST_TICKET, Ticket.__tablename__)
_LEG_ID = _next_ids(_LAST_LEG, Leg.__tablename__)
_PLACE = Statement({
    name: select(_TICKET_ID[name], _LEG_ID[name], func.coalesce(_NEXT, 0) + 1) for name in UPSERT
})  # fmt: skip
_TICKET = Statement(insert(Ticket))
_LEG = Statement(insert(Leg))


class Place(NamedTuple):
    """What the next ticket of a series will be called: its rows' ids, and its number on that day."""

    ticket_id: int
    leg_id: int
    number: int
    day: date


def ask_place(connection: Connection, *, service_id: int, day: date) -> Asked[Place]:
    """The place of the service's next ticket. It holds as long as the office is locked."""
    return _PLACE.ask(connection, service=service_id, day=day).then(
        lambda rows: Place(rows[0][0], rows[0][1], rows[0][2], day)
    )


def put(
    connection: Connection, place: Place, *, series_id: int, ticket: Mapping[str, Any], leg: Mapping[str, Any],
    order_no: int | None,
) -> int:  # fmt: skip
    """Counts the series up by one and writes the ticket with its place and its first leg, which waits.

    ticket, leg: columns of their rows. order_no: the leg's place in the queue; None: behind everyone whose ticket was
    taken before. Answers the leg's place in the queue. The series stays locked until the transaction ends.
    """
    _COUNT_UP.tell(connection, series=series_id, day=place.day)
    _TICKET.tell(connection, id=place.ticket_id, number=place.number, **ticket)
    order_no = place.ticket_id * ORDER_STEP if order_no is None else order_no
    _LEG.tell(
        connection, id=place.leg_id, ticket_id=place.ticket_id, order_no=order_no, position=1, state=State.WAITING,
        held_s=0.0, call_count=0, **leg,
    )  # fmt: skip
    lines.step(connection, leg["service_id"], place.day, by=1)
    return order_no


def tally_priority(connection: Connection, office_id: int, *, day: date, category: str) -> None:
    """Counts one more ticket that declared `category` on that day."""
    _TALLY.tell(connection, office=office_id, day=day, code=category)
