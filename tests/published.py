"""Months of answers, for tests of what is shown and published of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from queue_app.domain.citizen.survey.answers import Answer, Channel, Respondent
from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.store.citizen.survey import answers
from tests.offices import Office

INSTRUMENT = "skm/2017-1"


def filled(day: date, value: int = 3, **own: Any) -> Answer:
    """All nine answered with the same value, but for what `own` says."""
    values: Mapping[str, int] = own.pop("values", dict.fromkeys(UNSUR, value))
    told: dict[str, Any] = {
        "service_id": None, "officer_id": None, "channel": Channel.PAGE, "is_own_device": False,
        "respondent": Respondent(), **own,
    }  # fmt: skip
    return Answer(day=day, values=values, **told)


def month(year: int, number: int, count: int, value: int = 3, **own: Any) -> list[Answer]:
    """So many answers, spread over the first twenty days."""
    return [filled(date(year, number, 1 + place % 20), value, **own) for place in range(count)]


def keep(office: Office, given: Iterable[Answer]) -> None:
    """As if the citizens had answered on those days."""
    with office.desk.transaction(office.office_id) as work:
        answers.add(work.connection, office.office_id, INSTRUMENT, given)
