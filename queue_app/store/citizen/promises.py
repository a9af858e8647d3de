"""Every promise that somebody who waits was shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from queue_app.domain.citizen import given
from queue_app.domain.citizen.promise import Promise
from queue_app.store.citizen.tables import WaitPromise
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.statements import Statement

WITH_THE_TICKET = 0


class Shown(NamedTuple):
    """One promise, and of whom."""

    leg_id: int
    service_id: int
    promise: Promise


_NEXT = (
    select(func.coalesce(func.max(WaitPromise.number), WITH_THE_TICKET) + 1)
    .where(WaitPromise.leg_id == bindparam("of_leg", type_=WaitPromise.leg_id.type))
    .scalar_subquery()
)
_GIVEN = (
    select(Leg.id, Ticket.promised)
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(Leg.id.in_(bindparam("legs", expanding=True)), Leg.position == 1, Ticket.promised.is_not(None))
)
_NOTE_FIRST = Statement({
    name: insert_into(WaitPromise).values(number=WITH_THE_TICKET).on_conflict_do_nothing()
    for name, insert_into in UPSERT.items()
})  # fmt: skip
_NOTE = Statement(insert(WaitPromise).values(number=_NEXT))
_FORGET = delete(WaitPromise).where(
    WaitPromise.office_id == bindparam("office"), WaitPromise.business_date < bindparam("day")
)


def came_with_tickets(connection: Connection, leg_ids: Collection[int]) -> dict[int, Promise]:
    """By leg id, of those whose number came with a promise; where a visit goes on elsewhere, nothing was promised."""
    if not leg_ids:
        return {}
    rows = connection.execute(_GIVEN, {"legs": list(leg_ids)})
    return {leg_id: given.read(text) for leg_id, text in rows if text}


def note_first(connection: Connection, office_id: int, day: date, shown: Iterable[Shown]) -> None:
    """Writes down those that came with the tickets, once, however often it is told."""
    for each in shown:
        _NOTE_FIRST.tell(connection, **_row(office_id, day, each))


def note(connection: Connection, office_id: int, day: date, shown: Iterable[Shown]) -> None:
    """Writes them down, each behind those of its leg."""
    for each in shown:
        _NOTE.tell(connection, of_leg=each.leg_id, **_row(office_id, day, each))


def forget(connection: Connection, office_id: int, *, before: date) -> int:
    """Those of earlier days; answers how many."""
    return connection.execute(_FORGET, {"office": office_id, "day": before}).rowcount


def _row(office_id: int, day: date, shown: Shown) -> dict[str, object]:
    told = shown.promise
    moments = {
        "made_at": told.made_at, "from_at": told.from_at, "to_at": told.to_at,
        "p50_at": told.p50_at, "p80_at": told.p80_at, "p90_at": told.p90_at,
    }  # fmt: skip
    return {
        "leg_id": shown.leg_id, "office_id": office_id, "business_date": day,
        "service_id": shown.service_id, "how": told.how, "model_id": told.model_id, "factor": told.factor,
        "cause": told.cause, **{name: datetime.fromtimestamp(at, UTC) for name, at in moments.items()},
    }  # fmt: skip
