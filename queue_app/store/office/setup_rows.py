"""Writing a set-up: the rows that differ from the set-up before, and no others.

Services, counters and officers are never deleted; what no ticket refers to (hours, holidays, texts, the room's look) is
replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from queue_app.domain.office import intervals
from queue_app.domain.office.plan import KEYS, LISTS, ONES, WEEKDAYS, OfficePlan
from queue_app.store.office.mirrors import MIRRORS, Row
from queue_app.store.office.tables import (
    CounterService,
    Employment,
    Office,
    Officer,
    OpeningHours,
    Series,
    ServiceGroup,
    ServiceStandard,
)

_REPLACED = ("season", "special_day", "holiday", "text", "zone", "ticket_line")  # lists that no ticket refers to


def write(
    connection: Connection, office_id: int, *, before: OfficePlan, after: OfficePlan, hashes: Mapping[str, str]
) -> None:
    """Brings the office's rows from one set-up to the other.

    hashes: user name -> hash of the password to set; every new officer must be in it. Whoever is in `before` and not
    in `after` stays as it is: plan_changes.with_what_was_removed says what becomes of it.
    """
    _replace_tables(connection, office_id, before, after)
    groups = _keep(connection, office_id, "group", before, after)
    services = _services(connection, office_id, before, after, groups=groups)
    _drop_groups(connection, [groups[code] for code in groups if code not in {each.code for each in after.groups}])
    _standards(connection, before, after, services)
    _counters(connection, office_id, before, after, services=services)
    _officers(connection, office_id, before, after, hashes=hashes)


def write_office(connection: Connection, office_id: int, plan: OfficePlan) -> None:
    """The office's own row, with one more change of its set-up counted."""
    counted = {"setup_version": Office.setup_version + 1}
    connection.execute(update(Office).where(Office.id == office_id).values(**MIRRORS["office"].row(plan), **counted))


def _replace_tables(connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan) -> None:
    old = _whole_tables(before)
    for table, rows in _whole_tables(after).items():
        if rows != old[table]:
            connection.execute(delete(table).where(table.office_id == office_id))
            if rows:
                connection.execute(insert(table), [{"office_id": office_id, **row} for row in rows])


def _whole_tables(plan: OfficePlan) -> dict[type[Any], list[Row]]:
    ones: dict[type[Any], Row] = {}
    for name in ONES:
        ones.setdefault(MIRRORS[name].table, {}).update(MIRRORS[name].row(getattr(plan, name)))
    lists = {MIRRORS[name].table: _rows(name, plan) for name in _REPLACED}
    return {**{table: [row] for table, row in ones.items()}, OpeningHours: _hours(plan), **lists}


def _rows(name: str, plan: OfficePlan, more: Callable[[Any], Row] = lambda _thing: {}) -> list[Row]:
    """The rows of a list, each with its place where it knows one. more: as in _keep."""
    mirror = MIRRORS[name]
    return [
        {**mirror.row(each), **more(each), **({"position": place} if mirror.has_places else {})}
        for place, each in enumerate(getattr(plan, LISTS[name][0]))
    ]


def _hours(plan: OfficePlan) -> list[Row]:
    return [
        {"template": each.template, "weekday": weekday, "opens_min": one.opens_min, "closes_min": one.closes_min}
        for each in plan.hours
        for weekday, name in enumerate(WEEKDAYS)
        for one in intervals.parse(getattr(each, name))
    ]


def _ids(connection: Connection, office_id: int, key: Any, number: Any) -> dict[Any, int]:
    rows = connection.execute(select(key, number).where(key.class_.office_id == office_id))
    return {row[0]: row[1] for row in rows}


def _one(connection: Connection, table: Any, row: Row) -> int:
    return int(connection.execute(insert(table).returning(table.id), row).scalar_one())


def _keep(
    connection: Connection,
    office_id: int,
    name: str,
    before: OfficePlan,
    after: OfficePlan,
    *,
    more: Callable[[Any], Row] = lambda _thing: {},
    new: Row | None = None,
) -> dict[Any, int]:
    """Writes what is new or changed in a list whose rows stay; answers what each is known by -> its row.

    more: of a thing, columns beside those of its fields. new: columns of a row that was not there.
    """
    table, (key,) = MIRRORS[name].table, KEYS[name]
    was = {row[key]: row for row in _rows(name, before, more)}
    ids = _ids(connection, office_id, getattr(table, key), table.id)
    for row in _rows(name, after, more):
        if row[key] not in ids:
            ids[row[key]] = _one(connection, table, {"office_id": office_id, **(new or {}), **row})
        elif was.get(row[key]) != row:
            connection.execute(update(table).where(table.id == ids[row[key]]).values(**row))
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
    return _keep(
        connection, office_id, "service", before, after, new={"is_open": True},
        more=lambda each: {"series_id": series[each.series], "group_id": groups[each.group]},
    )  # fmt: skip


def _standards(connection: Connection, before: OfficePlan, after: OfficePlan, services: Mapping[str, int]) -> None:
    old = {each.code: each.standards for each in before.services}
    for service in after.services:
        if service.standards == old.get(service.code, ()):
            continue
        of_service = {"service_id": services[service.code]}
        connection.execute(delete(ServiceStandard).where(ServiceStandard.service_id == services[service.code]))
        if service.standards:
            rows = [{**of_service, **MIRRORS["standard"].row(each)} for each in service.standards]
            connection.execute(insert(ServiceStandard), rows)


def _counters(
    connection: Connection, office_id: int, before: OfficePlan, after: OfficePlan, *, services: Mapping[str, int]
) -> None:
    ids = _keep(connection, office_id, "counter", before, after, new={"regular_run": 0})
    old = {each.number: each.ranks() for each in before.counters}
    for counter in after.counters:
        if old.get(counter.number) != counter.ranks():
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
    rows = [(each, MIRRORS["officer"].row(each)) for each in after.officers if old.get(each.username) != each]
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
