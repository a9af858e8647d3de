"""How long each service takes of late, and the walk to it: computed once a day, asked at each finish.

From rows, since it only says which times to look at twice; what is told of officers comes from the log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import Outcome
from queue_app.domain.queue.performance import Pace, pace
from queue_app.domain.queue.timeline import served_for
from queue_app.store.office.tables import Service
from queue_app.store.queue.tables import Leg, UsualTime


class Part(StrEnum):
    """Of a visit's time at one service."""

    SERVICE = "service"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class Known:
    """What is usual at one service; None where nothing is known."""

    service: Pace | None
    walk: Pace | None


Paces = Mapping[tuple[int, Part], Pace]  # by service id and part

_KNOWN = select(UsualTime.part, UsualTime.count, UsualTime.median_log, UsualTime.spread_log).where(
    UsualTime.service_id == bindparam("service")
)
_DONE = select(Leg.service_id, Leg.called_at, Leg.started_at, Leg.ended_at, Leg.held_s).where(
    Leg.office_id == bindparam("office"),
    Leg.business_date >= bindparam("first"),
    Leg.business_date <= bindparam("last"),
    Leg.state == State.FINISHED,
    func.coalesce(Leg.outcome, Outcome.SELESAI) == Outcome.SELESAI,  # no outcomes were told once
    Leg.called_at.is_not(None),
    Leg.ended_at.is_not(None),  # not one that was entered from paper
    Leg.is_priority.is_(False),
    Leg.inaccurate.is_(None),
)


def known(connection: Connection, service_id: int) -> Known:
    """What is usual at the service."""
    rows: Iterable[Any] = connection.execute(_KNOWN, {"service": service_id})
    found = {row[0]: Pace(*row[1:]) for row in rows}
    return Known(found.get(Part.SERVICE), found.get(Part.WALK))


def measured(connection: Connection, office_id: int, *, first: date, last: date) -> Paces:
    """Every service's paces by the times of business dates `first` to `last` that nobody doubts."""
    times: dict[tuple[int, Part], list[float]] = defaultdict(list)
    keys = {"office": office_id, "first": first, "last": last}
    rows: Iterable[Any] = connection.execute(_DONE, keys)
    for service_id, called_at, started_at, ended_at, held_s in rows:
        times[service_id, Part.SERVICE].append(served_for(started_at, ended_at, held_s=held_s).total_seconds())
        times[service_id, Part.WALK].append((started_at - called_at).total_seconds())
    return {key: found for key, each in times.items() if (found := pace(each))}


def keep(connection: Connection, office_id: int, paces: Paces, *, day: date) -> None:
    """Replaces what was known of the office's services."""
    services = select(Service.id).where(Service.office_id == office_id)
    connection.execute(delete(UsualTime).where(UsualTime.service_id.in_(services)))
    rows = list(_rows(paces, day))
    if rows:
        connection.execute(insert(UsualTime), rows)


def _rows(paces: Paces, day: date) -> Iterable[dict[str, object]]:
    for (service_id, part), each in paces.items():
        yield {"service_id": service_id, "part": part, "computed_on": day, "count": each.count,
               "median_log": each.median_log, "spread_log": each.spread_log}  # fmt: skip
