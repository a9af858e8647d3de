"""Offices and what they offer: services in groups, their series and requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.hall.hues import by_place
from queue_app.domain.log.errors import NotFound
from queue_app.store.office.tables import Office, Series, Service, ServiceGroup
from queue_app.store.rows import columns
from queue_app.store.statements import Asked, Row, Statement


@dataclass(frozen=True, slots=True)
class OfficeRow:
    id: int
    slug: str
    name: str
    address: str
    time_zone: str
    is_demo: bool
    pairs_devices: bool = False


@dataclass(frozen=True, slots=True)
class ServiceRow:
    id: int
    code: str
    letter: str
    series_id: int
    group_code: str
    group_id: str  # the group's name in Indonesian
    group_en: str
    name_id: str
    name_en: str
    requirements_id: str
    requirements_en: str
    is_open: bool  # False: closed by hand; whether it gives numbers now is for store.office.availability to say
    closed_reason: str | None
    reopens_at: datetime | None
    daily_quota: int | None
    is_active: bool  # False: taken out of the office
    asks_family: bool
    slot_minutes: int = 30
    per_slot: int = 0  # 0: it cannot be booked
    days_ahead: int = 14

    def name(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name_id

    def requirements(self, lang: str) -> list[str]:
        return (self.requirements_en if lang == "en" else self.requirements_id).splitlines()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with what it is found by: `pictogram` may be "", `hue` is always a key of HUES."""

    code: str
    name_id: str
    name_en: str
    pictogram: str
    hue: str

    def name(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name_id


_OFFICES = select(*columns(OfficeRow, Office))
_SERVICES = (
    select(*columns(
        ServiceRow, Service, Series,
        group_code=ServiceGroup.code, group_id=ServiceGroup.name_id, group_en=ServiceGroup.name_en,
    ))
    .join(Series, Series.id == Service.series_id)
    .join(ServiceGroup, ServiceGroup.id == Service.group_id)
    .where(Service.office_id == bindparam("office"))
    .order_by(ServiceGroup.position, Service.position)
)  # fmt: skip
_GROUPS = (
    select(*columns(GroupRow, ServiceGroup))
    .where(ServiceGroup.office_id == bindparam("office"))
    .order_by(ServiceGroup.position, ServiceGroup.id)
)
_ACTIVE = Statement(_SERVICES.where(Service.is_active))
_SERVICE = Statement(_SERVICES.where(Service.id == bindparam("service")))


def offices(connection: Connection) -> list[OfficeRow]:
    """All offices of this database, the first founded first."""
    return [OfficeRow(*row) for row in connection.execute(_OFFICES.order_by(Office.id))]


def office(connection: Connection, office_id: int) -> OfficeRow:
    """Raises NotFound when there is no such office."""
    row = connection.execute(_OFFICES.where(Office.id == office_id)).one_or_none()
    if row is None:
        raise NotFound(what="office")
    return OfficeRow(*row)


def groups(connection: Connection, office_id: int) -> dict[str, GroupRow]:
    """The groups of services by their code, in the order of the kiosk, each with the hue that it shows."""
    found = [GroupRow(*row) for row in connection.execute(_GROUPS, {"office": office_id})]
    shown = by_place([each.hue for each in found])
    return {each.code: replace(each, hue=hue) for each, hue in zip(found, shown, strict=True)}


def services(connection: Connection, office_id: int) -> list[ServiceRow]:
    """The services that the office has, in the order of the kiosk's groups and buttons."""
    return ask_services(connection, office_id).answer


def ask_services(connection: Connection, office_id: int) -> Asked[list[ServiceRow]]:
    """The same, once they are needed."""
    return _ACTIVE.ask(connection, office=office_id).then(lambda rows: [ServiceRow(*row) for row in rows])


def all_services(connection: Connection, office_id: int) -> list[ServiceRow]:
    """The same with those that were taken out: tickets of the past, or of this morning, still name them."""
    return [ServiceRow(*row) for row in connection.execute(_SERVICES, {"office": office_id})]


def names(services: Collection[ServiceRow], lang: str) -> dict[int, str]:
    """By id; those of one name have their code behind it, or the work at one would be taken for that at the other."""
    told = {each.id: each.name(lang) for each in services}
    often = Counter(told.values())
    return {
        each.id: f"{told[each.id]} ({each.code})" if often[told[each.id]] > 1 else told[each.id] for each in services
    }


def service(connection: Connection, office_id: int, service_id: int) -> ServiceRow:
    """The service, also one that was taken out. Raises NotFound when the office never had it."""
    return ask_service(connection, office_id, service_id).answer


def ask_service(connection: Connection, office_id: int, service_id: int) -> Asked[ServiceRow]:
    """The same; raises when it is needed."""
    return _SERVICE.ask_first(connection, office=office_id, service=service_id).then(_service)


def _service(row: Row | None) -> ServiceRow:
    if row is None:
        raise NotFound(what="service")
    return ServiceRow(*row)
