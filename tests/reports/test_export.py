"""The files: every digit of a NIP arrives, no text runs as a formula, and the reader is told what a number means."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from queue_app.reports.columns import Column, Table
from queue_app.reports.export import write_csv, write_xlsx
from queue_app.reports.notes import NOTES, Heading, notes

NIP = "198904122015032901"
HEADING = Heading(
    office="Disdukcapil Kota Medan",
    zone="Asia/Jakarta",
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    made_at=datetime(2026, 12, 1, 1, 5, tzinfo=UTC),
    lang="id",
    seq=17,
    hash="ab12",
)
DANGEROUS = ["=1+1", "+62811", "-rina", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@dataclass(frozen=True)
class Row:
    name: str = "Rina Simanjuntak"
    nip: str | None = NIP
    count: int = 17
    median: float | None = 8.0
    hours: float = 1.25
    within: float = 86.7


COLUMNS = (
    Column[Row]("Officer", "text", lambda row: row.name),
    Column[Row]("NIP", "text", lambda row: row.nip),
    Column[Row]("Served", "count", lambda row: row.count),
    Column[Row]("Median (minutes)", "minutes", lambda row: row.median),
    Column[Row]("At the counter (hours)", "hours", lambda row: row.hours),
    Column[Row]("Within standard (%)", "percent", lambda row: row.within),
)
TITLES = [column.title for column in COLUMNS]
VALUES = ["Rina Simanjuntak", NIP, 17, 8, 1.25, 86.7]


def table_of(*rows: Row) -> Table[Row]:
    return Table("", "Service times", COLUMNS, rows)


def english(text: str, **values: object) -> str:
    return text.format(**values)


def csv_of(*rows: Row) -> str:
    file = io.BytesIO()
    write_csv(table_of(*rows), file, _=english)
    return file.getvalue().decode()


def book_of(*rows: Row, _: Callable[..., str] = english) -> Any:
    file = io.BytesIO()
    write_xlsx([table_of(*rows)], file, heading=HEADING, _=_)
    return load_workbook(io.BytesIO(file.getvalue()))


def test_the_csv_has_a_mark_for_excel_quoted_texts_and_bare_numbers() -> None:
    header = ",".join(f'"{title}"' for title in TITLES)

    assert csv_of(Row()) == f'\ufeff{header}\r\n"Rina Simanjuntak","198904122015032901",17,8.0,1.25,86.7\r\n'


def test_a_nip_survives_the_csv_as_text_of_18_digits() -> None:
    read = csv.reader(io.StringIO(csv_of(Row()).removeprefix("\ufeff")), quoting=csv.QUOTE_NONNUMERIC)

    assert list(read) == [TITLES, VALUES]


def test_the_csv_is_left_open_for_its_owner() -> None:
    file = io.BytesIO()

    write_csv(table_of(Row()), file, _=english)

    assert not file.closed


def test_what_is_not_known_is_empty_in_both_files() -> None:
    row = Row(nip=None, median=None)

    read = list(csv.reader(io.StringIO(csv_of(row))))[1]
    cells = [cell.value for cell in book_of(row).worksheets[0][2]]

    assert (read[1], read[3]) == ("", "")
    assert (cells[1], cells[3]) == (None, None)


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_name_that_looks_like_a_formula_stays_a_text_in_the_csv(text: str) -> None:
    read = list(csv.reader(io.StringIO(csv_of(Row(name=text)), newline="")))

    assert read[1][0] == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-rina", "@SUM(A1)", "{=A1}", "https://example.test", NIP])
def test_a_name_is_a_text_cell_in_the_xlsx_whatever_it_looks_like(text: str) -> None:
    cell = book_of(Row(name=text)).worksheets[0]["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_xlsx_holds_every_title_and_value_with_its_kind() -> None:
    sheet = book_of(Row()).worksheets[0]

    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [TITLES, VALUES]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 2 + ["n"] * 4
    assert [cell.number_format for cell in sheet[2]] == ["@", "@", "0", "0.0", "0.00", "0.0"]


def test_titles_and_names_stay_in_sight_on_the_screen_and_on_every_page() -> None:
    sheet = book_of(Row()).worksheets[0]

    assert sheet.freeze_panes == "B2"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


def test_a_wide_table_is_printed_on_several_pages_and_stays_readable() -> None:
    file = io.BytesIO()
    wide = Table("", "Service times", [replace(COLUMNS[2], title=f"Served {place}") for place in range(34)], [Row()])
    write_xlsx([wide], file, heading=HEADING, _=english)

    setup = load_workbook(io.BytesIO(file.getvalue())).worksheets[0].page_setup

    assert (setup.fitToWidth, setup.fitToHeight, setup.orientation) == (3, 0, "landscape")


def test_the_last_sheet_says_what_the_numbers_mean() -> None:
    sheet = book_of(Row()).worksheets[-1]

    told = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]

    assert told == [
        ("Office", "Disdukcapil Kota Medan"),
        ("Period", "1 November 2026 to 30 November 2026"),
        ("Report made", "Selasa, 1 Desember 2026, 08.05 WIB"),
        ("Log checked up to", "Entry 17, hash: ab12"),
        *NOTES,
    ]


def test_titles_sheets_and_notes_pass_through_gettext() -> None:
    book = book_of(Row(), _=lambda text, **values: english(text, **values).upper())

    assert book.sheetnames == ["SERVICE TIMES", "NOTES"]
    assert [cell.value for cell in book.worksheets[0][1]] == [title.upper() for title in TITLES]
    assert [cell.value for cell in book.worksheets[1]["A"]][4:] == [subject.upper() for subject, _ in NOTES]


def test_the_notes_speak_of_english_days_to_an_english_reader() -> None:
    assert notes(replace(HEADING, lang="en"), _=english)[1] == ("Period", "November 1, 2026 to November 30, 2026")


def test_a_report_without_rows_is_still_a_report() -> None:
    assert csv_of().splitlines() == ["\ufeff" + ",".join(f'"{title}"' for title in TITLES)]
    assert [cell.value for cell in book_of().worksheets[0][1]] == TITLES
