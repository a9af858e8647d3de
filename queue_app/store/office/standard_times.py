"""The standard time of each service, day by day, as the log tells it. Written where it is set, never edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from queue_app.domain.log.events import StandardSet
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standard_log import ServiceInPlan
from queue_app.domain.office.standard_times import StandardHistory, counts_from, with_set
from queue_app.store.office.tables import Service, StandardTime
from queue_app.store.queue.tables import Leg

_OF_OFFICE = (
    select(StandardTime.service_id, StandardTime.from_day, StandardTime.minutes)
    .join(Service, Service.id == StandardTime.service_id)
    .where(Service.office_id == bindparam("office"))
    .order_by(StandardTime.service_id, StandardTime.from_day)
)
_IN_PLAN = select(Service.code, Service.id, Service.standard_minutes).where(Service.office_id == bindparam("office"))
_LAST_CALLED = (
    select(func.max(Leg.business_date))
    .where(Leg.office_id == bindparam("office"), Leg.service_id == bindparam("service"), Leg.called_at.is_not(None))
)  # fmt: skip


def of_office(connection: Connection, office_id: int) -> dict[int, StandardHistory]:
    """The standards of every service, also of those that were taken out, by service id; as standard_times.on asks."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for service_id, from_day, minutes in connection.execute(_OF_OFFICE, {"office": office_id}):
        found[service_id][from_day] = minutes
    return dict(found)


def in_plan(connection: Connection, office_id: int) -> dict[str, ServiceInPlan]:
    """Every service that the office ever had, by its code, as standard_log.fold_standards wants them."""
    return {code: ServiceInPlan(*rest) for code, *rest in connection.execute(_IN_PLAN, {"office": office_id})}


def last_called(connection: Connection, office_id: int, service_id: int) -> date | None:
    """The last business date of a ticket that was called for the service."""
    asked = {"office": office_id, "service": service_id}
    found: date | None = connection.execute(_LAST_CALLED, asked).scalar()
    return found


def set_by(
    connection: Connection, office_id: int, *, before: OfficePlan, after: OfficePlan, today: date, by: int | None
) -> list[StandardSet]:
    """Writes the standards that another set-up sets, whose services have their rows; answers what happened.

    today: the office's business date. by: the officer who changes it.
    """
    were = {each.code: each.standard_minutes for each in before.services}
    wanted = {
        each.code: each.standard_minutes for each in after.services if each.standard_minutes != were.get(each.code)
    }
    services = select(Service.code, Service.id).where(Service.office_id == office_id, Service.code.in_(wanted))
    happened = [
        StandardSet(service_id, wanted[code], from_day(connection, office_id, service_id, today=today).isoformat(), by)
        for code, service_id in connection.execute(services.order_by(Service.id)).all()
    ]
    _write(connection, office_id, happened)
    return happened


def from_day(connection: Connection, office_id: int, service_id: int, *, today: date) -> date:
    """The day from which a standard of the service counts that is set today, the office's business date."""
    return counts_from(today, last_called=last_called(connection, office_id, service_id))


def _write(connection: Connection, office_id: int, happened: Iterable[StandardSet]) -> None:
    known = of_office(connection, office_id) if happened else {}
    for event in happened:
        after = with_set(known.get(event.service_id, {}), event.minutes, from_day=date.fromisoformat(event.from_day))
        rows = [{"service_id": event.service_id, "from_day": day, "minutes": each} for day, each in after.items()]
        connection.execute(delete(StandardTime).where(StandardTime.service_id == event.service_id))
        connection.execute(insert(StandardTime), rows)
