"""Evidence as a story tells it, with people and services of dull defaults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from queue_app.domain.evidence.figures import figures
from queue_app.store.evidence.period import Evidence, OfficerRow
from queue_app.store.log.reading import Place
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.tables import Employment
from tests.stories import AKTA, KTP, STANDARDS_S, ZONE, Story

DAY = date(2026, 11, 23)
NIP = "198904122015032901"
PEOPLE = {
    1: OfficerRow(1, "Wati", NIP, Employment.PNS),
    2: OfficerRow(2, "Joko", None, Employment.NON_ASN),
    3: OfficerRow(3, "azmi", None, Employment.PPPK),
}


def make_service(service_id: int, name: str) -> ServiceRow:
    texts: dict[str, Any] = {"name_id": name, "name_en": f"{name} (en)", "requirements_id": "", "requirements_en": ""}
    return ServiceRow(
        id=service_id, code=name, letter="A", series_id=1, group_code="umum", group_id="Umum", group_en="General",
        is_open=True, closed_reason=None, reopens_at=None, daily_quota=None, is_active=True, asks_family=False,
        **texts,
    )  # fmt: skip


@pytest.fixture
def evidence_of() -> Callable[..., Evidence]:
    """What a story of Monday leaves as evidence; standards in seconds, of every day alike where none are given."""

    def made(story: Story, *, people: dict[int, OfficerRow] = PEOPLE, **given: Any) -> Evidence:
        standards = {"standard_s": lambda service, _day: STANDARDS_S[service], **given}
        return Evidence(
            figures(story.read(), DAY, DAY, zone=ZONE, **standards),
            people,
            {KTP: make_service(KTP, "Cetak KTP-el"), AKTA: make_service(AKTA, "Akta Kelahiran")},
            Place(len(story.log), "0" * 64),
        )

    return made
