"""How many answers each group of a year has, month by month: what decides which figures may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from datetime import date

from sqlalchemy import Connection, select

from queue_app.domain.citizen.survey.figures import FIELDS, SERVICE, WHOLE, Counts
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.store.citizen.survey.tables import SurveyAnswer

_FIELDS = (SERVICE, *FIELDS)


def by_month(connection: Connection, office_id: int, year: int, last: date) -> Counts:
    """Field, or WHOLE -> month -> group (None: not said) -> answers to the SKM, up to the day `last`."""
    columns = [getattr(SurveyAnswer, field) for field in _FIELDS]
    asked = select(SurveyAnswer.business_date, *columns).where(
        SurveyAnswer.office_id == office_id,
        SurveyAnswer.business_date.between(date(year, 1, 1), min(last, date(year, 12, 31))),
        SurveyAnswer.instrument.startswith(f"{Kind.SKM}/"),
    )
    found: dict[str, dict[int, Counter[Hashable]]] = defaultdict(lambda: defaultdict(Counter))
    for day, *said in connection.execute(asked):
        found[WHOLE][day.month][WHOLE] += 1
        for field, value in zip(_FIELDS, said, strict=True):
            found[field][day.month][value] += 1
    return {field: found.get(field, {}) for field in (WHOLE, *_FIELDS)}


def first_day(connection: Connection, office_id: int, *, before: date) -> date | None:
    """Of the earliest answer of earlier days: the very first one of all must not be told the moment it comes."""
    asked = select(SurveyAnswer.business_date).where(
        SurveyAnswer.office_id == office_id, SurveyAnswer.business_date < before
    )
    return connection.execute(asked.order_by(SurveyAnswer.business_date).limit(1)).scalar_one_or_none()
