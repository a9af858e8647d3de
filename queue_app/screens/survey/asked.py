"""Whether the holder of a ticket is asked now. Reads only."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import window
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import marks
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import tickets
from queue_app.store.sealing import Seal


class Stand(StrEnum):
    """How the survey of a ticket stands. none: not served, or the office asks nobody."""

    OFFERED = "offered"
    ANSWERED = "answered"
    OVER = "over"
    NONE = "none"


class Asked(NamedTuple):
    """survey: the nine questions. rating: the press on a face."""

    survey: Stand
    rating: Stand


NOT_ASKED = Asked(Stand.NONE, Stand.NONE)
QUICK = "quick"


def asked(
    connection: Connection, office: OfficeNow, ticket_id: int, *, token: str, seal: Seal, now: datetime
) -> Asked:  # fmt: skip
    """How both stand for the holder of a ticket; what was answered is not known to anybody."""
    found = tickets.latest_leg(connection, ticket_id)
    if found.leg.state != State.FINISHED or not office.rules.survey_is_on:
        return NOT_ASKED
    is_open = window.is_open(found.business_date, business_date(now, office.time_zone))

    def stand(purpose: str) -> Stand:
        if not is_open:
            return Stand.OVER
        return Stand.ANSWERED if marks.is_set(connection, seal.mark(purpose, token)) else Stand.OFFERED

    return Asked(stand(Kind.SKM.value), stand(QUICK))
