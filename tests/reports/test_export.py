"""The files: every digit of a NIP arrives, no text runs as a formula, and the reader is told what a number means."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from queue_app.reports.columns import OFFICERS, OfficerRow
from queue_app.reports.export import write_csv, write_xlsx
from queue_app.reports.notes import NOTES, Heading, notes

NIP = "198904122015032901"
MakeRow = Callable[..., OfficerRow]
HEADING = Heading(
    office="Disdukcapil Kota Medan",
    zone="Asia/Jakarta",
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    made_at=datetime(2026, 12, 1, 1, 5, tzinfo=UTC),
    lang="id",
)
TITLES = [
    "Officer", "NIP", "Employment", "Service", "Served", "Timed", "Excluded from the times",
    "Of these forgotten finishes", "Of these marked as inaccurate", "Transferred", "Standard (minutes)",
    "Median (minutes)", "P90 (minutes)", "Within standard (%)",
]  # fmt: skip
VALUES = ["Rina Simanjuntak", NIP, "PNS", "Perekaman KTP-el", 17, 15, 2, 1, 2, 3, 10, 8, 11.2, 86.7]
DANGEROUS = ["=1+1", "+62811", "-rina", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def english(text: str, **values: object) -> str:
    return text.format(**values)


def csv_of(*rows: OfficerRow) -> str:
    file = io.BytesIO()
    write_csv(rows, file, _=english)
    return file.getvalue().decode()


def book_of(*rows: OfficerRow, _: Callable[..., str] = english) -> Any:
    file = io.BytesIO()
    write_xlsx(rows, file, heading=HEADING, _=_)
    return load_workbook(io.BytesIO(file.getvalue()))


def test_the_csv_has_a_mark_for_excel_quoted_texts_and_bare_numbers(make_row: MakeRow) -> None:
    header = ",".join(f'"{title}"' for title in TITLES)

    assert csv_of(make_row()) == (
        f"\ufeff{header}\r\n"
        '"Rina Simanjuntak","198904122015032901","PNS","Perekaman KTP-el",17,15,2,1,2,3,10,8.0,11.2,86.7\r\n'
    )


def test_a_nip_survives_the_csv_as_text_of_18_digits(make_row: MakeRow) -> None:
    read = csv.reader(io.StringIO(csv_of(make_row()).removeprefix("\ufeff")), quoting=csv.QUOTE_NONNUMERIC)

    assert list(read) == [TITLES, VALUES]


def test_the_csv_is_left_open_for_its_owner(make_row: MakeRow) -> None:
    file = io.BytesIO()

    write_csv([make_row()], file, _=english)

    assert not file.closed


def test_what_is_not_known_is_empty_in_both_files(make_row: MakeRow) -> None:
    row = make_row(nip=None, median_s=None, p90_s=None, within_pct=None)

    read = list(csv.reader(io.StringIO(csv_of(row))))[1]
    cells = [cell.value for cell in book_of(row).worksheets[0][2]]

    assert [read[1], *read[11:]] == ["", "", "", ""]
    assert [cells[1], *cells[11:]] == [None, None, None, None]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_name_that_looks_like_a_formula_stays_a_text_in_the_csv(make_row: MakeRow, text: str) -> None:
    read = list(csv.reader(io.StringIO(csv_of(make_row(name=text), make_row(service=text)), newline="")))

    assert read[1][0] == f"'{text}"
    assert read[2][3] == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-rina", "@SUM(A1)", "{=A1}", "https://example.test", NIP])
def test_a_name_is_a_text_cell_in_the_xlsx_whatever_it_looks_like(make_row: MakeRow, text: str) -> None:
    cell = book_of(make_row(name=text)).worksheets[0]["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_nip_survives_the_xlsx_as_text_of_18_digits(make_row: MakeRow) -> None:
    cell = book_of(make_row()).worksheets[0]["B2"]

    assert (cell.value, cell.data_type, cell.number_format) == (NIP, "s", "@")


def test_the_xlsx_holds_every_title_and_value_with_its_kind(make_row: MakeRow) -> None:
    sheet = book_of(make_row()).worksheets[0]

    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [TITLES, VALUES]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 4 + ["n"] * 10
    assert [cell.number_format for cell in sheet[2]] == ["@"] * 4 + ["0"] * 6 + ["0.0"] * 4


def test_the_header_row_is_frozen_and_repeated_on_paper(make_row: MakeRow) -> None:
    sheet = book_of(make_row()).worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_the_second_sheet_says_what_the_numbers_mean(make_row: MakeRow) -> None:
    sheet = book_of(make_row()).worksheets[1]

    told = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]

    assert told == [
        ("Office", "Disdukcapil Kota Medan"),
        ("Period", "1 November 2026 to 30 November 2026"),
        ("Report made", "Selasa, 1 Desember 2026, 08.05 WIB"),
        *NOTES,
    ]


def test_titles_sheets_and_notes_pass_through_gettext(make_row: MakeRow) -> None:
    book = book_of(make_row(), _=lambda text, **values: english(text, **values).upper())

    assert book.sheetnames == ["SERVICE TIMES", "NOTES"]
    assert [cell.value for cell in book.worksheets[0][1]] == [title.upper() for title in TITLES]
    assert [cell.value for cell in book.worksheets[1]["A"]][3:] == [subject.upper() for subject, _ in NOTES]


def test_the_notes_speak_of_english_days_to_an_english_reader() -> None:
    heading = Heading(**{**{name: getattr(HEADING, name) for name in HEADING.__slots__}, "lang": "en"})

    assert notes(heading, _=english)[1] == ("Period", "November 1, 2026 to November 30, 2026")


def test_a_report_without_rows_is_still_a_report() -> None:
    assert csv_of().splitlines() == ["\ufeff" + ",".join(f'"{title}"' for title in TITLES)]
    assert [cell.value for cell in book_of().worksheets[0][1]] == TITLES


def test_column_keys_are_unique() -> None:
    assert len({column.key for column in OFFICERS}) == len(OFFICERS)
