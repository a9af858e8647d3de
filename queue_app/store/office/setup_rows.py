"""Writing a set-up: the rows that differ from the set-up before, and no others.

Services, counters and officers are never deleted; what no ticket refers to (hours, holidays, texts, the room's look) is
replaced.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from queue_app.domain.office import intervals
from queue_app.domain.office.plan import OFFICE_FIELDS, WEEKDAYS, OfficePlan, OfficerPlan, ServicePlan
from queue_app.store.hall.tables import RoomSetting, Zone
from queue_app.store.office.tables import (
    Counter,
    CounterService,
    Employment,
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
from queue_app.store.paper.tables import TicketLine

T = TypeVar("T")
Row = dict[str, Any]


def write(
    connection: Connection, office_id: int, *, before: OfficePlan, after: OfficePlan, hashes: Mapping[str, str]
) -> None:
    """Brings the office's rows from one set-up to the other.

    hashes: user name -> hash of the password to set; every new officer must be in it. Whoever is in `before` and not
    in `after` stays as it is: plan_changes.with_what_was_removed says what becomes of it.
    """
    _replace_lists(connection, office_id, before, after)
    groups = _groups(connection, office_id, before, after)
    services = _services(connection, office_id, before, after, groups=groups)
    _drop_groups(connection, [groups[code] for code in groups if code not in {each.code for each in after.groups}])
    _standards(connection, before, after, services)
    _counters(connection, office_id, before, after, services=services)
    _officers(connection, office_id, before, after, hashes=hashes)


def write_office(connection: Connection, office_id: int, plan: OfficePlan) -> None:
    """The office's own row, with one more change of its set-up counted."""
    values = {name: getattr(plan, name) for name in OFFICE_FIELDS}
    counted = {"setup_version": Office.setup_version + 1}
    connection.execute(update(Office).where(Office.id == office_id).values(**values, **counted))


def _replace_lists(connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan) -> None:
    for table, rows_of in _LISTS.items():
        rows = rows_of(after)
        if rows != rows_of(before):
            connection.execute(delete(table).where(table.office_id == office_id))
            if rows:
                connection.execute(insert(table), [{"office_id": office_id, **row} for row in rows])


def _hours(plan: OfficePlan) -> list[Row]:
    return [
        {"template": each.template, "weekday": weekday, "opens_min": one.opens_min, "closes_min": one.closes_min}
        for each in plan.hours
        for weekday, name in enumerate(WEEKDAYS)
        for one in intervals.parse(getattr(each, name))
    ]


def _placed(things: Sequence[Any]) -> list[Row]:
    return [{**asdict(each), "position": position} for position, each in enumerate(things)]


_LISTS: dict[type[Any], Callable[[OfficePlan], list[Row]]] = {
    QueuePolicy: lambda plan: [{**asdict(plan.policy), **asdict(plan.rules)}],
    OpeningHours: _hours,
    Season: lambda plan: [asdict(each) for each in plan.seasons],
    SpecialDay: lambda plan: [asdict(each) for each in plan.special_days],
    Holiday: lambda plan: [asdict(each) for each in plan.holidays],
    OfficeText: lambda plan: [asdict(each) for each in plan.texts],
    RoomSetting: lambda plan: [asdict(plan.room)],
    Zone: lambda plan: _placed(plan.zones),
    TicketLine: lambda plan: _placed(plan.ticket),
}


def _ids(connection: Connection, office_id: int, key: Any, number: Any) -> dict[Any, int]:
    rows = connection.execute(select(key, number).where(key.class_.office_id == office_id))
    return {row[0]: row[1] for row in rows}


def _one(connection: Connection, table: Any, row: Row) -> int:
    return int(connection.execute(insert(table).returning(table.id), row).scalar_one())


def _changed(before: Sequence[T], after: Sequence[T], key: str) -> Iterator[tuple[int, T]]:
    """What is new, other than it was, or at another position; with its position."""
    old = {getattr(each, key): (position, each) for position, each in enumerate(before)}
    return (each for each in enumerate(after) if old.get(getattr(each[1], key)) != each)


def _groups(connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan) -> dict[str, int]:
    ids = _ids(connection, office_id, ServiceGroup.code, ServiceGroup.id)
    for position, group in _changed(before.groups, after.groups, "code"):
        row = {**asdict(group), "position": position}
        if group.code in ids:
            connection.execute(update(ServiceGroup).where(ServiceGroup.id == ids[group.code]).values(**row))
        else:
            ids[group.code] = _one(connection, ServiceGroup, {"office_id": office_id, **row})
    return ids


def _drop_groups(connection: Connection, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(delete(ServiceGroup).where(ServiceGroup.id.in_(ids)))


def _services(
    connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan, *, groups: Mapping[str, int]
) -> dict[str, int]:
    series = _ids(connection, office_id, Series.letter, Series.id)
    for letter in after.series():
        if letter not in series:
            series[letter] = _one(connection, Series, {"office_id": office_id, "letter": letter})
    ids = _ids(connection, office_id, Service.code, Service.id)
    for position, service in _changed(_bare(before.services), _bare(after.services), "code"):
        row = _service_row(service) | {
            "series_id": series[service.series], "group_id": groups[service.group], "position": position,
        }  # fmt: skip
        if service.code in ids:
            connection.execute(update(Service).where(Service.id == ids[service.code]).values(**row))
        else:
            ids[service.code] = _one(connection, Service, {"office_id": office_id, "is_open": True, **row})
    return ids


def _bare(services: Sequence[ServicePlan]) -> list[ServicePlan]:
    return [replace(each, standards=()) for each in services]


def _service_row(service: ServicePlan) -> Row:
    return {
        "code": service.code, "name_id": service.name_id, "name_en": service.name_en,
        "requirements_id": "\n".join(service.requirements_id), "requirements_en": "\n".join(service.requirements_en),
        "standard_minutes": service.standard_minutes, "daily_quota": service.daily_quota,
        "is_active": service.is_active,
    }  # fmt: skip


def _standards(connection: Connection, before: OfficePlan, after: OfficePlan, services: Mapping[str, int]) -> None:
    old = {each.code: each.standards for each in before.services}
    for service in after.services:
        if service.standards == old.get(service.code, ()):
            continue
        number = services[service.code]
        connection.execute(delete(ServiceStandard).where(ServiceStandard.service_id == number))
        if service.standards:
            connection.execute(insert(ServiceStandard), [
                {"service_id": number, "valid_from": each.valid_from, "decree": each.decree,
                 "components": json.dumps(dict(each.components), ensure_ascii=False)}
                for each in service.standards
            ])  # fmt: skip


def _counters(
    connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan, *, services: Mapping[str, int]
) -> None:
    ids = _ids(connection, office_id, Counter.number, Counter.id)
    old = {each.number: each for each in before.counters}
    for counter in after.counters:
        was, state = old.get(counter.number), {"is_active": counter.is_active, "zone": counter.zone}
        if counter.number not in ids:
            row = {"office_id": office_id, "number": counter.number, "regular_run": 0, **state}
            ids[counter.number] = _one(connection, Counter, row)
        elif was is None or (was.is_active, was.zone) != (counter.is_active, counter.zone):
            connection.execute(update(Counter).where(Counter.id == ids[counter.number]).values(**state))
        if was is None or was.ranks() != counter.ranks():
            _offer(connection, ids[counter.number], counter.ranks(), services)


def _offer(connection: Connection, counter_id: int, ranks: Mapping[str, int], services: Mapping[str, int]) -> None:
    connection.execute(delete(CounterService).where(CounterService.counter_id == counter_id))
    rows = [{"counter_id": counter_id, "service_id": services[code], "rank": rank} for code, rank in ranks.items()]
    if rows:
        connection.execute(insert(CounterService), rows)


def _officers(
    connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan, *, hashes: Mapping[str, str]
) -> None:
    old = {each.username: each for each in before.officers}
    rows = [(each, _officer_row(each)) for each in after.officers if old.get(each.username) != each]
    numbered = [each.username for each, _row in rows if each.username in old and each.nip != old[each.username].nip]
    if numbered:  # two may have swapped their numbers, which are unique at every moment
        for_now = {"nip": None, "employment": Employment.NON_ASN}
        connection.execute(update(Officer).where(Officer.username.in_(numbered)).values(**for_now))
    new = [{"office_id": office_id, "password_hash": hashes[each.username], **row}
           for each, row in rows if each.username not in old]  # fmt: skip
    if new:
        connection.execute(insert(Officer), new)
    for officer, row in rows:
        if officer.username in old:
            secret = {"password_hash": hashes[officer.username]} if officer.username in hashes else {}
            found = update(Officer).where(Officer.office_id == office_id, Officer.username == officer.username)
            connection.execute(found.values(**row, **secret))


def _officer_row(officer: OfficerPlan) -> Row:
    return {
        "username": officer.username, "name": officer.name, "role": officer.role, "nip": officer.nip,
        "employment": Employment(officer.employment), "may_pick": officer.may_pick, "is_active": officer.is_active,
    }  # fmt: skip
