"""Since when an officer serves, as far as the office can know."""

from __future__ import annotations

from datetime import date

from queue_app.domain.evidence import periods
from queue_app.store.evidence import snapshots, starts
from tests.offices import Office


def started(office: Office) -> dict[int, date]:
    with office.desk.reading() as connection:
        return starts.started(connection, office.office_id, "Asia/Jakarta")


def test_of_an_office_that_never_opened_nobody_began(office: Office) -> None:
    assert started(office) == {}


def test_who_came_after_the_first_week_began_on_the_first_day_and_of_the_others_nobody_knows(office: Office) -> None:
    office.open_counter(1, by="wati")
    office.clock.tick(days=7)
    joko = office.open_counter(2, by="joko")

    assert started(office) == {joko: date(2026, 11, 30)}


def test_reports_know_beginners_as_the_command_line_does(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=6)

    with office.desk.reading() as connection:
        found = snapshots.from_rows(connection, office.office_id, periods.read("2026-11"))

    assert found.started == {}
