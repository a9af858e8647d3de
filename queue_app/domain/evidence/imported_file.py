"""A file of visits that another system wrote: its bytes as rows, or every fault with its line. Pure.

Nothing is guessed: a file in another encoding is told as such, and a row with a fault is never half a visit.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queue_app.domain.evidence import imported_row
from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.evidence.imported_row import COLUMNS, Row
from queue_app.domain.queue.numbering import business_date

MB = 1_000_000
MOST_MB = 20  # some 240,000 visits: a year of a large office
TELL_EVERY = 1000  # rows
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATOR_LINE = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)  # Excel's own, before the header
Tell = Callable[[int, int], None]  # how many of how many


class Parsed(NamedTuple):
    """rows: in the order of the file. faults: in the order of their lines. unread: columns that nobody asked for."""

    rows: list[Row]
    faults: list[RowFault]
    unread: tuple[str, ...] = ()


class FaultyFile(Exception):
    """The file cannot be read on, or at all."""

    def __init__(self, line: int, code: str, **values: object) -> None:
        super().__init__(code)
        self.fault = RowFault(line, code, values)


def parse(content: bytes, *, time_zone: str, now: datetime, tell: Tell = lambda _done, _of: None) -> Parsed:
    """Every visit of the file, and every fault. time_zone: the office's, of times that name no offset."""
    found = _Found()
    try:
        _read(_decoded(content), found, ZoneInfo(time_zone), now, tell)
    except FaultyFile as exc:
        found.faults.append(exc.fault)
    faults = [*found.faults, *_twice(found.rows, time_zone)]
    return Parsed(found.rows, sorted(faults, key=lambda each: each.line), found.unread)


@dataclass(slots=True)
class _Found:
    rows: list[Row] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    unread: tuple[str, ...] = ()


def _read(text: str, found: _Found, zone: ZoneInfo, now: datetime, tell: Tell) -> None:
    """Adds to what was found. Raises FaultyFile where there is no way on."""
    lines = text.count("\n") or text.count("\r")
    lines_of_file = records(text)
    header = _header(*next(lines_of_file, (1, [])))
    found.unread = tuple(name for name in header if name not in COLUMNS and name)
    for place, (line, cells) in enumerate(lines_of_file):
        if place % TELL_EVERY == 0:
            tell(line, max(lines, line))
        row = _row(line, cells, header, zone, now)
        if isinstance(row, Row):
            found.rows.append(row)
        else:
            found.faults += row
    if not found.rows and not found.faults:
        raise FaultyFile(1, "only_header")
    tell(lines, lines)


def require_text(content: bytes, *, most_mb: int) -> None:
    """Raises FaultyFile: too large, a workbook, UTF-16, or no text at all."""
    if len(content) > most_mb * MB:
        raise FaultyFile(0, "too_large", most=most_mb)
    if content.startswith(_SPREADSHEETS):
        raise FaultyFile(0, "spreadsheet")
    if content.startswith(_UTF_16) or looks_like_utf_16(content):
        raise FaultyFile(0, "utf16")
    if (place := content.find(b"\0")) >= 0:
        raise FaultyFile(line_at(content, place), "nul")


def _decoded(content: bytes) -> str:
    require_text(content, most_mb=MOST_MB)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise FaultyFile(line_at(content, exc.start), "not_utf8") from exc
    if not text.strip():
        raise FaultyFile(0, "empty")
    return text


def looks_like_utf_16(content: bytes) -> bool:
    """Without its mark: every second byte of plain letters is NUL."""
    start = content[:200]
    return len(start) > 1 and start.count(0) * 2 >= len(start) - 1


def line_at(content: bytes, place: int) -> int:
    """The line, from 1, on which the byte of that place stands."""
    return content.count(b"\n", 0, place) + 1


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins; empty lines are passed over. Raises FaultyFile."""
    lines = io.StringIO(text, newline="")
    skipped, begin, first = 0, 0, lines.readline()
    while first and (not first.strip() or _SEPARATOR_LINE.fullmatch(first)):
        skipped, begin, first = skipped + 1, lines.tell(), lines.readline()
    lines.seek(begin)
    reader = csv.reader(lines, delimiter=_delimiter(first), strict=True, skipinitialspace=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as exc:
            code = "too_long_field" if "field limit" in str(exc) or "larger than" in str(exc) else "quotes"
            raise FaultyFile(line, code) from exc
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _header(line: int, cells: Sequence[str]) -> list[str]:
    names = [imported_row.tidy(cell).lower() for cell in cells]
    for column in COLUMNS:
        if column not in names:
            raise FaultyFile(line, "no_column", column=column, columns=", ".join(COLUMNS))
        if names.count(column) > 1:
            raise FaultyFile(line, "column_twice", column=column)
    return names


def _row(line: int, cells: Sequence[str], header: Sequence[str], zone: ZoneInfo, now: datetime) -> Row | list[RowFault]:
    if not any(cell.strip() for cell in cells[len(header) :]):  # spreadsheet programs add empty cells behind a row
        cells = cells[: len(header)]
    if len(cells) != len(header):
        return [RowFault(line, "fields", {"found": len(cells), "expected": len(header)})]
    return imported_row.read(line, dict(zip(header, cells, strict=True)), zone=zone, now=now)


def _twice(rows: Sequence[Row], time_zone: str) -> Iterator[RowFault]:
    """Another system may count its visits anew each day; within a day each has a number of its own."""
    seen: dict[tuple[str, object], int] = {}
    for row in rows:
        day = business_date(row.issued_at, time_zone)
        first = seen.setdefault((row.visit, day), row.line)
        if first != row.line:
            yield RowFault(row.line, "visit_twice", {"visit": row.visit, "day": day.isoformat(), "first": first})
