"""The rows behind the figures of a period."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from queue_app.domain.citizen.survey.figures import Figures, closed, figures
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.store.citizen.survey import answers as rows
from queue_app.store.citizen.survey import counted, turnout
from queue_app.store.citizen.survey.turnout import Turnout


def figures_of(connection: Connection, office_id: int, period: SurveyPeriod, *, today: date, weight: Weight) -> Figures:
    """Of the whole months of the period of which all answers are in."""
    until = min(period.last, closed(today))
    served = turnout.turnout(connection, office_id, period.first, until).invited if until >= period.first else {}
    return figures(
        period,
        rows.answers(connection, office_id, period.first, until) if until >= period.first else [],
        counted.by_month(connection, office_id, period.year, closed(today)),
        until=until,
        weight=weight,
        invited=served,
    )


def turnout_so_far(connection: Connection, office_id: int, period: SurveyPeriod, today: date) -> Turnout:
    """Counts only, so of each day before today."""
    return turnout.turnout(connection, office_id, period.first, min(period.last, today - timedelta(days=1)))
