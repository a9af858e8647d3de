"""The one ledger of quotas: what was taken of each service's numbers for a day, today's or one to come, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, case, func, literal, select, text, union_all

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.quota import BOOKED, CARRIED, LENT, Quota
from queue_app.store.citizen.booking.tables import IS_BOOKED, Booking
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.tables import Service
from queue_app.store.queue.lease.tables import LeasePlace
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.statements import Statement

_SOURCE = case((Ticket.carried_from_id.is_not(None), CARRIED), else_=Ticket.source)
_DAY = bindparam("day", type_=Leg.business_date.type)
# Cancelled and carried-over tickets use up nothing of the day's quota; nothing else expires on its own day. Who holds a
# number was within the quota when it was given, so an undone cancel and a ticket carried over are never refused: both
# count, if need be past the quota, and the next number is given once the count is below it again.
_TAKEN = (
    select(Leg.service_id, _SOURCE.label("taken_as"), func.count())
    .join(Ticket, Ticket.id == Leg.ticket_id)
    .where(
        Leg.office_id == bindparam("office"),
        Leg.business_date == _DAY,
        Leg.position == 1,
        Leg.state != State.CANCELLED,
        Leg.state != State.EXPIRED,
    )
    .group_by(Leg.service_id, text("taken_as"))
)
# A booked place counts until its holder comes: then the ticket does. Once it is too late it is free, also before
# the watch of the day has noted that.
_HELD = (
    select(Booking.service_id, literal(BOOKED).label("taken_as"), func.count())
    .where(
        Booking.office_id == bindparam("office"),
        Booking.business_date == _DAY,
        IS_BOOKED,
        Booking.holds_until > bindparam("now", type_=Booking.holds_until.type),
    )
    .group_by(Booking.service_id)
)
# What kiosks hold for an outage, nobody else takes.
_LENT = (
    select(LeasePlace.service_id, literal(LENT).label("taken_as"), func.sum(LeasePlace.held))
    .join(Service, Service.id == LeasePlace.service_id)
    .where(Service.office_id == bindparam("office"), LeasePlace.business_date == _DAY)
    .group_by(LeasePlace.service_id)
)
_ALL = Statement(union_all(_TAKEN, _HELD, _LENT))
_ONE = Statement(
    union_all(
        _TAKEN.where(Leg.service_id == bindparam("service")),
        _HELD.where(Booking.service_id == bindparam("service")),
        _LENT.where(LeasePlace.service_id == bindparam("service")),
    )
)


def of_service(connection: Connection, service: ServiceRow, day: date, *, office_id: int, now: datetime) -> Quota:
    """What there is of one service's numbers on a business date. No statement where no quota is set."""
    if service.daily_quota is None:
        return Quota(None)
    rows = _ONE.rows(connection, office=office_id, day=day, service=service.id, now=now)
    return Quota(service.daily_quota, {source: count for _service, source, count in rows})


def of_services(
    connection: Connection, services: Sequence[ServiceRow], day: date, *, office_id: int, now: datetime
) -> dict[int, Quota]:
    """The same of several services of one office, by service id: one statement, or none where no quota is set."""
    taken: defaultdict[int, dict[str, int]] = defaultdict(dict)
    if any(each.daily_quota is not None for each in services):
        for service_id, source, count in _ALL.rows(connection, office=office_id, day=day, now=now):
            taken[service_id][source] = count
    limits = {each.id: each.daily_quota for each in services}
    return {each: Quota(None) if limit is None else Quota(limit, taken[each]) for each, limit in limits.items()}
