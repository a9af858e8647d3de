"""A file of survey forms as rows of answers, or every fault with its line. Pure; nothing is guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.citizen.survey.answers import CHOICES, NOTHING_SAID, Respondent
from queue_app.domain.citizen.survey.csv_faults import FormFault
from queue_app.domain.citizen.survey.skm_2017 import ANNEX_ORDER, UNSUR
from queue_app.domain.evidence.imported_file import FaultyFile, line_at, records, require_text
from queue_app.domain.evidence.imported_row import shown, tidy

MOST_MB = 5  # some 100,000 forms
NUMBERED = tuple(f"u{number}" for number in range(1, len(UNSUR) + 1))
VALUES = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}
YES_NO = {"": None, "ya": True, "yes": True, "1": True, "tidak": False, "no": False, "0": False}
# As forms and other programs name them -> ours. All of them may be missing.
ABOUT = {
    "tanggal": "date", "date": "date", "layanan": "service", "service": "service",
    "jenis_kelamin": "sex", "sex": "sex", "usia": "age_band", "age_band": "age_band",
    "pendidikan": "education", "education": "education", "pekerjaan": "occupation", "occupation": "occupation",
    "disabilitas": "has_disability", "has_disability": "has_disability",
}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Encoding(StrEnum):
    """What whoever brings the file says of it."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"


class Order(StrEnum):
    """What u8 and u9 mean: list: pengaduan, sarpras, as the regulation lists them; annex: the other way round."""

    LIST = "list"
    ANNEX = "annex"


ORDERS = {Order.LIST: UNSUR, Order.ANNEX: ANNEX_ORDER}


class Form(NamedTuple):
    """One form. day, service: where the file has them; service as it is written there, "" where it is not."""

    line: int
    values: Mapping[str, int]
    day: date | None = None
    service: str = ""
    respondent: Respondent = NOTHING_SAID


class Forms(NamedTuple):
    """rows: in the order of the file. faults: in the order of their lines. unread: columns that nobody asked for."""

    rows: list[Form]
    faults: list[FormFault]
    unread: tuple[str, ...] = ()


def read(content: bytes, *, encoding: Encoding = Encoding.UTF_8, order: Order = Order.LIST) -> Forms:
    """Every form of the file and every fault; with a fault, no row may be used.

    Columns: u1 to u9, or the codes of the unsur; an empty cell is not answered. Commas or semicolons.
    """
    try:
        lines = records(_decoded(content, encoding))
        columns, unread = _columns(*next(lines, (1, [])), order)
        found = [_row(line, cells, columns) for line, cells in lines]
    except FaultyFile as exc:
        return Forms([], [FormFault(exc.fault.line, exc.fault.code, exc.fault.values)])
    rows = [each for each in found if isinstance(each, Form)]
    faults = [fault for each in found if not isinstance(each, Form) for fault in each]
    return Forms(rows, faults if found else [FormFault(1, "only_header")], unread)


def _decoded(content: bytes, encoding: Encoding) -> str:
    require_text(content, most_mb=MOST_MB)
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise FaultyFile(0, "empty")
    if encoding is Encoding.WINDOWS_1252:
        return _windows(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise FaultyFile(line_at(content, exc.start), "not_utf8") from exc


def _windows(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        raise FaultyFile(0, "is_utf8")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as exc:
        raise FaultyFile(line_at(content, exc.start), "not_windows") from exc


def _columns(line: int, cells: Sequence[str], order: Order) -> tuple[list[str], tuple[str, ...]]:
    """What each column means, "" where nothing, and the names of those. Raises FaultyFile."""
    names = [tidy(cell).lower() for cell in cells]
    wanted = UNSUR if any(name in UNSUR for name in names) else NUMBERED
    for column in wanted:
        if column not in names:
            raise FaultyFile(line, "no_unsur", column=column, columns=", ".join(UNSUR))
    meant = dict(ABOUT)
    meant |= zip(NUMBERED, ORDERS[order], strict=True) if wanted is NUMBERED else zip(UNSUR, UNSUR, strict=True)
    if other := next((name for name in names if wanted is UNSUR and name in NUMBERED), None):
        raise FaultyFile(line, "both_names", column=other)
    columns = [meant.get(name, "") for name in names]
    for name, column in zip(names, columns, strict=True):
        if column and columns.count(column) > 1:
            raise FaultyFile(line, "column_twice", column=name)
    return columns, tuple(name for name in names if name and name not in meant)


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> Form | list[FormFault]:
    if not any(cell.strip() for cell in cells[len(columns) :]):  # spreadsheet programs add empty cells behind a row
        cells = cells[: len(columns)]
    if len(cells) != len(columns):
        return [FormFault(line, "fields", {"found": len(cells), "expected": len(columns)})]
    texts = {column: tidy(cell) for column, cell in zip(columns, cells, strict=True) if column}
    faults = [FormFault(line, code, values) for code, values in _faults(texts)]
    return faults or _form(line, texts)


def _faults(texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    for column, text in texts.items():
        told: dict[str, object] = {"column": column, "value": shown(text)}
        if column in UNSUR and text not in VALUES:
            yield "bad_value", told
        elif column in CHOICES and text and text.lower() not in _codes(column):
            yield "bad_choice", {**told, "choices": ", ".join(_codes(column))}
        elif column == "has_disability" and text.lower() not in YES_NO:
            yield "bad_choice", {**told, "choices": "ya, tidak"}
        elif column == "date" and text and _day(text) is None:
            yield "bad_date", told


def _codes(column: str) -> list[str]:
    return [each.code for each in CHOICES[column]]


def _day(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _form(line: int, texts: Mapping[str, str]) -> Form:
    said = {column: texts.get(column, "").lower() or None for column in CHOICES}
    respondent = Respondent(**said, has_disability=YES_NO[texts.get("has_disability", "").lower()])
    values = {code: value for code in UNSUR if (value := VALUES[texts[code]]) is not None}
    return Form(line, values, _day(texts.get("date", "")), texts.get("service", ""), respondent)
