"""The officers' report as files: CSV for programs, XLSX for Excel.

Excel turns 18 bare digits of a CSV into a number and loses the last three of a NIP, whatever quotes stand around them.
So the CSV keeps plain digits, as text in quotes, for programs that read them as they are; people open the XLSX, where
the NIP is a text cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from queue_app.reports.columns import OFFICERS, Column, OfficerRow, Unit, Value
from queue_app.reports.notes import Heading, notes

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet runs a text that begins so: OWASP, CSV injection
NUMBER_FORMATS: dict[Unit, str] = {"text": "@", "count": "0", "minutes": "0.0", "percent": "0.0"}
SUBJECT_WIDTH, TEXT_WIDTH = 28, 90  # characters
A4 = 9  # Excel's number for the paper


def write_csv(rows: Sequence[OfficerRow], file: BinaryIO, *, _: Callable[..., str]) -> None:
    """UTF-8 with the mark that Excel needs, comma, texts in quotes, numbers bare with a point, empty where None."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([_(column.title) for column in OFFICERS])
    writer.writerows([_harmless(column.of(row)) for column in OFFICERS] for row in rows)
    text.detach()  # leaves the file open to its owner, with everything written


def write_xlsx(rows: Sequence[OfficerRow], file: BinaryIO, *, heading: Heading, _: Callable[..., str]) -> None:
    """A sheet of rows under a frozen header, and a sheet that says what they mean. No text is ever a formula."""
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties(
        {"title": _("Service times"), "company": heading.office, "created": heading.made_at.astimezone(UTC)}
    )
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {unit: workbook.add_format({"num_format": code}) for unit, code in NUMBER_FORMATS.items()}
    sheet = workbook.add_worksheet(_("Service times"))
    for place, column in enumerate(OFFICERS):
        sheet.write_string(0, place, _(column.title), bold)
        _fill(sheet, place, [column.of(row) for row in rows], cell_format=formats[column.unit])
    _lay_out(sheet, rows)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    _explain(workbook.add_worksheet(_("Notes")), notes(heading, _=_), formats=(bold, wrapped))
    workbook.close()


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _fill(sheet: Worksheet, place: int, values: Sequence[Value], *, cell_format: Format) -> None:
    for line, value in enumerate(values, start=1):
        if isinstance(value, str):
            sheet.write_string(line, place, value, cell_format)  # never guessed to be a formula, number or link
        elif value is not None:
            sheet.write_number(line, place, value, cell_format)


def _lay_out(sheet: Worksheet, rows: Sequence[OfficerRow]) -> None:
    for place, column in enumerate(OFFICERS):
        sheet.set_column(place, place, _width(column, rows))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _width(column: Column, rows: Sequence[OfficerRow]) -> int:
    return 2 + max((len(str(column.of(row))) for row in rows if column.unit == "text"), default=10)


def _explain(sheet: Worksheet, pairs: Sequence[tuple[str, str]], *, formats: tuple[Format, Format]) -> None:
    sheet.set_column(0, 0, SUBJECT_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    for line, pair in enumerate(pairs):
        for place, text in enumerate(pair):
            sheet.write_string(line, place, text, formats[place])
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
