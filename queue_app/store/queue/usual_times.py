"""How long each service takes of late: computed once a day, asked at each finish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, select

from queue_app.domain.queue.performance import Pace, is_timed, pace
from queue_app.store.office.tables import Service
from queue_app.store.queue import served
from queue_app.store.queue.tables import ServicePace

_KNOWN = (
    select(Service.standard_minutes, ServicePace.count, ServicePace.median_log, ServicePace.spread_log)
    .join(ServicePace, ServicePace.service_id == Service.id, isouter=True)
    .where(Service.id == bindparam("service"))
)


def known(connection: Connection, service_id: int) -> tuple[float, Pace | None]:
    """The service's standard in seconds, and its pace where one is known."""
    standard_minutes, count, median_log, spread_log = connection.execute(_KNOWN, {"service": service_id}).one()
    return standard_minutes * 60.0, Pace(count, median_log, spread_log) if count else None


def measured(connection: Connection, office_id: int, *, first: date, last: date) -> dict[int, Pace]:
    """Every service's pace by the times of business dates `first` to `last` that can be believed, by service id."""
    times: dict[int, list[float]] = defaultdict(list)
    for leg in served.served_legs(connection, office_id, first=first, last=last):
        if is_timed(leg.served):
            times[leg.duty.service_id].append(leg.served.service_s)
    return {service_id: found for service_id, each in times.items() if (found := pace(each))}


def keep(connection: Connection, office_id: int, paces: Mapping[int, Pace], *, day: date) -> None:
    """Replaces what was known of the office's services."""
    services = select(Service.id).where(Service.office_id == office_id)
    connection.execute(delete(ServicePace).where(ServicePace.service_id.in_(services)))
    for service_id, each in paces.items():
        row = {"service_id": service_id, "computed_on": day, "count": each.count, "median_log": each.median_log,
               "spread_log": each.spread_log}  # fmt: skip
        connection.execute(insert(ServicePace), row)
