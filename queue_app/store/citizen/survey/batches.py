"""Forms that were taken in together, and which files were taken before; and whose work a form on paper may be about."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from queue_app.store.citizen.survey.tables import SurveyBatch
from queue_app.store.queue.tables import IS_FINISHED, Leg


class Batch(NamedTuple):
    """taken_on: business date. digest: SHA-256 of the file, if it was one."""

    taken_on: date
    channel: str
    forms: int
    first_day: date
    last_day: date
    digest: str | None


def add(connection: Connection, office_id: int, batch: Batch) -> None:
    """Writes it down."""
    connection.execute(insert(SurveyBatch), {"office_id": office_id, **batch._asdict()})


def batches(connection: Connection, office_id: int, *, most: int) -> list[Batch]:
    """The last ones, the newest first."""
    asked = select(*(getattr(SurveyBatch, name) for name in Batch._fields))
    own = asked.where(SurveyBatch.office_id == office_id).order_by(SurveyBatch.id.desc()).limit(most)
    return [Batch(*row) for row in connection.execute(own)]


def is_taken(connection: Connection, office_id: int, digest: str) -> bool:
    """Whether a file with that SHA-256 was taken in already."""
    of = (SurveyBatch.office_id == office_id, SurveyBatch.digest == digest)
    return connection.execute(select(SurveyBatch.id).where(*of)).first() is not None


def served_by(
    connection: Connection, office_id: int, day: date, *, service_id: int | None, counter_id: int | None
) -> set[int]:
    """Ids of the officers who finished anything on that day, of the service and at the counter where they are told."""
    told: list[Any] = [Leg.office_id == office_id, Leg.business_date == day, IS_FINISHED, Leg.officer_id.is_not(None)]
    if service_id is not None:
        told.append(Leg.service_id == service_id)
    if counter_id is not None:
        told.append(Leg.counter_id == counter_id)
    found = connection.execute(select(Leg.officer_id).distinct().where(*told)).scalars()
    return {each for each in found if each is not None}
