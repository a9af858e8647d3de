"""A new ticket: its number, its row and its first leg, asked of the database together and answered together.

What one statement needs of another is looked up by the ticket's token, which is known before any of them has run, so
that on PostgreSQL all of them are one round trip.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import ORDER_STEP
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
_LAST = select(NumberCounter.last).where(
    NumberCounter.series_id == bindparam("series"), NumberCounter.business_date == bindparam("day")
)
_TICKET = Statement(insert(Ticket).values(number=_LAST.scalar_subquery()).returning(Ticket.id, Ticket.number))
_ID = select(Ticket.id).where(Ticket.token == bindparam("of_token")).scalar_subquery()
_PLACE = bindparam("place", type_=Leg.order_no.type)
_LEG = Statement(
    insert(Leg).values(ticket_id=_ID, order_no=func.coalesce(_PLACE, _ID * ORDER_STEP)).returning(Leg.id, Leg.order_no)
)


class NewTicket(NamedTuple):
    """What the database gave to a new ticket."""

    ticket_id: int
    number: int
    leg_id: int
    order_no: int  # its place in the queue


def ask(
    connection: Connection, *, series_id: int, day: date, ticket: Mapping[str, Any], leg: Mapping[str, Any],
    order_no: int | None,
) -> Asked[NewTicket]:  # fmt: skip
    """Counts the series up by one and writes the ticket with that number and its first leg, which waits.

    ticket, leg: columns of their rows; the ticket's token among them. order_no: the leg's place in the queue; None:
    behind everyone whose ticket was taken before. The series stays locked until the transaction ends.
    """
    _COUNT_UP.tell(connection, series=series_id, day=day)
    made = _TICKET.ask(connection, series=series_id, day=day, **ticket)
    opened = _LEG.ask(
        connection, of_token=ticket["token"], place=order_no, position=1, state=State.WAITING, held_s=0.0,
        call_count=0, **leg,
    )  # fmt: skip
    lines.step(connection, leg["service_id"], day, by=1)
    return Asked(lambda: NewTicket(*made.answer[0], *opened.answer[0]))


def tally_priority(connection: Connection, office_id: int, *, day: date, category: str) -> None:
    """Counts one more ticket that declared `category` on that day."""
    _TALLY.tell(connection, office=office_id, day=day, code=category)
