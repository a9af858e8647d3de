"""The files of the history hold what its tables show, for programs and for people, and say what it means."""

from __future__ import annotations

import csv
import io

import pytest
from babel.numbers import parse_decimal
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from queue_app.domain.evidence.definitions import DEFINITIONS
from queue_app.reports.history import TITLES
from queue_app.texts import translate
from tests.web.history.test_page import SPAN, rows_of
from tests.web.visitors import Site, Visitor

HALF_A_DIGIT = 0.051
WORDS = {"": {"belum cukup", "–"}, **{f"2026-11-{day}": {f"{day} Nov 2026"} for day in range(10, 31)}}


def says(shown: str, sent: str | float) -> bool:
    """Whether the page tells people what the file tells programs."""
    if isinstance(sent, float):
        return abs(float(parse_decimal(shown, locale="id")) - sent) < HALF_A_DIGIT
    return shown in WORDS.get(sent, {sent})


def as_csv(visitor: Visitor, name: str) -> list[list[str | float]]:
    """Texts and numbers, as the quotes tell them."""
    text = visitor.get(f"/history/{name}.csv?{SPAN}").text.removeprefix("\ufeff")
    return [list(row) for row in csv.reader(io.StringIO(text), quoting=csv.QUOTE_NONNUMERIC)]


def book(visitor: Visitor, name: str, query: str = SPAN) -> dict[str, list[list[object]]]:
    found = load_workbook(io.BytesIO(visitor.get(f"/history/{name}.xlsx?{query}").data))
    return {sheet.title: _cells(sheet) for sheet in found.worksheets}


def _cells(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_every_csv_equals_the_table_of_the_page(tini: Visitor) -> None:
    page = tini.get(f"/history?{SPAN}").text

    different = [
        (name, cell, told)
        for name in TITLES
        for row, line in zip(rows_of(page, name), as_csv(tini, name), strict=True)
        for cell, told in zip(row, line, strict=True)
        if not says(cell, told)
    ]

    assert different == []


def test_every_workbook_has_the_rows_of_the_csv_and_the_definition(tini: Visitor) -> None:
    for name, title in TITLES.items():
        found = book(tini, name)
        assert list(found) == [translate("id", title), "Keterangan"]
        rows = [["" if cell is None else cell for cell in row] for row in found[translate("id", title)]]
        assert rows == as_csv(tini, name), name
        assert ["Periode", "Senin, 23 November 2026 s.d. Rabu, 25 November 2026"] in found["Keterangan"]
        assert [translate("id", DEFINITIONS[name].left_out)] in [row[1:] for row in found["Keterangan"]]


def test_all_tables_are_one_workbook_with_a_sheet_each(tini: Visitor) -> None:
    assert list(book(tini, "all")) == [*(translate("id", each) for each in TITLES.values()), "Keterangan"]


def test_a_workbook_says_which_part_was_asked_for(lived_in: Site, tini: Visitor) -> None:
    query = f"{SPAN}&service={lived_in.office.services['KTP']}&hour=8"

    notes = book(tini, "wait", query)["Keterangan"]

    assert [row for row in notes if row[0] in {"Layanan", "Jam datang"}] == [
        ["Layanan", "Layanan KTP"], ["Jam datang", "08.00"],
    ]  # fmt: skip


def test_an_office_without_a_past_has_files_with_titles_only(site: Site) -> None:
    answer = site.signed_in("tini").get("/history/wait.csv?span=week")

    assert answer.text.splitlines() == [
        '\ufeff"Hari pertama","Hari terakhir","Terukur (n)","Median (menit)","P90 (menit)"'
    ]


def test_a_file_is_named_for_its_office_table_and_days(tini: Visitor) -> None:
    answer = tini.get(f"/history/wait.xlsx?{SPAN}")

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="history_uji_wait_2026-11-23_2026-11-25.xlsx"'
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/history/wait.csv?first=x", 400), ("/history/wait.xlsx?last=2026-11-01&first=2026-11-02", 400),
        ("/history/wait.csv?hour=99", 404), ("/history/officers.csv", 404), ("/history/all.csv", 404),
    ],
)  # fmt: skip
def test_no_file_answers_what_cannot_be_asked(site: Site, path: str, status: int) -> None:
    assert site.signed_in("tini").get(path).status_code == status
