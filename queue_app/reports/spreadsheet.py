"""Texts that a spreadsheet opens: whatever people typed stays a text, and is never run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

Value = str | int | float | None
Sheet = Any  # of XlsxWriter, which ships no types, and which pages that only write a CSV do not load
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet runs a text that begins so: OWASP, CSV injection
MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding


def csv_text(rows: Iterable[Iterable[Value]], *, delimiter: str = ",") -> str:
    """The rows with the mark of UTF-8: texts in quotes, numbers bare with a point, empty where None."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, delimiter=delimiter)
    writer.writerows([_harmless(each) for each in row] for row in rows)
    return MARK + text.getvalue()


def plain_csv(rows: Iterable[Iterable[Value]]) -> str:
    """The rows for another program: no mark before them, and every text as it is."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def fill_column(sheet: Sheet, place: int, values: Sequence[Value], *, first_line: int = 0, cell_format: Any) -> None:
    """Writes the values below each other; a text is never guessed to be a formula, a number or a link."""
    for line, value in enumerate(values, start=first_line):
        if isinstance(value, str):
            sheet.write_string(line, place, value, cell_format)
        elif value is not None:
            sheet.write_number(line, place, value, cell_format)


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
