"""Waits that are over, of which a model learns: own legs by their rows, imported visits by the log.

Left out is what says nothing of how an office calls: numbers from paper or of a flood, who asked to be called later,
whose call was taken back, and who came back after a missed call; and whatever the clock was set in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection, bindparam, or_, select

from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.log import events
from queue_app.domain.queue.lifecycle import Action, State
from queue_app.domain.queue.numbering import day_start
from queue_app.domain.queue.outcomes import FLOOD
from queue_app.store.log import jumps
from queue_app.store.log.days import ranges_of
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office import catalogue
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.queue.tickets import WAIT_IS_KNOWN

_ODD = (events.TicketRestored.kind, events.ActionUndone.kind, events.TicketSetAside.kind)
_LEGS = (
    select(Leg.id, Leg.service_id, Leg.is_priority, Leg.queued_at, Leg.called_at, Leg.ended_at, Leg.counter_id)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(
        Leg.office_id == bindparam("office"), Leg.business_date.between(bindparam("first"), bindparam("last")),
        WAIT_IS_KNOWN, or_(Leg.called_at.is_not(None), Leg.ended_at.is_not(None)),
        or_(Leg.state != State.CANCELLED, Leg.end_reason.is_(None), Leg.end_reason != FLOOD),
    )
    .order_by(Leg.queued_at, Leg.id)
)  # fmt: skip
_TOLD = select(LoggedEvent.kind, LoggedEvent.data).where(
    LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq.between(bindparam("since"), bindparam("until")),
    LoggedEvent.kind.in_([*_ODD, events.HistoryVisit.kind]),
)  # fmt: skip
_VISIT = msgspec.json.Decoder(events.HistoryVisit)
Span = tuple[float, float]


def passed(connection: Connection, office_id: int, first: date, last: date) -> list[Passed]:
    """Every such wait of business dates `first` to `last`, in order of time."""
    odd: set[int] = set()
    imported: list[Passed] = []
    for kind, data in _told(connection, office_id, first, last):
        if kind in _ODD:
            odd.update(_odd_leg(data))
        else:
            imported += _visit(_VISIT.decode(data), first, last)
    wrong = _set_spans(connection, office_id, first, last)
    own = [
        each
        for each in _own(connection, office_id, first, last)
        if each.key not in odd and not _overlaps((each.queued_at, each.waited_until), wrong)
    ]
    return sorted([*own, *imported], key=lambda each: each.queued_at)


def _told(connection: Connection, office_id: int, first: date, last: date) -> Iterator[tuple[str, str]]:
    """What the log tells of these days beside the rows; it is not held to the chain, for nothing of it is published."""
    for part in ranges_of(connection, office_id, first, last):
        values = {"office": office_id, "since": part.first, "until": part.last}
        yield from connection.execute(_TOLD, values)


def _own(connection: Connection, office_id: int, first: date, last: date) -> Iterator[Passed]:
    rows = connection.execute(_LEGS, {"office": office_id, "first": first, "last": last})
    for leg_id, service_id, is_priority, queued_at, called_at, ended_at, counter_id in rows:
        yield Passed(
            leg_id, service_id, is_priority, queued_at.timestamp(), _seconds(called_at), _seconds(ended_at), counter_id
        )  # fmt: skip


def _odd_leg(data: str) -> Iterator[int]:
    told = json.loads(data)
    if told.get("action", Action.CALL) == Action.CALL:
        yield told["leg_id"]


def _set_spans(connection: Connection, office_id: int, first: date, last: date) -> list[Span]:
    """What the clock showed twice, or never, when it was set."""
    zone = catalogue.office(connection, office_id).time_zone
    start, end = day_start(first, zone), day_start(last + timedelta(days=1), zone)
    found = [(each.at.timestamp(), each.at.timestamp() - each.by_s) for each in jumps.between(
        connection, office_id, start, end)]  # fmt: skip
    return [(min(each), max(each)) for each in found]


def _overlaps(wait: Span, spans: list[Span]) -> bool:
    """Also of a wait that ended before it began, as the clock says it."""
    return wait[1] < wait[0] or any(wait[0] <= until and since <= wait[1] for since, until in spans)


def _visit(visit: events.HistoryVisit, first: date, last: date) -> Iterator[Passed]:
    if first <= date.fromisoformat(visit.business_date) <= last and (visit.called_at or visit.ended_at):
        yield Passed(
            -visit.number, visit.service_id, visit.is_priority, datetime.fromisoformat(visit.arrived_at).timestamp(),
            _seconds(visit.called_at), _seconds(visit.ended_at),
            None if visit.officer_id is None else -visit.officer_id,  # no counter has such a number
        )  # fmt: skip


def _seconds(moment: datetime | str | None) -> float | None:
    if moment is None:
        return None
    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).timestamp()
