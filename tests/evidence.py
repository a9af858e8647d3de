"""An office with a month behind it: Wati has served, November is over, and Tini evaluates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from queue_app.actions.evidence import evaluations, own_letter
from queue_app.actions.office import setup
from queue_app.domain.evidence import letter, periods, records
from queue_app.domain.evidence.cycle import State
from queue_app.domain.evidence.letter import Letter
from queue_app.domain.evidence.records import RecordId
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import OfficePlan, OfficerPlan
from queue_app.store.evidence import cycle, facts, letters, locked_check
from queue_app.store.evidence import period as evidence_period
from queue_app.store.evidence.letters import Whose
from tests.factories import PASSWORD
from tests.offices import Office

NOVEMBER = periods.read("2026-11")
DECEMBER_FIRST = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
TERM = 14


@dataclass(slots=True)
class Unit:
    """The office, and the report about Wati's November."""

    office: Office

    @property
    def whose(self) -> Whose:
        return self.of("wati")

    def of(self, name: str, period: periods.Period = NOVEMBER) -> Whose:
        return Whose(self.office.office_id, self.office.officers[name], period, TERM)

    @property
    def tini(self) -> int:
        return self.office.officers["tini"]

    def progress(self) -> cycle.Progress:
        with self.office.desk.reading() as connection:
            return cycle.progress(connection, *self.key)

    @property
    def key(self) -> tuple[int, int, str]:
        return self.office.office_id, self.whose.officer_id, NOVEMBER.code

    def state(self) -> State:
        return self.progress().standing("Asia/Jakarta").state

    def seen(self) -> int:
        return self.progress().report.revision

    def letter(self) -> Letter:
        with self.office.desk.reading() as connection:
            found = letters.published(connection, self.whose)
        assert found is not None
        return found

    def locked(self) -> bytes:
        with self.office.desk.reading() as connection:
            found = cycle.locked(connection, self.progress().report.id)
        assert found is not None
        assert letter.canonical(letter.read(found)) == found
        return found

    def records(self, name: str = "wati") -> list[RecordId]:
        """The officer's own, in the order of the day."""
        with self.office.desk.reading() as connection:
            found = facts.cases(connection, self.office.office_id, NOVEMBER.first, NOVEMBER.last)
        return [records.of(each) for each in found if each.officer_id == self.office.officers[name]]

    def publish(self) -> None:
        evaluations.publish(self.office.desk, self.whose, by=self.tini, seen=self.seen())

    def dispute(self, about: str = "", reason: str = "Jaringan mati.") -> int:
        """Answers the dispute's number."""
        own_letter.dispute(self.office.desk, self.whose, about=about, reason=reason)
        return int(self.told("evidence.disputed")[-1]["dispute_id"])

    def decide(self, dispute_id: int, decision: str = "accepted", answer: str = "") -> None:
        evaluations.decide(
            self.office.desk, self.whose, dispute_id=dispute_id, decision=decision, answer=answer, by=self.tini
        )

    def both_discuss(self) -> None:
        own_letter.discuss(self.office.desk, self.whose, seen=self.seen())
        evaluations.discuss(self.office.desk, self.whose, by=self.tini, seen=self.seen())

    def lock(self, reason: str = "") -> None:
        evaluations.lock(self.office.desk, self.whose, by=self.tini, seen=self.seen(), reason=reason)

    def told(self, kind: str = "evidence.") -> list[dict[str, Any]]:
        """What the log tells of reports, with the kind of each event."""
        found = [each for each in self.office.events() if each.kind.startswith(kind)]
        return [{"kind": each.kind, **each.data()} for each in found]


def with_reports(plan: OfficePlan) -> OfficePlan:
    """Past its trial, with a second supervisor and a head."""
    people = (
        OfficerPlan("sri", "Sri", PASSWORD, role=Role.SUPERVISOR),
        OfficerPlan("lestari", "Lestari", PASSWORD, role=Role.HEAD),
    )
    return replace(plan, evidence_from=date(2026, 1, 1), officers=[*plan.officers, *people])


@pytest.fixture
def unit(office: Office) -> Iterator[Unit]:
    """When the test has ended, every word and letter must be what the log vouches for."""
    yield lived(office)
    with office.desk.reading() as connection:
        assert list(locked_check.differences(connection, office.office_id)) == []


@pytest.fixture
def unchecked_unit(unchecked_office: Office) -> Unit:
    """One whose rows the test may spoil."""
    return lived(unchecked_office)


def lived(office: Office) -> Unit:
    setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=with_reports)
    with office.desk.reading() as connection:
        found = evidence_period.officers(connection, office.office_id).values()
        office.officers.update({each.name.lower(): each.id for each in found})
    office.open_counter()
    for _ in range(3):
        office.issue()
        office.served(minutes=6)
    office.clock.now = DECEMBER_FIRST
    return Unit(office)
