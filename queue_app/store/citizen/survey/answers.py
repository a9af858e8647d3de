"""Answers of the survey: written so that no order tells who gave them, and read as the rules count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, and_, select

from queue_app.domain.citizen.survey.answers import Answer, Channel, Respondent
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.store.citizen.survey.sowing import random_id, sow
from queue_app.store.citizen.survey.tables import SurveyAnswer

_ANSWERS: Table = SurveyAnswer.__table__  # type: ignore[assignment]
_VALUES = msgspec.json.Decoder(dict[str, int])


def add(connection: Connection, office_id: int, instrument: str, given: Iterable[Answer]) -> None:
    """Writes answers to an instrument (its key) down; those of the same days are sown anew with them."""
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for each in given:
        by_day[each.day].append({"id": random_id(), "office_id": office_id, "instrument": instrument, **_row(each)})
    for day, rows in by_day.items():
        sow(connection, _ANSWERS, _of_day(office_id, day), rows)


def sow_day(connection: Connection, office_id: int, day: date) -> None:
    """Those of a day that is over, once more: until now they lay as the last one of them left them."""
    sow(connection, _ANSWERS, _of_day(office_id, day))


def answers(
    connection: Connection, office_id: int, first: date, last: date, *, service_id: int | None = None,
    officer_id: int | None = None, kind: Kind = Kind.SKM,
) -> list[Answer]:  # fmt: skip
    """Every answer to instruments of a kind, of business dates `first` to `last`, in no order that tells anything."""
    asked = select(SurveyAnswer).where(
        SurveyAnswer.office_id == office_id,
        SurveyAnswer.business_date.between(first, last),
        SurveyAnswer.instrument.startswith(f"{kind}/"),
    )
    if service_id is not None:
        asked = asked.where(SurveyAnswer.service_id == service_id)
    if officer_id is not None:
        asked = asked.where(SurveyAnswer.officer_id == officer_id)
    return [_answer(row) for row in connection.execute(asked.order_by(SurveyAnswer.business_date, SurveyAnswer.id))]


def of_day(connection: Connection, office_id: int, day: date) -> list[tuple[str, Answer]]:
    """Every answer of a day with the key of its instrument, of all kinds."""
    found = connection.execute(select(SurveyAnswer).where(_of_day(office_id, day)))
    return [(row.instrument, _answer(row)) for row in found]


def _of_day(office_id: int, day: date) -> Any:
    return and_(SurveyAnswer.office_id == office_id, SurveyAnswer.business_date == day)


def _row(given: Answer) -> dict[str, Any]:
    return {
        "business_date": given.day, "service_id": given.service_id, "officer_id": given.officer_id,
        "channel": given.channel.value, "is_own_device": given.is_own_device,
        "answers": msgspec.json.encode(dict(sorted(given.values.items()))).decode(), **given.respondent._asdict(),
    }  # fmt: skip


def _answer(row: Any) -> Answer:
    said = Respondent(row.sex, row.age_band, row.education, row.occupation, row.has_disability)
    return Answer(
        day=row.business_date, service_id=row.service_id, officer_id=row.officer_id, channel=Channel(row.channel),
        is_own_device=row.is_own_device, values=_VALUES.decode(row.answers), respondent=said,
    )  # fmt: skip
