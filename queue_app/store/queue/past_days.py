"""One past day of an office, read to be replayed: its legs, who was at which counter when, and the counters' ranks."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, not_, select

from queue_app.domain.log.events import DeskBack, DeskPaused
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.past_day import Interval, PastLeg, PastSession
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Counter, CounterService
from queue_app.store.queue.tables import DeskSession, Leg, Ticket
from queue_app.store.queue.tickets import WAIT_IS_KNOWN
from queue_app.store.rows import columns

_LAST_DAY = select(func.max(Leg.business_date)).where(
    Leg.office_id == bindparam("office"), Leg.business_date < bindparam("before")
)
_FIRST_DAY = select(func.min(Leg.business_date)).where(Leg.office_id == bindparam("office"))
_OF_DAY = (Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
# Entered once the day was over: nobody knows when they were called, so they can be called by no other order either.
_IS_ON_PAPER = and_(Leg.state.in_([State.FINISHED, State.CANCELLED]), Leg.ended_at.is_(None))
_ON_PAPER = select(func.count()).select_from(Leg).where(*_OF_DAY, _IS_ON_PAPER)
_LEGS = (
    select(*columns(
        PastLeg, Leg, Ticket,
        leg_id=Leg.id, rule=Leg.call_rule, is_accurate=Leg.inaccurate.is_(None), is_wait_known=WAIT_IS_KNOWN,
    ))
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(*_OF_DAY, not_(_IS_ON_PAPER))
    .order_by(Leg.id)
)  # fmt: skip
_SESSIONS = select(DeskSession.id, DeskSession.counter_id, DeskSession.opened_at, DeskSession.closed_at).where(
    DeskSession.office_id == bindparam("office"),
    DeskSession.opened_at >= bindparam("start"),
    DeskSession.opened_at < bindparam("end"),
)
_RANKS = (
    select(CounterService.counter_id, CounterService.service_id, CounterService.rank)
    .join(Counter, Counter.id == CounterService.counter_id)
    .where(Counter.office_id == bindparam("office"))
)
_HEAD = select(func.max(LoggedEvent.seq)).where(LoggedEvent.office_id == bindparam("office"))
_AT = select(LoggedEvent.at).where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq == bindparam("seq"))
_PAUSES = (
    select(LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data)
    .where(
        LoggedEvent.office_id == bindparam("office"),
        LoggedEvent.seq >= bindparam("first"),
        LoggedEvent.seq < bindparam("end"),
        LoggedEvent.kind.in_([DeskPaused.kind, DeskBack.kind]),
    )
    .order_by(LoggedEvent.seq)
)


def days(connection: Connection, office_id: int, *, before: date) -> tuple[date, date] | None:
    """The first and the last business date with tickets before `before`; None while there is none."""
    last = connection.execute(_LAST_DAY, {"office": office_id, "before": before}).scalar()
    return (connection.execute(_FIRST_DAY, {"office": office_id}).scalar_one(), last) if last else None


def legs(connection: Connection, office_id: int, *, day: date) -> list[PastLeg]:
    """Every leg of the day's tickets, in the order in which they came to be, but those that on_paper counts."""
    return [PastLeg(*row) for row in connection.execute(_LEGS, {"office": office_id, "day": day})]


def on_paper(connection: Connection, office_id: int, *, day: date) -> int:
    """How many of the day's numbers were entered from paper once it was over."""
    return connection.execute(_ON_PAPER, {"office": office_id, "day": day}).scalar_one()


def sessions(connection: Connection, office_id: int, *, start: datetime, end: datetime) -> list[PastSession]:
    """The desk sessions that were opened between `start` and `end`, with their pauses."""
    pauses = _pauses(connection, office_id, start=start, end=end)
    rows = connection.execute(_SESSIONS, {"office": office_id, "start": start, "end": end})
    return [
        PastSession(counter_id, opened_at, closed_at, _closed(pauses[session_id], closed_at or end))
        for session_id, counter_id, opened_at, closed_at in rows
    ]


def ranks(connection: Connection, office_id: int) -> dict[int, dict[int, int]]:
    """Counter id -> service id -> rank, as they are now: how they were is not kept."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for counter_id, service_id, rank in connection.execute(_RANKS, {"office": office_id}):
        found[counter_id][service_id] = rank
    return dict(found)


def _pauses(connection: Connection, office_id: int, *, start: datetime, end: datetime) -> dict[int, list[datetime]]:
    """Desk session id -> the moments at which it was paused and taken up again, in turns."""
    found: dict[int, list[datetime]] = defaultdict(list)
    keys = {
        "office": office_id,
        "first": _seq_at(connection, office_id, start),
        "end": _seq_at(connection, office_id, end),
    }
    for at, kind, data in connection.execute(_PAUSES, keys):
        moments = found[json.loads(data)["desk_session_id"]]
        if (kind == DeskPaused.kind) == (len(moments) % 2 == 0):  # a second pause only changes the reason
            moments.append(at)
    return found


def _closed(moments: list[datetime], until: datetime) -> list[Interval]:
    """Moments in turns as intervals; who never came back was away until the end."""
    ended = [*moments, until] if len(moments) % 2 else moments
    return list(zip(ended[::2], ended[1::2], strict=True))


def _seq_at(connection: Connection, office_id: int, at: datetime) -> int:
    """The first event at or after `at`. By halves: the log is in order of time and has no index of it."""
    low, high = 1, (connection.execute(_HEAD, {"office": office_id}).scalar() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found: Any = connection.execute(_AT, {"office": office_id, "seq": middle}).scalar_one()
        low, high = (middle + 1, high) if found < at else (low, middle)
    return low
