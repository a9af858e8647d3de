"""Ended legs as evidence of officers' work: what was served, how long it took, and what was passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.performance import Served
from queue_app.domain.queue.timeline import served_for
from queue_app.store.office.tables import Employment, Office, Officer, Service
from queue_app.store.queue.tables import Leg
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class Duty:
    """One officer at one service: the only frame within which times may be compared."""

    officer_id: int
    officer: str
    nip: str | None  # 18 digits; None for who is not ASN
    employment: Employment
    service_id: int
    name_id: str  # the service's name in Indonesian
    name_en: str
    standard_minutes: int

    def service(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name_id


@dataclass(frozen=True, slots=True)
class ServedLeg:
    duty: Duty
    served: Served


_DUTY = columns(
    Duty, Officer, Service,
    officer_id=Officer.id, officer=Officer.name, service_id=Service.id,
)  # fmt: skip
_IN_PERIOD = (
    Leg.office_id == bindparam("office"),
    Leg.business_date >= bindparam("first"),
    Leg.business_date <= bindparam("last"),
)
_SERVED = (
    select(*_DUTY, Office.time_zone, Leg.is_priority, Leg.started_at, Leg.ended_at, Leg.held_s, Leg.inaccurate)
    .select_from(Leg)
    .join(Office, Office.id == Leg.office_id)
    .join(Officer, Officer.id == Leg.officer_id)
    .join(Service, Service.id == Leg.service_id)
    .where(*_IN_PERIOD, Leg.state == State.FINISHED)
)
_TRANSFERS = (
    select(*_DUTY, func.count())
    .select_from(Leg)
    .join(Officer, Officer.id == Leg.officer_id)
    .join(Service, Service.id == Leg.service_id)
    .where(*_IN_PERIOD, Leg.state == State.TRANSFERRED)
    .group_by(Officer.id, Service.id)
)


def served_legs(connection: Connection, office_id: int, *, first: date, last: date) -> list[ServedLeg]:
    """The finished legs of the tickets of business dates `first` to `last`, both included, in no certain order.

    A leg belongs to its ticket's business date, also when somebody forgot to finish it until a later day.
    """
    rows = connection.execute(_SERVED, {"office": office_id, "first": first, "last": last})
    return [_served_leg(row) for row in rows]


def by_duty(legs: Iterable[ServedLeg]) -> dict[Duty, list[Served]]:
    """What was served in each duty, of duties with at least one leg."""
    found: dict[Duty, list[Served]] = defaultdict(list)
    for leg in legs:
        found[leg.duty].append(leg.served)
    return dict(found)


def transfers(connection: Connection, office_id: int, *, first: date, last: date) -> dict[Duty, int]:
    """How many legs each officer passed on from each service in the same period: work, but not served there."""
    rows = connection.execute(_TRANSFERS, {"office": office_id, "first": first, "last": last})
    return {Duty(*row[:-1]): row[-1] for row in rows}


def _served_leg(row: Row[*tuple[Any, ...]]) -> ServedLeg:
    zone, is_priority, started_at, ended_at, held_s, inaccurate = row[len(_DUTY) :]
    served = Served(
        service_s=served_for(started_at, ended_at, held_s=held_s).total_seconds(),
        is_priority=is_priority,
        started_on=business_date(started_at, zone),
        finished_on=business_date(ended_at, zone),
        inaccurate=inaccurate,
    )
    return ServedLeg(Duty(*row[: len(_DUTY)]), served)
