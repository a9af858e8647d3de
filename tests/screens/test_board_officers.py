"""Officers' times on the board: what the log says of today, and in words what enters no time."""

from __future__ import annotations

import pytest

from queue_app.actions.queue import counter, remarks
from queue_app.screens.board import BoardState, board_state
from queue_app.screens.board_officers import BoardOfficer
from tests.forgeries import spoil
from tests.offices import Office


def board(office: Office, *, lang: str = "id") -> BoardState:
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        return board_state(connection, key, now=office.clock.now, lang=lang, unheard_s=20, sees_officers=True)


def test_a_row_tells_one_officer_at_one_service_today(office: Office) -> None:
    office.open_counter()
    for minutes in (8, 13):
        office.issue()
        leg = office.call_next()
        office.clock.tick(seconds=30)
        office.do(counter.start, leg)
        office.clock.tick(minutes=minutes)
        office.do(counter.finish, leg)

    assert board(office).officers == [
        BoardOfficer(
            name="Wati", service="Layanan KTP", count=2, median_s=630, p90_s=750, within_pct=50, standard_minutes=10,
            walk_s=30, holds=0, held_s=0, excluded="",
        )
    ]  # fmt: skip


def test_what_enters_no_time_is_told_by_whose_doubt_it_is(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.served(minutes=8)
    office.do(remarks.mark_time, leg, is_supervisor=False)
    office.issue(priority="lansia")
    office.served(minutes=8)
    office.issue()
    rejected = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=1)
    office.do(counter.finish, rejected, done=counter.Finish("berkas_kurang"))

    [row] = board(office).officers
    [in_english] = board(office, lang="en").officers

    assert (row.count, row.excluded) == (3, "1 petugas · 1 prioritas · 1 bukan selesai")
    assert in_english.excluded == "1 officer · 1 priority · 1 other outcome"


def test_who_only_lets_people_wait_elsewhere_has_a_row_too(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=2)
    office.do(counter.hold, leg)
    office.clock.tick(minutes=25)
    office.do(counter.resume, leg)

    [row] = board(office).officers

    assert (row.count, row.holds, row.held_s, row.median_s, row.standard_minutes) == (0, 1, 1500, None, None)


def test_the_next_morning_begins_without_rows(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served()
    assert len(board(office).officers) == 1

    office.clock.tick(days=1)

    assert board(office).officers == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_log_that_was_changed_is_told_and_the_rest_of_the_board_stands(unchecked_office: Office) -> None:
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.issue()
    seq = spoil(unchecked_office)

    told = board(unchecked_office)

    assert (told.officers, told.waiting) == ([], 2)
    assert told.log_fault == f"Entri {seq} dalam catatan hilang atau diubah, maka waktu petugas tidak ditampilkan."
