"""The set-up of an office, read from its rows as one plan; and what in its life stands against a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right, may
from queue_app.domain.office import intervals
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.hours import Interval
from queue_app.domain.office.plan import (
    LISTS,
    ONES,
    WEEKDAYS,
    CounterPlan,
    HoursPlan,
    OfficePlan,
    ServicePlan,
    StandardPlan,
    key_at,
)
from queue_app.store.hall import devices
from queue_app.store.office.mirrors import MIRRORS
from queue_app.store.office.tables import (
    Counter,
    CounterService,
    Office,
    Officer,
    OpeningHours,
    Series,
    Service,
    ServiceGroup,
    ServiceStandard,
)
from queue_app.store.queue.tables import OPEN_LEG, DeskSession, Leg, Ticket


def read(connection: Connection, office_id: int) -> OfficePlan:
    """The whole set-up of the office; nobody's password. Raises NotFound."""
    mirror = MIRRORS["office"]
    row = connection.execute(select(*mirror.columns).where(Office.id == office_id)).one_or_none()
    if row is None:
        raise NotFound(what="office")
    ones: dict[str, Any] = {name: _one(connection, office_id, name) for name in ONES}
    lists: dict[str, Any] = {
        attribute: list(_READERS.get(name, _listed)(connection, office_id, name))
        for name, (attribute, _kind) in LISTS.items()
    }
    return OfficePlan(**mirror.values(row), **ones, **lists)


def officer_ids(connection: Connection, office_id: int) -> dict[str, int]:
    """User name -> row of each officer of the office."""
    rows = connection.execute(select(Officer.username, Officer.id).where(Officer.office_id == office_id))
    return {row.username: row.id for row in rows}


def obstacles(connection: Connection, office_id: int, *, before: OfficePlan, wanted: OfficePlan) -> list[Fault]:
    """What is at work now, or was, and so cannot change as wanted."""
    found: list[Fault] = []
    if (
        wanted.time_zone != before.time_zone
        and connection.execute(select(exists().where(Ticket.office_id == office_id))).scalar()
    ):
        found.append(Fault(("office", "time_zone"), "zone_kept"))
    found += taken_names(connection, wanted, office_id=office_id)
    found += _at_work(connection, office_id, before, wanted)
    found += _still_shown(connection, office_id, wanted)
    return [replace(each, of=key_at(wanted, each.where)) for each in found]


def taken_names(connection: Connection, plan: OfficePlan, *, office_id: int | None = None) -> Iterator[Fault]:
    """User names that people of other offices have; for a new office (None) also its own short name."""
    names = {each.username: index for index, each in enumerate(plan.officers)}
    taken = select(Officer.username).where(Officer.username.in_(names), Officer.office_id != (office_id or 0))
    for name in connection.execute(taken.order_by(Officer.id)).scalars():
        yield Fault(("officer", names[name], "username"), "username_taken", {"username": name}, of=name)
    if office_id is None and connection.execute(select(exists().where(Office.slug == plan.slug))).scalar():
        yield Fault(("office", "slug"), "slug_taken", {"slug": plan.slug})


def _at_work(connection: Connection, office_id: int, before: OfficePlan, wanted: OfficePlan) -> Iterator[Fault]:
    open_legs = select(Service.code).join(Leg, Leg.service_id == Service.id).where(OPEN_LEG)
    coming_back = select(Service.code).join(Leg, Leg.back_service_id == Service.id).where(OPEN_LEG)
    services = {
        *connection.execute(open_legs.where(Leg.office_id == office_id)).scalars(),
        *connection.execute(coming_back.where(Leg.office_id == office_id)).scalars(),
    }
    were = {each.code: each for each in before.services if each.is_active}
    held = connection.execute(
        select(Counter.number, Officer.username)
        .join(DeskSession, DeskSession.counter_id == Counter.id)
        .join(Officer, Officer.id == DeskSession.officer_id)
        .where(DeskSession.office_id == office_id, DeskSession.closed_at.is_(None))
    ).all()
    counters, officers = {row.number for row in held}, {row.username: row.number for row in held}
    served = {each.username for each in before.officers if may(each.role, Right.SERVE)}
    for index, service in enumerate(wanted.services):
        was = were.get(service.code) if service.code in services else None
        if was and not service.is_active:
            yield Fault(("service", index, "is_active"), "service_waiting", {"code": service.code})
        if was and service.series != was.series:
            yield Fault(("service", index, "series"), "service_waiting", {"code": service.code})
    for index, counter in enumerate(wanted.counters):
        if not counter.is_active and counter.number in counters:
            yield Fault(("counter", index, "is_active"), "counter_open", {"number": counter.number})
    for index, officer in enumerate(wanted.officers):
        number = {"number": officers.get(officer.username)}
        if officer.username in officers and not officer.is_active:
            yield Fault(("officer", index, "is_active"), "officer_at_counter", number)
        if officer.username in officers and officer.username in served and not may(officer.role, Right.SERVE):
            yield Fault(("officer", index, "role"), "officer_at_counter", number)


def _still_shown(connection: Connection, office_id: int, wanted: OfficePlan) -> Iterator[Fault]:
    """Zones that have gone while a paired display shows them: it would fall silent."""
    there = {"", *(each.code for each in wanted.zones)}
    for each in devices.paired(connection, office_id):
        if each.zone not in there:
            yield Fault(("zone",), "zone_shown", {"name": each.name, "code": each.zone})


def _rows(name: str, office_id: int, *more: Any) -> Select[Any]:
    """The rows of a list, with these columns beside those of its fields."""
    mirror = MIRRORS[name]
    wanted = select(*mirror.columns, *more).where(mirror.table.office_id == office_id)
    return wanted.order_by(mirror.order, *mirror.table.__table__.primary_key)


def _listed(connection: Connection, office_id: int, name: str) -> Iterator[Any]:
    mirror = MIRRORS[name]
    return (mirror.kind(**mirror.values(row)) for row in connection.execute(_rows(name, office_id)))


def _one(connection: Connection, office_id: int, name: str) -> Any:
    mirror = MIRRORS[name]
    row = connection.execute(select(*mirror.columns).where(mirror.table.office_id == office_id)).one_or_none()
    return mirror.kind(**mirror.values(row)) if row else mirror.kind()


def _services(connection: Connection, office_id: int, name: str) -> Iterator[ServicePlan]:
    standards: dict[int, list[StandardPlan]] = defaultdict(list)
    of_office = Service.office_id == office_id
    versions = select(ServiceStandard).join(Service, Service.id == ServiceStandard.service_id).where(of_office)
    for row in connection.execute(versions.order_by(MIRRORS["standard"].order)):
        standards[row.service_id].append(StandardPlan(**MIRRORS["standard"].values(row)))
    wanted = (
        _rows(name, office_id, Service.id, ServiceGroup.code.label("group"), Series.letter)
        .join(ServiceGroup, ServiceGroup.id == Service.group_id)
        .join(Series, Series.id == Service.series_id)
    )
    for row in connection.execute(wanted):
        around = {"group": row.group, "series": row.letter, "standards": standards[row.id]}
        yield ServicePlan(**MIRRORS[name].values(row), **around)


def _counters(connection: Connection, office_id: int, name: str) -> Iterator[CounterPlan]:
    ranks: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    offered = (
        select(CounterService.counter_id, CounterService.rank, Service.code)
        .join(Service, Service.id == CounterService.service_id)
        .where(Service.office_id == office_id)
        .order_by(Service.position, Service.id)
    )
    for row in connection.execute(offered):
        ranks[row.counter_id][row.rank].append(row.code)
    for row in connection.execute(_rows(name, office_id, Counter.id)):
        of = ranks[row.id]
        further = [of[rank] for rank in range(3, max(of, default=0) + 1)]
        yield CounterPlan(**MIRRORS[name].values(row), services=of[1], helps=of[2], further=further)


def _hours(connection: Connection, office_id: int, _name: str) -> Iterator[HoursPlan]:
    weeks: dict[str, dict[str, list[Interval]]] = {}
    wanted = (
        select(OpeningHours.template, OpeningHours.weekday, OpeningHours.opens_min, OpeningHours.closes_min)
        .where(OpeningHours.office_id == office_id)
        .order_by(OpeningHours.opens_min)
    )
    for row in connection.execute(wanted):
        week = weeks.setdefault(row.template, defaultdict(list))
        week[WEEKDAYS[row.weekday]].append(Interval(row.opens_min, row.closes_min))
    for template in sorted(weeks):
        yield HoursPlan(template, **{day: intervals.written(found) for day, found in weeks[template].items()})


# Lists that are more than one row for each of their things.
_READERS: dict[str, Callable[[Connection, int, str], Iterator[Any]]] = {
    "service": _services,
    "counter": _counters,
    "hours": _hours,
}
