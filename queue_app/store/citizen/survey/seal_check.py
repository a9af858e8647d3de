"""The survey's answers held against the seals in the log: nobody adds, changes or removes one of a closed day unseen.

Days behind the newest sealed one must all have a seal, or answers could be put where nobody looked. A day that is still
open is held by nothing: its rows change with each answer, and the log must not tell when.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.citizen.survey.sealed import digest
from queue_app.domain.log.events import SurveySealed
from queue_app.store.citizen.survey import answers, days
from queue_app.store.citizen.survey.days import Sealed
from queue_app.store.citizen.survey.tables import SurveyAnswer, SurveyDay
from queue_app.store.log.row_check import UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent

_TOLD = (
    select(LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind == SurveySealed.kind)
    .order_by(LoggedEvent.seq)
)
_WITH_ANSWERS = select(SurveyAnswer.business_date).distinct().where(SurveyAnswer.office_id == bindparam("office"))
_NOTED = select(SurveyDay.business_date).where(
    SurveyDay.office_id == bindparam("office"), SurveyDay.digest.is_not(None)
)


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each sealed day whose answers, or whose row, are not what its last seal says, and each that has no seal."""
    told = _told(connection, office_id)
    for day in sorted(told):
        found = answers.of_day(connection, office_id, day)
        yield from _compared("survey_answer", day, told[day], Sealed(len(found), digest(found)))
        yield from _compared("survey_day", day, told[day], days.sealed(connection, office_id, day))
    for table, asked in (("survey_answer", _WITH_ANSWERS), ("survey_day", _NOTED)):
        kept = connection.execute(asked, {"office": office_id}).scalars()
        for day in sorted(each for each in kept if each not in told and told and each < max(told)):
            yield Difference(table, day.isoformat(), UNKNOWN, None, None)


def _told(connection: Connection, office_id: int) -> dict[date, Sealed]:
    """What the last seal of each day says."""
    found = (json.loads(data) for data in connection.execute(_TOLD, {"office": office_id}).scalars())
    return {date.fromisoformat(each["business_date"]): Sealed(each["answers"], each["sha256"]) for each in found}


def _compared(table: str, day: date, told: Sealed, kept: Sealed | None) -> Iterator[Difference]:
    for field in Sealed._fields:
        value = getattr(kept, field, None)
        if value != getattr(told, field):
            yield Difference(table, day.isoformat(), field, getattr(told, field), value)
