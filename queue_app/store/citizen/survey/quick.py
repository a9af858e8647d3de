"""The quick rating by four faces. It is never an answer of the survey."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select

from queue_app.store.citizen.survey.sowing import random_id, sow
from queue_app.store.citizen.survey.tables import QuickRating

_RATINGS: Table = QuickRating.__table__  # type: ignore[assignment]


def add(
    connection: Connection, office_id: int, day: date, *, service_id: int | None, officer_id: int | None, score: int
) -> None:
    """One press; those of its day are sown anew with it."""
    row = {
        "id": random_id(), "office_id": office_id, "business_date": day, "service_id": service_id,
        "officer_id": officer_id, "score": score,
    }  # fmt: skip
    sow(connection, _RATINGS, _of_day(office_id, day), [row])


def sow_day(connection: Connection, office_id: int, day: date) -> None:
    """Those of a day once more: until now they lay as the last one of them left them."""
    sow(connection, _RATINGS, _of_day(office_id, day))


def _of_day(office_id: int, day: date) -> ColumnElement[bool]:
    return and_(QuickRating.office_id == office_id, QuickRating.business_date == day)


def counts(
    connection: Connection, office_id: int, first: date, last: date, *, officer_id: int | None = None
) -> dict[int | None, dict[int, int]]:
    """Service id -> score -> how many, of business dates `first` to `last`."""
    asked = select(QuickRating.service_id, QuickRating.score, func.count()).where(
        QuickRating.office_id == office_id, QuickRating.business_date.between(first, last)
    )
    if officer_id is not None:
        asked = asked.where(QuickRating.officer_id == officer_id)
    found: dict[int | None, dict[int, int]] = {}
    for service_id, score, count in connection.execute(asked.group_by(QuickRating.service_id, QuickRating.score)):
        found.setdefault(service_id, {})[score] = count
    return found


def forget(connection: Connection, office_id: int, *, before: date) -> int:
    """Those of earlier days; answers how many."""
    old = (QuickRating.office_id == office_id, QuickRating.business_date < before)
    return connection.execute(delete(QuickRating).where(*old)).rowcount
