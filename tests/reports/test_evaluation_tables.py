"""Letters as tables: every digit of a NIP, no text that a spreadsheet runs, and no rating that nobody gave."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl

from queue_app.domain.evidence import periods
from queue_app.domain.evidence.letter import Letter, OfOfficer
from queue_app.reports.evaluation.rekap import named, rekap_of
from queue_app.reports.evaluation.tables import COLUMNS, csv_of, xlsx_of
from tests.letters import make_figures, make_letter

NIP = "199001012015051001"


def letter_of(name: str, **other: Any) -> Letter:
    return make_letter(officer=OfOfficer(id=len(name), name=name, nip=NIP, employment="PNS"), **other)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_a_csv_keeps_the_nip_as_text_and_runs_nothing() -> None:
    evil = letter_of('=HYPERLINK("http://x";"y")')

    _titles, row = csv.reader(StringIO(csv_of([evil], lang="id").removeprefix("\ufeff")))

    assert row[:3] == ['\'=HYPERLINK("http://x";"y")', "19900101 201505 1 001", "PNS"]


def test_a_workbook_holds_each_officer_by_name_with_quality_beside_speed() -> None:
    found = sheets(xlsx_of([letter_of("Wati"), letter_of("=1+1", figures=make_figures(ratio=None))], lang="en"))

    titles, first, second = found["Figures"]
    assert titles == [column.title for column in COLUMNS]
    assert [row[:2] for row in (first, second)] == [
        ["=1+1", "19900101 201505 1 001"], ["Wati", "19900101 201505 1 001"],
    ]  # fmt: skip
    place = titles.index("Time ratio")
    assert (first[place], second[place], second[titles.index("Within standard")]) == (None, 0.97, 0.8895)
    assert found["SKP"][1][4] == "Terlayaninya pemohon KTP-el di loket"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_of([letter_of("=1+1")], lang="id")))

    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_recap_has_the_columns_of_e_kinerja_and_leaves_the_ratings_empty() -> None:
    office, period = make_letter().office, periods.read("2026-11")

    (rows,) = sheets(rekap_of([letter_of("Wati")], office, period)).values()

    head = [row[0] for row in rows[:4]]
    assert head == ["medan - Disdukcapil Kota Medan", office.name, "Periode Bulanan 11 Tahun 2026", None]
    assert rows[4] == [
        "No", "NIP", "Nama", "Jabatan", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat Kinerja Periodik",
    ]  # fmt: skip
    assert rows[5] == ["1", NIP, "Wati", *[None] * 4]


def test_a_quarter_is_named_as_the_form_names_it() -> None:
    assert named(periods.read("2026-Q2")) == "Periode Triwulan 2 Tahun 2026"


def test_the_same_letters_make_the_same_bytes_and_none_makes_a_table_too() -> None:
    office, period = make_letter().office, periods.read("2026-11")
    many = [letter_of("Wati"), letter_of("Joko")]

    for found in ([], many):
        assert xlsx_of(found, lang="id") == xlsx_of(found, lang="id")
        assert rekap_of(found, office, period) == rekap_of(found, office, period)
    assert csv_of([], lang="id").count("\n") == 1
