"""The published standards of services."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, exists, select

from queue_app.store.office.tables import Service, ServiceStandard

_BEGUN = exists().where(ServiceStandard.service_id == Service.id, ServiceStandard.valid_from <= bindparam("day"))
_CODE = select(Service.code).where(Service.id == bindparam("service"), Service.is_active, _BEGUN)


def code_in_force(connection: Connection, service_id: int, *, day: date) -> str | None:
    """The code of the service where its standard is in force on that day, for its public page."""
    return connection.execute(_CODE, {"service": service_id, "day": day}).scalar()
