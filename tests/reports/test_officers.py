"""Rows of officers: within one service, by name, and silent where there is nothing to say."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from queue_app.domain.log.errors import BadInput
from queue_app.domain.queue.performance import Served
from queue_app.reports import officers
from queue_app.reports.columns import OfficerRow
from queue_app.store.office import catalogue
from queue_app.store.office.tables import Employment
from queue_app.store.queue.served import Duty, ServedLeg
from tests.offices import Office

DAY = date(2026, 11, 23)
NAMES = {"KTP": ("Cetak KTP-el", "Identity card", 10), "AKL": ("Akta Kelahiran", "Birth certificate", 15)}


def make_duty(officer: str, service: str = "KTP", *, officer_id: int = 1) -> Duty:
    name_id, name_en, minutes = NAMES[service]
    return Duty(officer_id, officer, None, Employment.NON_ASN, len(name_id), name_id, name_en, minutes)


def legs_of(duty: Duty, *minutes: float) -> list[ServedLeg]:
    return [ServedLeg(duty, Served(60 * each, is_priority=False, started_on=DAY, finished_on=DAY)) for each in minutes]


def read(office: Office, *, lang: str = "id") -> list[OfficerRow]:
    with office.desk.reading() as connection:
        return officers.read(connection, office.office_id, first=DAY, last=DAY, lang=lang)


def write(office: Office, folder: Path, *, last: date = DAY) -> list[Path]:
    with office.desk.reading() as connection:
        row = catalogue.office(connection, office.office_id)
        return officers.write(connection, row, first=DAY, last=last, folder=folder, made_at=office.clock.now)


def test_a_morning_becomes_one_row_for_each_officer_and_service(office: Office) -> None:
    office.open_counter()
    for minutes in (8, 6, 13):
        office.issue("KTP")
        office.served(minutes=minutes)
    office.issue("KTP", priority="lansia")
    office.served(minutes=25)

    assert read(office) == [
        OfficerRow(
            name="Wati", nip=None, employment=Employment.NON_ASN, service="Layanan KTP",
            standard_minutes=10, count=4, timed=3, excluded=1, forgotten=0, inaccurate=0, transferred=0,
            median_s=480, p90_s=720, within_pct=200 / 3,
        )
    ]  # fmt: skip


def test_a_forgotten_finish_is_flagged_and_leaves_the_times_alone(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served(minutes=8)
    office.issue()
    office.served(minutes=20 * 60)

    row = read(office)[0]

    assert (row.count, row.timed, row.excluded, row.forgotten) == (2, 1, 1, 1)
    assert (row.median_s, row.p90_s, row.within_pct) == (480, 480, 100)


def test_a_row_without_timed_legs_counts_and_says_nothing_of_pace(office: Office) -> None:
    office.open_counter()
    office.issue(priority="disabilitas")
    office.served(minutes=9)

    row = read(office)[0]

    assert (row.count, row.timed, row.excluded, row.forgotten) == (1, 0, 1, 0)
    assert (row.median_s, row.p90_s, row.within_pct) == (None, None, None)


def test_an_officer_who_only_passed_tickets_on_has_a_row_too(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")
    office.transfer(office.call_next(), to="AKTA")

    assert [(row.name, row.service, row.count, row.transferred, row.median_s) for row in read(office)] == [
        ("Wati", "Layanan KTP", 0, 1, None)
    ]


def test_rows_speak_the_readers_language(office: Office) -> None:
    office.open_counter()
    office.issue("KTP")
    office.served()

    assert [row.service for row in read(office, lang="en")] == ["Service KTP"]


def test_rows_come_by_name_then_service_whoever_is_faster() -> None:
    slow, fast = make_duty("azmi"), make_duty("Budi", officer_id=2)
    legs = [*legs_of(fast, 1), *legs_of(slow, 30), *legs_of(make_duty("Budi", "AKL", officer_id=2), 40)]

    rows = officers.rows(legs, {}, lang="id")

    assert [(row.name, row.service) for row in rows] == [
        ("azmi", "Cetak KTP-el"),
        ("Budi", "Akta Kelahiran"),
        ("Budi", "Cetak KTP-el"),
    ]


def test_two_officers_of_one_name_stay_two() -> None:
    first, second = make_duty("Budi Santoso", officer_id=1), make_duty("Budi Santoso", officer_id=2)

    rows = officers.rows([*legs_of(second, 4), *legs_of(first, 8), *legs_of(second, 6)], {}, lang="id")

    assert [(row.count, row.median_s) for row in rows] == [(1, 480), (2, 300)]


def test_there_is_no_total_that_would_call_the_slower_officer_faster() -> None:
    a_card, a_deed = make_duty("A"), make_duty("A", "AKL")
    b_card, b_deed = make_duty("B", officer_id=2), make_duty("B", "AKL", officer_id=2)
    legs = [*legs_of(a_card, *[9] * 5), *legs_of(a_deed, *[14] * 20)]  # mean of all 13.0 minutes
    legs += [*legs_of(b_card, *[10.5] * 20), *legs_of(b_deed, *[15.5] * 5)]  # mean of all 11.5 minutes

    rows = officers.rows(legs, {}, lang="id")

    assert [(row.name, row.service, row.median_s, row.within_pct) for row in rows] == [
        ("A", "Akta Kelahiran", 14 * 60, 100),
        ("A", "Cetak KTP-el", 9 * 60, 100),
        ("B", "Akta Kelahiran", 15.5 * 60, 0),
        ("B", "Cetak KTP-el", 10.5 * 60, 0),
    ]


def test_a_period_without_work_has_no_rows(office: Office) -> None:
    assert read(office) == []


def test_both_files_of_a_day_are_written_and_tell_the_same(office: Office, tmp_path: Path) -> None:
    office.open_counter()
    office.issue("KTP")
    office.served(minutes=8)

    paths = write(office, tmp_path / "new" / "folder")

    assert [path.name for path in paths] == [f"officers_uji_2026-11-23_2026-11-23.{kind}" for kind in ("csv", "xlsx")]
    table = list(csv.reader(paths[0].read_text(encoding="utf-8-sig").splitlines()))
    cells = [
        ["" if cell.value is None else cell.value for cell in line] for line in load_workbook(paths[1]).worksheets[0]
    ]
    values = ["Wati", "", "NON_ASN", "Layanan KTP", 1, 1, 0, 0, 0, 0, 10, 8, 8, 100]
    assert cells == [table[0], values]
    assert [*table[1][:4], *map(float, table[1][4:])] == values


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_is_written(office: Office, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write(office, tmp_path / "out", last=date(2026, 11, 22))

    assert not (tmp_path / "out").exists()
