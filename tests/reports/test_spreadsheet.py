"""What people typed stays a text in every table that leaves the house."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import queue_app
from queue_app.reports.spreadsheet import FORMULA_SIGNS, csv_text, fill_column

HOUSE = Path(queue_app.__file__).parent


@given(st.text())
def test_no_text_of_a_csv_begins_as_a_formula(text: str) -> None:
    [[read]] = csv.reader(io.StringIO(csv_text([[text]]).removeprefix("\ufeff"), newline=""))

    assert read in {text, f"'{text}"}
    assert not read.startswith(FORMULA_SIGNS)


@given(st.text())
def test_no_text_breaks_an_xlsx(text: str) -> None:
    """Control signs made files that Excel mends by throwing lines away: saulpw/visidata #1402."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        fill_column(workbook.add_worksheet(), 0, [f"x{text}"], cell_format=None)

    with zipfile.ZipFile(file) as parts:
        shown = fromstring(parts.read("xl/sharedStrings.xml"))

    assert len(shown) == 1


def test_numbers_and_what_is_not_known_stand_as_they_are() -> None:
    assert csv_text([["-1", -1, 2.5, None]], delimiter=";") == '\ufeff"\'-1";-1;2.5;""\r\n'


def test_nothing_else_in_the_house_writes_a_csv() -> None:
    writers = [file.name for file in HOUSE.rglob("*.py") if "csv.writer(" in file.read_text(encoding="utf-8")]

    assert writers == ["spreadsheet.py"]
