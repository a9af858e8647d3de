"""The officers' report as files: CSV for programs, XLSX for Excel.

Excel turns 18 bare digits of a CSV into a number and loses the last three of a NIP, whatever quotes stand around them.
So the CSV keeps plain digits, as text in quotes, for programs that read them as they are; people open the XLSX, where
the NIP is a text cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from queue_app.reports.columns import OFFICERS, Column, OfficerRow, Unit
from queue_app.reports.notes import Heading, notes
from queue_app.reports.spreadsheet import csv_text, fill_column

NUMBER_FORMATS: dict[Unit, str] = {"text": "@", "count": "0", "minutes": "0.0", "percent": "0.0"}
SUBJECT_WIDTH, TEXT_WIDTH = 28, 90  # characters
A4 = 9  # Excel's number for the paper


def write_csv(rows: Sequence[OfficerRow], file: BinaryIO, *, _: Callable[..., str]) -> None:
    """In UTF-8; see `csv_text`."""
    titles = [_(column.title) for column in OFFICERS]
    values = [[column.of(row) for column in OFFICERS] for row in rows]
    file.write(csv_text([titles, *values]).encode())


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
        fill_column(sheet, place, [_(column.title)], cell_format=bold)
        fill_column(sheet, place, [column.of(row) for row in rows], first_line=1, cell_format=formats[column.unit])
    _lay_out(sheet, rows)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    _explain(workbook.add_worksheet(_("Notes")), notes(heading, _=_), formats=(bold, wrapped))
    workbook.close()


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
    for place, texts in enumerate(zip(*pairs, strict=True)):
        fill_column(sheet, place, texts, cell_format=formats[place])
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
