"""The officers' report as it is asked for: whole, or not at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from queue_app.domain.log.errors import BadInput, BrokenLog
from queue_app.reports import officers
from queue_app.store.log import chain
from queue_app.store.office import catalogue
from tests.forgeries import spoil
from tests.offices import Office

DAY = date(2026, 11, 23)
STEM = "officers_uji_2026-11-23_2026-11-23"


def write(office: Office, folder: Path, *, last: date = DAY) -> list[Path]:
    with office.desk.reading() as connection:
        row = catalogue.office(connection, office.office_id)
        return officers.write(connection, row, first=DAY, last=last, folder=folder, made_at=office.clock.now)


def work(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")
    office.served(minutes=8)
    office.issue("KTP", priority="lansia")
    office.served(minutes=25)


def test_every_table_is_a_csv_and_a_sheet_of_one_workbook_and_both_tell_the_same(
    office: Office, tmp_path: Path
) -> None:
    work(office)

    *tables, book = write(office, tmp_path / "new" / "folder")

    assert [path.name for path in (*tables, book)] == [
        f"{STEM}.csv", f"{STEM}_desks.csv", f"{STEM}_left-out.csv", f"{STEM}.xlsx",
    ]  # fmt: skip
    sheets = load_workbook(book).worksheets
    assert [sheet.title for sheet in sheets] == ["Waktu pelayanan", "Di loket", "Tidak dihitung", "Keterangan"]
    for path, sheet in zip(tables, sheets, strict=False):
        read = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        cells = [["" if cell.value is None else cell.value for cell in line] for line in sheet]
        assert [[_number(each) for each in line] for line in read] == cells


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def test_what_is_left_out_of_the_times_is_said_with_how_much_it_is(office: Office, tmp_path: Path) -> None:
    work(office)

    read = write(office, tmp_path)[2].read_text(encoding="utf-8-sig").splitlines()

    assert list(csv.reader(read))[1:] == [["Wati", "Layanan KTP", "Prioritas", "1", "25.0"]]


def test_the_report_names_the_entry_of_the_log_that_it_was_read_to(office: Office, tmp_path: Path) -> None:
    work(office)
    with office.desk.reading() as connection:
        seq, head = chain.verify(connection, office.office_id)

    notes = load_workbook(write(office, tmp_path)[-1])["Keterangan"]

    assert [cell.value for cell in notes[4]] == ["Catatan diperiksa sampai", f"Entri {seq}, hash: {head}"]


def test_a_period_without_work_has_tables_without_rows(office: Office, tmp_path: Path) -> None:
    assert [len(path.read_text(encoding="utf-8").splitlines()) for path in write(office, tmp_path)[:3]] == [1, 1, 1]


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_is_written(office: Office, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write(office, tmp_path / "out", last=date(2026, 11, 22))

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_11_of_a_log_that_was_changed_there_is_no_report(unchecked_office: Office, tmp_path: Path) -> None:
    work(unchecked_office)
    seq = spoil(unchecked_office)

    with pytest.raises(BrokenLog, match=f"event {seq}"):
        write(unchecked_office, tmp_path / "out")

    assert not (tmp_path / "out").exists()
