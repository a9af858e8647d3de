"""Writing a whole office from its plan, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, insert

from queue_app.domain import chain
from queue_app.domain.plan import OfficePlan
from queue_app.store.engines import Database
from queue_app.store.tables import (
    ChainHead,
    Counter,
    CounterService,
    Employment,
    Office,
    Officer,
    Series,
    Service,
    ServiceGroup,
)


def found_office(database: Database, plan: OfficePlan, *, hash_password: Callable[[str], str]) -> int:
    """Writes the office with all it consists of and the head of its log; answers its id."""
    hashes = {officer.password: "" for officer in plan.officers}
    hashes = {password: hash_password(password) for password in hashes}  # slow by design: once a password
    with database.writer.transaction() as connection:
        office_id = _one(connection, insert(Office).returning(Office.id), {
            "slug": plan.slug, "name": plan.name, "address": plan.address, "zone": plan.zone, "is_demo": plan.is_demo,
        })  # fmt: skip
        connection.execute(insert(ChainHead), {"office_id": office_id, "seq": 0, "hash": chain.ROOT})
        service_ids = _services(connection, office_id, plan)
        for counter in plan.counters:
            row = {"office_id": office_id, "number": counter.number, "regular_run": 0, "run_date": None}
            counter_id = _one(connection, insert(Counter).returning(Counter.id), row)
            offers = [{"counter_id": counter_id, "service_id": service_ids[code]} for code in counter.services]
            connection.execute(insert(CounterService), offers)
        connection.execute(insert(Officer), [
            {"office_id": office_id, "username": officer.username.lower(), "name": officer.name, "nip": officer.nip,
             "employment": Employment(officer.employment), "role": officer.role,
             "password_hash": hashes[officer.password], "is_active": True}
            for officer in plan.officers
        ])  # fmt: skip
    return office_id


def _services(connection: Connection, office_id: int, plan: OfficePlan) -> dict[str, int]:
    series = {
        letter: _one(connection, insert(Series).returning(Series.id), {"office_id": office_id, "letter": letter})
        for letter in dict.fromkeys(service.series for service in plan.services)
    }
    groups = {
        group.code: _one(connection, insert(ServiceGroup).returning(ServiceGroup.id), {
            "office_id": office_id, "code": group.code, "name_id": group.name_id, "name_en": group.name_en,
            "position": position,
        })
        for position, group in enumerate(plan.groups)
    }  # fmt: skip
    return {
        service.code: _one(connection, insert(Service).returning(Service.id), {
            "office_id": office_id, "series_id": series[service.series], "group_id": groups[service.group],
            "code": service.code, "name_id": service.name_id, "name_en": service.name_en,
            "requirements_id": "\n".join(service.requirements_id),
            "requirements_en": "\n".join(service.requirements_en),
            "standard_minutes": service.standard_minutes, "position": position, "is_open": True,
        })
        for position, service in enumerate(plan.services)
    }  # fmt: skip


def _one(connection: Connection, statement: object, row: Mapping[str, object]) -> int:
    return int(connection.execute(statement, row).scalar_one())  # type: ignore[call-overload]
