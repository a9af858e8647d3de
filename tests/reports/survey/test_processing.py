"""The processing table as the annex has it: its rows, its sums, and nothing that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from queue_app.domain.citizen.survey.frozen import Frozen
from queue_app.reports.survey.poster import poster
from queue_app.reports.survey.processing import processing_table
from queue_app.reports.survey.sheet_pdf import sheet_pdf
from tests.sheets import pages

AT = datetime(2026, 10, 9, 1, tzinfo=UTC)
ROWS = sorted(
    ["443444434", "333434433", "433444434", "344433443", "443444434", "433433433", "332433333", "444444444",
     "433434433", "443434432"]
)  # fmt: skip
WITH_GAPS = [
    "332-33433", "333433332", "32243332-", "433433433", "332-33333", "333434323", "222433332", "33344333-",
    "333-33433", "322433333", "433434433", "332333322",
]  # fmt: skip
FROZEN = Frozen("=cmd|' /C calc'!A0", "2026-Q3", "1/9", ROWS, 120, {"page": 10}, 0, {"sex": {"l": 4, "p": 6}}, [])


def cells(frozen: Frozen) -> list[list[Any]]:
    book = openpyxl.load_workbook(BytesIO(processing_table(frozen, made_at=AT)))
    return [[cell.value for cell in row] for row in book.active.iter_rows(max_col=11)]


def line(table: list[list[Any]], name: str) -> list[Any]:
    return next(row[1:10] for row in table if row[0] == name)


def test_the_worked_example_stands_with_its_rows_sums_and_index() -> None:
    table = cells(FROZEN)

    assert table[4] == ["NO. RESP", *(f"U{number}" for number in range(1, 10)), "KET."]
    assert [row[1:10] for row in table[5:15]] == [[int(sign) for sign in row] for row in ROWS]
    assert line(table, "ΣNilai/Unsur") == [37, 35, 31, 40, 34, 37, 39, 32, 33]
    assert line(table, "NRR/Unsur") == [3.7, 3.5, 3.1, 4.0, 3.4, 3.7, 3.9, 3.2, 3.3]
    assert [row[9:11] for row in table if row[10] in {"*)", "**)"}] == [[pytest.approx(31.8 / 9), "*)"], [88.33, "**)"]]


def test_what_was_not_answered_is_an_empty_cell_and_counts_in_no_mean() -> None:
    table = cells(replace(FROZEN, rows=sorted(WITH_GAPS)))

    assert [row[1:10].count(None) for row in table[5:17]].count(1) == 5
    assert line(table, "Jumlah terisi/Unsur") == [12, 12, 12, 9, 12, 12, 12, 12, 10]
    assert next(row[9] for row in table if row[10] == "**)") == 75.71


@pytest.mark.parametrize(
    ("weight", "index", "grade"), [("1/9", 88.33, "A"), ("0.111", 88.25, "B"), ("0.11", 87.45, "B")]
)
def test_the_index_and_its_grade_are_of_the_weight_of_the_publication(weight: str, index: float, grade: str) -> None:
    table = cells(replace(FROZEN, weight=weight))

    assert next(row[8:10] for row in table if row[10] == "**)") == [f"Mutu {grade}", index]


def test_the_footers_of_the_annex_stand_below_with_the_weight() -> None:
    told = [row[0] for row in cells(replace(FROZEN, weight="0.111"))]

    assert {
        "- *) Jumlah NRR IKM tertimbang",
        "- **) Jumlah NRR Tertimbang x 25",
        "- NRR per unsur = Jumlah nilai per unsur dibagi jumlah kuesioner yang terisi",
        "- NRR tertimbang per unsur = NRR per unsur x 0,111",
        "- U1 s.d. U9 = Unsur pelayanan",
    } <= set(told)


def test_the_name_of_the_office_is_a_text_whatever_it_is() -> None:
    book = openpyxl.load_workbook(BytesIO(processing_table(FROZEN, made_at=AT)))

    assert (book.active["A2"].value, book.active["A2"].data_type) == ("=cmd|' /C calc'!A0", "s")


def test_the_same_publication_makes_the_same_files() -> None:
    told = poster(FROZEN, lang="id")
    twice = [sheet_pdf(told, lang="id", made_at=AT, source="x") for _ in range(2)]

    assert processing_table(FROZEN, made_at=AT) == processing_table(FROZEN, made_at=AT)
    assert twice[0] == twice[1]


def test_the_sheet_has_one_page_with_the_words_of_the_law() -> None:
    told = pages(sheet_pdf(poster(FROZEN, lang="id"), lang="id", made_at=AT, source="x"))

    assert len(told) == 1
    for words in ("INDEKS KEPUASAN MASYARAKAT (IKM)", "TRIWULAN III TAHUN 2026", "NILAI IKM", "88,33", "RESPONDEN",
                  "Laki-laki = 4; Perempuan = 6", "1 Juli – 30 September 2026",
                  "TERIMA KASIH ATAS PENILAIAN YANG TELAH ANDA BERIKAN"):  # fmt: skip
        assert words in told[0]
