"""How the day's numbers stand: what is needed to give some by hand, and to enter those that were given on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, and_, bindparam, func, select

from queue_app.domain.queue.numbering import BY_ARRIVAL, ORDER_STEP
from queue_app.store.office.tables import CounterService, Series, Service, ServiceGroup
from queue_app.store.queue.tables import Leg, NumberCounter, Ticket

FIRST = datetime.min.replace(tzinfo=UTC)
_SERIES = (
    select(Series.letter, func.coalesce(NumberCounter.last, 0), func.max(Ticket.arrived_at))
    .outerjoin(
        NumberCounter,
        and_(NumberCounter.series_id == Series.id, NumberCounter.business_date == bindparam("day")),
    )
    .outerjoin(
        Ticket,
        and_(
            Ticket.office_id == Series.office_id, Ticket.series_id == Series.id,
            Ticket.business_date == NumberCounter.business_date, Ticket.number == NumberCounter.last,
        ),
    )
    .where(Series.office_id == bindparam("office"))
    .group_by(Series.letter, NumberCounter.last)
    .order_by(Series.letter)
)  # fmt: skip
_PLACES = (
    select(Ticket.id, Ticket.arrived_at, Ticket.source, Ticket.carried_from_id, Leg.order_no)
    .join(Leg, and_(Leg.ticket_id == Ticket.id, Leg.position == 1))
    .where(Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"))
)
_OWN_SERVICES = (
    select(Service.id)
    .join(CounterService, CounterService.service_id == Service.id)
    .join(ServiceGroup, ServiceGroup.id == Service.group_id)
    .where(CounterService.counter_id == bindparam("counter"), CounterService.rank == 1, Service.is_active)
    .order_by(ServiceGroup.position, Service.position)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class SeriesToday:
    """The last number of a letter, and when its citizen arrived; 0 and None before the first one."""

    last: int
    last_at: datetime | None


def series_today(connection: Connection, office_id: int, day: date) -> dict[str, SeriesToday]:
    """Letter -> how its numbers stand on that day, every letter of the office."""
    rows = connection.execute(_SERIES, {"office": office_id, "day": day})
    return {letter: SeriesToday(last, last_at) for letter, last, last_at in rows}


def line_by_arrival(connection: Connection, office_id: int, day: date) -> list[tuple[datetime, int]]:
    """When each ticket of the day arrived, and the place that this gave it, whatever moved it later.

    Tickets carried over from the day before stand before everyone who arrives on the day itself.
    """
    rows = connection.execute(_PLACES, {"office": office_id, "day": day})
    return [
        (FIRST if carried_from_id else arrived_at, order_no if source in BY_ARRIVAL else ticket_id * ORDER_STEP)
        for ticket_id, arrived_at, source, carried_from_id, order_no in rows
    ]


def own_service(connection: Connection, counter_id: int) -> int | None:
    """The first service that is the counter's own work; None while it has none."""
    return connection.execute(_OWN_SERVICES, {"counter": counter_id}).scalar()
