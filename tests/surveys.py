"""Citizens who answer, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queue_app.actions.citizen.survey import answer as verbs
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from tests.offices import Office

ALL_THREE: Mapping[str, int] = dict.fromkeys(SKM_2017.codes, 3)


def served(office: Office, service: str = "KTP", *, by: str = "wati") -> Issued:
    """Somebody who took a number and was served; a counter must be open."""
    issued = office.issue(service)
    office.served(by=by)
    return issued


def answer(office: Office, issued: Issued, **more: Any) -> None:
    """All nine answered with 3 on the citizen's page, or as `more` says."""
    asked: dict[str, Any] = {"channel": Channel.PAGE, "values": ALL_THREE, **more}
    verbs.answer(office.desk, office.office_id, ticket_id=issued.ticket_id, token=issued.token, **asked)


def rate(office: Office, issued: Issued, score: int) -> None:
    """One press on a face."""
    verbs.rate(office.desk, office.office_id, ticket_id=issued.ticket_id, token=issued.token, score=score)
