"""The numbers that were given last and called last, as everybody in the waiting room has seen them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, select

from queue_app.domain.queue.numbering import LAST_NUMBER
from queue_app.store.office.tables import Series
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.statements import Statement

_MINE = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
_ISSUED = (
    select(Leg.service_id, func.max(Ticket.number))
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_MINE, Leg.position == 1, Ticket.number <= LAST_NUMBER)  # those lent to kiosks stand beside the others
    .group_by(Leg.service_id)
)
_LATEST = (
    select(Leg.service_id, func.max(Leg.called_at).label("called_at"))
    .where(*_MINE, Leg.called_at.is_not(None))
    .group_by(Leg.service_id)
    .subquery()
)
_CALLED = (
    select(Leg.service_id, func.max(Ticket.number))
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .join(_LATEST, and_(_LATEST.c.service_id == Leg.service_id, _LATEST.c.called_at == Leg.called_at))
    .where(*_MINE)
    .group_by(Leg.service_id)
)

_OF_OFFICE = select(Series.id).where(Series.office_id == bindparam("office"))
_GIVEN = Statement(  # the series are named, as the index of numbers begins with office and series
    select(func.count())
    .select_from(Ticket)
    .where(Ticket.office_id == bindparam("office"), Ticket.series_id.in_(_OF_OFFICE))
    .where(Ticket.business_date == bindparam("day"))
)


class LastNumbers(NamedTuple):
    """Of one service on one business date; None where there was none."""

    issued: int | None
    called: int | None


def last_numbers(connection: Connection, office_id: int, day: date) -> dict[int, LastNumbers]:
    """By service id. Of several services of one series each tells its own; one that had nobody is missing."""
    keys = {"office": office_id, "day": day}
    issued: dict[int, int] = {row[0]: row[1] for row in connection.execute(_ISSUED, keys)}
    called: dict[int, int] = {row[0]: row[1] for row in connection.execute(_CALLED, keys)}
    return {each: LastNumbers(issued.get(each), called.get(each)) for each in {*issued, *called}}


def given_today(connection: Connection, office_id: int, day: date) -> int:
    """How many numbers of that business date were given."""
    found: int = _GIVEN.rows(connection, office=office_id, day=day)[0][0]
    return found
