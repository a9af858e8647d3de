"""The processing table of the annex of PermenPANRB 14/2017 as a workbook: a row per respondent, then the sums.

The words are the annex's, in every language. Rows stand in the order of their values, which tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from queue_app.domain.citizen.survey.frozen import Frozen, recount, values_of
from queue_app.domain.citizen.survey.ikm import Ikm
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017, UNSUR
from queue_app.reports.spreadsheet import Value, fill_column
from queue_app.reports.survey.words import period_title

HEAD = 4  # row of the titles, counted from 0
FOOTERS = (
    "Keterangan:",
    "- U1 s.d. U9 = Unsur pelayanan",
    "- NRR = Nilai rata-rata",
    "- *) Jumlah NRR IKM tertimbang",
    "- **) Jumlah NRR Tertimbang x 25",
    "- NRR per unsur = Jumlah nilai per unsur dibagi jumlah kuesioner yang terisi",
    "- NRR tertimbang per unsur = NRR per unsur x {weight}",
)
WEIGHTS = {"1/9": "1/9", "0.111": "0,111", "0.11": "0,11"}
NUMBERS = {"nilai": "0", "nrr": "0.000", "ikm": "0.00"}


def processing_table(frozen: Frozen, *, made_at: datetime) -> bytes:
    """The same publication makes the same bytes. Numbers are cells of numbers; an empty cell was not answered."""
    import xlsxwriter  # noqa: PLC0415 - only whoever asks for a workbook pays for it

    file, found = BytesIO(), recount(frozen)
    assert found is not None  # noqa: S101 - nothing else is published
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": made_at.replace(tzinfo=None)})
    sheet = workbook.add_worksheet("Pengolahan SKM")
    _Table(workbook, sheet, frozen, found).write()
    workbook.close()
    return file.getvalue()


class _Table:
    def __init__(self, workbook: Any, sheet: Any, frozen: Frozen, found: Ikm) -> None:
        self._sheet, self._frozen, self._found = sheet, frozen, found
        self._text = workbook.add_format({"num_format": "@"})
        self._bold = workbook.add_format({"num_format": "@", "bold": True, "border": 1, "text_wrap": True})
        self._number = {name: workbook.add_format({"num_format": form, "border": 1}) for name, form in NUMBERS.items()}

    def write(self) -> None:
        period = period_title(read(self._frozen.period), lang="id")
        title = ["PENGOLAHAN INDEKS KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN", self._frozen.office]
        fill_column(self._sheet, 0, [*title, period], cell_format=self._text)
        titles = ["NO. RESP", *(each.number for each in SKM_2017.questions), "KET."]
        for place, text in enumerate(titles):
            self._cell(HEAD, place, text, self._bold)
        below = self._write_rows()
        self._write_sums(below)
        footers = [each.format(weight=WEIGHTS[self._frozen.weight]) for each in FOOTERS]
        names = [f"- {each.number} = {each.name}" for each in SKM_2017.questions]
        fill_column(self._sheet, 0, [*footers, *names], first_line=below + 7, cell_format=self._text)
        self._sheet.set_column(0, 0, 18)
        self._sheet.freeze_panes(HEAD + 1, 1)

    def _write_rows(self) -> int:
        sets = values_of(self._frozen.rows)
        numbers = self._number["nilai"]
        fill_column(self._sheet, 0, list(range(1, len(sets) + 1)), first_line=HEAD + 1, cell_format=numbers)
        for place, code in enumerate(UNSUR, 1):
            column: Sequence[Value] = [each.get(code) for each in sets]
            fill_column(self._sheet, place, column, first_line=HEAD + 1, cell_format=numbers)
        return HEAD + 1 + len(sets)

    def _write_sums(self, row: int) -> None:
        unsur = [self._found.unsur[code] for code in UNSUR]
        weighted = sum(each.weighted for each in unsur)
        self._line(row, "ΣNilai/Unsur", [each.total for each in unsur], "nilai")
        self._line(row + 1, "Jumlah terisi/Unsur", [each.n for each in unsur], "nilai")
        self._line(row + 2, "NRR/Unsur", [float(each.nrr) for each in unsur], "nrr")
        self._line(row + 3, "NRR tertbg/Unsur", [float(each.weighted) for each in unsur], "nrr")
        self._total(row + 4, "*)", float(weighted), "nrr")
        self._total(row + 5, "**)", float(self._found.shown), "ikm")
        self._cell(row + 5, 0, "IKM Unit Pelayanan", self._bold)
        self._cell(row + 5, 8, f"Mutu {self._found.grade}", self._bold)

    def _line(self, row: int, name: str, values: Sequence[float], form: str) -> None:
        self._cell(row, 0, name, self._bold)
        for place, value in enumerate(values, 1):
            self._cell(row, place, value, self._number[form])

    def _total(self, row: int, sign: str, value: float, form: str) -> None:
        self._cell(row, 9, value, self._number[form])
        self._cell(row, 10, sign, self._bold)

    def _cell(self, row: int, place: int, value: Value, form: Any) -> None:
        fill_column(self._sheet, place, [value], first_line=row, cell_format=form)
