"""The public's form of PEKPPP: whether the holder of a ticket is asked, and what all said of each statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import window
from queue_app.domain.citizen.survey.f03_2022 import F03_2022
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.domain.citizen.survey.means import Mean, means
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.survey.asked import Stand
from queue_app.store.citizen.survey import answers, marks
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import tickets
from queue_app.store.sealing import Seal


def stand(
    connection: Connection, office: OfficeNow, ticket_id: int, *, token: str, seal: Seal, now: datetime
) -> Stand:  # fmt: skip
    """How the form stands for the holder of a ticket; its mark is apart from the survey's."""
    found = tickets.latest_leg(connection, ticket_id)
    if found.leg.state != State.FINISHED or not (office.rules.survey_is_on and office.rules.asks_f03):
        return Stand.NONE
    if not window.is_open(found.business_date, business_date(now, office.time_zone)):
        return Stand.OVER
    is_set = marks.is_set(connection, seal.mark(Kind.F03.value, token))
    return Stand.ANSWERED if is_set else Stand.OFFERED


def said(connection: Connection, office_id: int, first: date, last: date) -> dict[str, Mean]:
    """The mean of each statement. last: the last of a whole month of which all answers are in."""
    by_month: dict[int, list[Mapping[str, int]]] = {month: [] for month in range(1, 13)}
    for each in answers.answers(connection, office_id, first, last, kind=Kind.F03):
        by_month[each.day.month].append(each.values)
    return means(F03_2022, by_month.values())
