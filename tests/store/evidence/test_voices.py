"""Citizens' answers come into the evidence of a period once, when nobody can add one any more."""

from __future__ import annotations

from msgspec import UNSET

from queue_app.actions.citizen.survey import sealing
from queue_app.domain.evidence.periods import read
from queue_app.store.evidence import snapshots, voices
from tests.offices import Office
from tests.surveys import answer, served


def heard(office: Office, code: str = "2026-11") -> dict[int, int] | None:
    with office.desk.reading() as connection:
        found = voices.of_period(connection, office.office_id, read(code))
    return None if found is None else {officer: each.n for officer, each in found.items()}


def test_answers_are_told_once_a_day_behind_the_period_is_sealed(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))
    before = heard(office)
    office.clock.tick(days=8)  # 1 December
    sealing.close_days(office.desk, office.office_id)
    with_its_own_seals_alone = heard(office)
    served(office)
    office.clock.tick(days=9)
    sealing.close_days(office.desk, office.office_id)

    assert (before, with_its_own_seals_alone, heard(office)) == (None, None, {office.officers["wati"]: 1})


def test_a_report_of_a_period_that_is_not_closed_holds_no_answers(office: Office) -> None:
    office.open_counter()
    answer(office, served(office))

    with office.desk.reading() as connection:
        figures = snapshots.from_rows(connection, office.office_id, read("2026-11"))
    told = figures.snapshot(office.officers["wati"], made_at=office.clock.now).figures

    assert (told.voice, told.u7) == (UNSET, None)
