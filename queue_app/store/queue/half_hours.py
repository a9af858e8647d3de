"""How a day went: how many came and how many were called in each half hour, counted where the rows are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, cast, extract, func, select, text

from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.queue.tickets import WAIT_IS_KNOWN
from queue_app.store.statements import Statement

LENGTH_S = 30 * 60


@dataclass(frozen=True, slots=True)
class HalfHour:
    """began_at: on a whole or half hour of UTC. calls: first calls, not those again. waiting: at its end, or now."""

    began_at: datetime
    arrivals: int
    calls: int
    waiting: int


Numbered = Callable[[Any], ColumnElement[int]]  # a moment -> the half hours since 1970 until then
NUMBERED: dict[str, Numbered] = {  # by kind of database
    "sqlite": lambda at: cast(func.strftime("%s", at), Integer).op("/")(LENGTH_S),
    "postgresql": lambda at: cast(func.floor(extract("epoch", at) / LENGTH_S), Integer),
}


def _counted(at: Any, *where: Any) -> Statement:
    """Legs of a day by the half hour of a moment of theirs."""
    mine = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), *where)
    legs = select(func.count()).select_from(Leg).join(Ticket, Ticket.id == Leg.ticket_id).where(*mine)
    return Statement({
        name: legs.add_columns(numbered(at).label("half")).group_by(text("half")) for name, numbered in NUMBERED.items()
    })  # fmt: skip


_ARRIVALS = _counted(Ticket.arrived_at, Leg.position == 1, WAIT_IS_KNOWN)
_CALLS = _counted(Leg.called_at, Leg.called_at.is_not(None))
_QUEUED = _counted(Leg.queued_at)
_LEFT = _counted(func.coalesce(Leg.called_at, Leg.ended_at), Leg.state != State.WAITING)


def of_day(connection: Connection, office_id: int, day: date) -> list[HalfHour]:
    """Of a business date, from the first half hour in which somebody came or was called to the last, none left out."""
    came, called, queued, left = (
        {number: count for count, number in asked.rows(connection, office=office_id, day=day)}
        for asked in (_ARRIVALS, _CALLS, _QUEUED, _LEFT)
    )
    numbers = [*came, *called]
    found = range(min(numbers, default=0), max(numbers, default=-1) + 1)
    return [
        HalfHour(
            datetime.fromtimestamp(number * LENGTH_S, UTC),
            came.get(number, 0),
            called.get(number, 0),
            _until(queued, number, found[-1]) - _until(left, number, found[-1]),
        )
        for number in found
    ]


def _until(counts: Mapping[int, int], number: int, last: int) -> int:
    """How many until the end of a half hour; until now, of the last one."""
    return sum(count for each, count in counts.items() if each <= number or number == last)
