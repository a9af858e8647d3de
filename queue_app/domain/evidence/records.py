"""One record: a service of a visit, as it is listed, disputed, and left out of times or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.log.errors import NotFound

EXCLUDED = "supervisor"  # the doubt that an accepted dispute leaves: a supervisor said that the time tells nothing


class RecordId(NamedTuple):
    """Which. ticket_id: minus its number of an imported visit."""

    day: date
    ticket_id: int
    service_id: int

    @property
    def code(self) -> str:
        """As it is stored, and as forms carry it: 2026-11-23_17_2."""
        return f"{self.day}_{self.ticket_id}_{self.service_id}"

    @property
    def is_imported(self) -> bool:
        """Whether another system recorded it, so that no leg of ours holds its time."""
        return self.ticket_id < 0


def read(code: str) -> RecordId:
    """The record of its code. Raises NotFound."""
    try:
        day, ticket_id, service_id = code.split("_")
        return RecordId(date.fromisoformat(day), int(ticket_id), int(service_id))
    except ValueError as exc:
        raise NotFound(what="record") from exc


def of(case: CaseFact) -> RecordId:
    """Of a case that counts; a return stands under the same."""
    return RecordId(case.business_date, case.ticket_id, case.service_id)


def without(cases: Iterable[CaseFact], excluded: Collection[RecordId]) -> list[CaseFact]:
    """The cases, those of imported visits doubted of which a supervisor accepted a dispute."""
    return [
        case._replace(doubts=case.doubts | {EXCLUDED}) if excluded and of(case) in excluded else case for case in cases
    ]
