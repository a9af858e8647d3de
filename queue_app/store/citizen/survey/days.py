"""Business dates of the survey: whether it was on, and what the seal of each says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select, update

from queue_app.store.citizen.survey.tables import SurveyDay
from queue_app.store.queue.tables import IS_FINISHED, Leg
from queue_app.store.queue.upsert import UPSERT


class Sealed(NamedTuple):
    """What a day held when it was sealed."""

    answers: int
    digest: str


def note(connection: Connection, office_id: int, days: Iterable[date], *, was_on: bool) -> None:
    """That the survey was on, or off, on those days; what is known of one already stays."""
    for day in days:
        row = {"office_id": office_id, "business_date": day, "was_on": was_on, "answers": None, "digest": None}
        connection.execute(UPSERT[connection.dialect.name](SurveyDay).values(row).on_conflict_do_nothing())


def served_since(connection: Connection, office_id: int, first: date, *, before: date) -> list[date]:
    """The business dates from `first` on, before another, on which somebody was served."""
    found = connection.execute(
        select(Leg.business_date)
        .distinct()
        .where(Leg.office_id == office_id, Leg.business_date >= first, Leg.business_date < before, IS_FINISHED)
        .order_by(Leg.business_date)
    )
    return list(found.scalars())


def last_noted(connection: Connection, office_id: int) -> date | None:
    """The newest day of which anything is noted."""
    return connection.execute(
        select(func.max(SurveyDay.business_date)).where(SurveyDay.office_id == office_id)
    ).scalar_one()


def unsealed(connection: Connection, office_id: int, *, until: date) -> list[date]:
    """Days up to `until` that have no seal yet."""
    found = connection.execute(
        select(SurveyDay.business_date)
        .where(SurveyDay.office_id == office_id, SurveyDay.business_date <= until, SurveyDay.digest.is_(None))
        .order_by(SurveyDay.business_date)
    )
    return list(found.scalars())


def sealed(connection: Connection, office_id: int, day: date) -> Sealed | None:
    """What its seal says; None while it has none."""
    row = connection.execute(
        select(SurveyDay.answers, SurveyDay.digest).where(
            SurveyDay.office_id == office_id, SurveyDay.business_date == day, SurveyDay.digest.is_not(None)
        )
    ).first()
    return Sealed(row.answers, row.digest) if row else None


def seal(connection: Connection, office_id: int, day: date, found: Sealed) -> None:
    """The day holds this from now on."""
    connection.execute(
        update(SurveyDay)
        .where(SurveyDay.office_id == office_id, SurveyDay.business_date == day)
        .values(answers=found.answers, digest=found.digest)
    )
