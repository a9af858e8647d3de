"""Everybody whose visit of a business date goes on, as the office's line is told from it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.queue import numbering
from queue_app.domain.queue.lifecycle import State
from queue_app.store.office.tables import Series
from queue_app.store.queue.tables import OPEN_LEG, Leg, Ticket
from queue_app.store.statements import Statement

_STANDING = Statement(
    select(
        Series.letter, Ticket.number, Leg.id, Leg.service_id, Leg.state, Leg.order_no, Leg.counter_id, Leg.not_before,
    )
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .join(Series, Series.id == Ticket.series_id)
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"), OPEN_LEG)
    .order_by(Leg.id)
)  # fmt: skip


class Standing(NamedTuple):
    """One of them: the number of the ticket, and the leg in which it stands."""

    letter: str
    number: int
    leg_id: int
    service_id: int
    state: State
    order_no: int
    counter_id: int | None
    not_before: datetime | None  # nobody calls it until then, by its citizen's own wish

    @property
    def shown(self) -> str:
        """The number as its ticket shows it."""
        return numbering.shown(self.letter, self.number)


def standing(connection: Connection, office_id: int, day: date) -> list[Standing]:
    """All of them, by leg."""
    return [Standing(*row) for row in _STANDING.rows(connection, office=office_id, day=day)]


def ahead(found: Iterable[Standing], series: dict[int, int], *, now: datetime) -> dict[int, int]:
    """By leg that waits, how many of its series came before: as `tickets.ahead`, of all at once.

    series: of each service, by its id.
    """
    places: dict[int, list[int]] = defaultdict(list)
    waiting = [each for each in found if each.state == State.WAITING]
    for each in waiting:
        if each.not_before is None or each.not_before <= now:
            places[series[each.service_id]].append(each.order_no)
    for line in places.values():
        line.sort()
    return {each.leg_id: bisect_left(places[series[each.service_id]], each.order_no) for each in waiting}
