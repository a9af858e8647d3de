"""The officers' report as files: CSV for programs, XLSX for Excel.

Excel turns 18 bare digits of a CSV into a number and loses the last three of a NIP, whatever quotes stand around them.
So the CSV keeps plain digits, as text in quotes, for programs that read them as they are; people open the XLSX, where
the NIP is a text cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from queue_app.reports.columns import Column, Table, Unit
from queue_app.reports.notes import Heading, notes
from queue_app.reports.spreadsheet import csv_text, fill_column

NUMBER_FORMATS: dict[Unit, str] = {
    "text": "@", "day": "@", "count": "0", "mean": "0.0", "minutes": "0.0", "hours": "0.00", "percent": "0.0",
}  # fmt: skip
SUBJECT_WIDTH, TEXT_WIDTH = 28, 90  # characters
LEAST_WIDTH, ON_A_PAGE = 8, 14  # characters; columns
A4 = 9  # Excel's number for the paper
Formats = Mapping[str, Format]


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook is, whose, made when (aware), and its last sheet: pairs of subject and text."""

    title: str
    office: str
    made_at: datetime
    notes: Sequence[tuple[str, str]]


def write_csv(table: Table[Any], file: BinaryIO, *, _: Callable[..., str]) -> None:
    """In UTF-8; see `csv_text`."""
    titles = [_(column.title) for column in table.columns]
    values = [[column.of(row) for column in table.columns] for row in table.rows]
    file.write(csv_text([titles, *values]).encode())


def write_xlsx(tables: Sequence[Table[Any]], file: BinaryIO, *, heading: Heading, _: Callable[..., str]) -> None:
    """The officers' report as a workbook."""
    about = About(_("Service times"), heading.office, heading.made_at, notes(heading, _=_))
    write_book(tables, file, about=about, _=_)


def write_book(tables: Sequence[Table[Any]], file: BinaryIO, *, about: About, _: Callable[..., str]) -> None:
    """A sheet for each table under a frozen header, and one that says what they mean. No text is ever a formula."""
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": about.title, "company": about.office, "created": about.made_at.astimezone(UTC)})
    formats: Formats = {
        "title": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "note": workbook.add_format({"text_wrap": True, "valign": "top"}),
        **{str(unit): workbook.add_format({"num_format": code}) for unit, code in NUMBER_FORMATS.items()},
    }
    for table in tables:
        _fill(workbook.add_worksheet(_(table.title)), table, formats, _)
    _explain(workbook.add_worksheet(_("Notes")), about.notes, formats)
    workbook.close()


def _fill(sheet: Worksheet, table: Table[Any], formats: Formats, _: Callable[..., str]) -> None:
    for place, column in enumerate(table.columns):
        title = _(column.title)
        fill_column(sheet, place, [title], cell_format=formats["title"])
        fill_column(sheet, place, table.values(column), first_line=1, cell_format=formats[column.unit])
        sheet.set_column(place, place, _width(title, column, table))
    # Who it is stands beside every figure, on the screen and on each page.
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(-(-len(table.columns) // ON_A_PAGE), 0)


def _width(title: str, column: Column[Any], table: Table[Any]) -> int:
    """Room for the longest word of the title, and for every text whole."""
    texts = table.values(column) if column.unit == "text" else []
    return 2 + max(LEAST_WIDTH, *map(len, title.split()), *(len(str(text)) for text in texts))


def _explain(sheet: Worksheet, pairs: Sequence[tuple[str, str]], formats: Formats) -> None:
    sheet.set_column(0, 0, SUBJECT_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    for place, texts in enumerate(zip(*pairs, strict=True)):
        fill_column(sheet, place, texts, cell_format=formats["note" if place else "title"])
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
