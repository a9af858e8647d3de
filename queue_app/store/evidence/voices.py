"""Citizens' answers of a period for its evidence, once they are closed and held by their seals."""

from __future__ import annotations

from sqlalchemy import Connection, select

from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.voice import Voice, voices
from queue_app.store.citizen.survey import answers
from queue_app.store.citizen.survey.tables import SurveyDay


def of_period(connection: Connection, office_id: int, period: Period) -> dict[int, Voice] | None:
    """By officer; None until a later day is sealed: two looks at what grows would tell one citizen's answer."""
    if not _is_closed(connection, office_id, period):
        return None
    return voices(answers.answers(connection, office_id, period.first, period.last))


def _is_closed(connection: Connection, office_id: int, period: Period) -> bool:
    later = select(SurveyDay.business_date).where(
        SurveyDay.office_id == office_id, SurveyDay.business_date > period.last, SurveyDay.digest.is_not(None)
    )
    return connection.execute(later.limit(1)).first() is not None
