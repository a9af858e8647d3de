"""The set-up of an office, read from its rows as one plan; and what in its life stands against a change."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right, may
from queue_app.domain.office import intervals
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.hours import Interval
from queue_app.domain.office.plan import (
    OFFICE_FIELDS,
    WEEKDAYS,
    CounterPlan,
    GroupPlan,
    HolidayPlan,
    HoursPlan,
    OfficePlan,
    OfficerPlan,
    SeasonPlan,
    ServicePlan,
    SpecialDayPlan,
    StandardPlan,
    TextPlan,
    key_at,
)
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.hall import devices, room
from queue_app.store.office.tables import (
    Counter,
    CounterService,
    Holiday,
    Office,
    Officer,
    OfficeText,
    OpeningHours,
    QueuePolicy,
    Season,
    Series,
    Service,
    ServiceGroup,
    ServiceStandard,
    SpecialDay,
)
from queue_app.store.queue.tables import OPEN_LEG, DeskSession, Leg, Ticket


def read(connection: Connection, office_id: int) -> OfficePlan:
    """The whole set-up of the office; nobody's password. Raises NotFound."""
    row = connection.execute(
        select(*(getattr(Office, name) for name in OFFICE_FIELDS)).where(Office.id == office_id)
    ).one_or_none()
    if row is None:
        raise NotFound(what="office")
    return OfficePlan(
        **row._mapping,  # noqa: SLF001 - the public name of a row's dictionary
        groups=[GroupPlan(*each) for each in _in_order(connection, office_id, ServiceGroup.position, [
            ServiceGroup.code, ServiceGroup.name_id, ServiceGroup.name_en])],
        services=list(_services(connection, office_id)),
        counters=list(_counters(connection, office_id)),
        officers=list(_officers(connection, office_id)),
        policy=_policy(connection, office_id, Policy),
        rules=_policy(connection, office_id, Rules),
        hours=list(_hours(connection, office_id)),
        seasons=[SeasonPlan(*each) for each in _in_order(connection, office_id, Season.first, [
            Season.template, Season.first, Season.last])],
        special_days=[SpecialDayPlan(*each) for each in _in_order(connection, office_id, SpecialDay.day, [
            SpecialDay.day, SpecialDay.name, SpecialDay.hours])],
        holidays=[HolidayPlan(*each) for each in _in_order(connection, office_id, Holiday.day, [
            Holiday.day, Holiday.name, Holiday.kind, Holiday.source, Holiday.is_active, Holiday.is_estimate])],
        texts=[TextPlan(*each) for each in _in_order(connection, office_id, OfficeText.key, [
            OfficeText.key, OfficeText.text_id, OfficeText.text_en])],
        zones=list(room.zones(connection, office_id).values()),
        room=room.rules(connection, office_id),
        ticket=room.ticket_lines(connection, office_id),
    )  # fmt: skip


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


def _in_order(connection: Connection, office_id: int, order: Any, columns: list[InstrumentedAttribute[Any]]) -> Any:
    table = columns[0].class_
    wanted = select(*columns).where(table.office_id == office_id)
    return connection.execute(wanted.order_by(order, *table.__table__.primary_key))


def _services(connection: Connection, office_id: int) -> Iterator[ServicePlan]:
    standards: dict[int, list[StandardPlan]] = defaultdict(list)
    versions = select(ServiceStandard).join(Service, Service.id == ServiceStandard.service_id)
    for row in connection.execute(versions.where(Service.office_id == office_id).order_by(ServiceStandard.valid_from)):
        standards[row.service_id].append(StandardPlan(row.valid_from, row.decree, json.loads(row.components)))
    wanted = (
        select(Service.__table__, ServiceGroup.code.label("group"), Series.letter)
        .join(ServiceGroup, ServiceGroup.id == Service.group_id)
        .join(Series, Series.id == Service.series_id)
        .where(Service.office_id == office_id)
        .order_by(Service.position, Service.id)
    )
    for row in connection.execute(wanted):
        yield ServicePlan(
            row.code, row.group, row.letter, row.name_id, row.name_en, row.standard_minutes,
            row.requirements_id.splitlines(), row.requirements_en.splitlines(), row.daily_quota, row.is_active,
            standards[row.id],
        )  # fmt: skip


def _counters(connection: Connection, office_id: int) -> Iterator[CounterPlan]:
    ranks: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    offered = (
        select(CounterService.counter_id, CounterService.rank, Service.code)
        .join(Service, Service.id == CounterService.service_id)
        .where(Service.office_id == office_id)
        .order_by(Service.position, Service.id)
    )
    for row in connection.execute(offered):
        ranks[row.counter_id][row.rank].append(row.code)
    columns = [Counter.id, Counter.number, Counter.is_active, Counter.zone]
    for row in _in_order(connection, office_id, Counter.number, columns):
        of = ranks[row.id]
        further = [of[rank] for rank in range(3, max(of, default=0) + 1)]
        yield CounterPlan(row.number, of[1], of[2], further, row.is_active, row.zone)


def _officers(connection: Connection, office_id: int) -> Iterator[OfficerPlan]:
    columns = [Officer.username, Officer.name, Officer.role, Officer.employment, Officer.nip, Officer.may_pick,
               Officer.is_active]  # fmt: skip
    for row in _in_order(connection, office_id, Officer.id, columns):
        yield OfficerPlan(
            row.username, row.name, "", row.role, row.employment.value, row.nip, row.may_pick, row.is_active
        )


def _policy(connection: Connection, office_id: int, kind: type[Any]) -> Any:
    columns = [getattr(QueuePolicy, each.name) for each in fields(kind)]
    row = connection.execute(select(*columns).where(QueuePolicy.office_id == office_id)).one_or_none()
    return kind(*row) if row else kind()


def _hours(connection: Connection, office_id: int) -> Iterator[HoursPlan]:
    weeks: dict[str, dict[str, list[Interval]]] = {}
    columns = [OpeningHours.template, OpeningHours.weekday, OpeningHours.opens_min, OpeningHours.closes_min]
    for row in _in_order(connection, office_id, OpeningHours.opens_min, columns):
        week = weeks.setdefault(row.template, defaultdict(list))
        week[WEEKDAYS[row.weekday]].append(Interval(row.opens_min, row.closes_min))
    for template in sorted(weeks):
        yield HoursPlan(template, **{day: intervals.written(found) for day, found in weeks[template].items()})
