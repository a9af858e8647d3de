"""The recap of a unit in the columns of e-Kinerja BKN ("Rekap Penilaian"), ratings left empty: they are a person's.

Rows 1 to 3 say whose and when, row 4 is empty, row 5 has the titles. The words are that form's, in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from queue_app.domain.evidence.letter import Letter, OfOffice
from queue_app.domain.evidence.periods import A_QUARTER, Period
from queue_app.domain.office.nip import digits
from queue_app.reports.evaluation.tables import in_order, made_at
from queue_app.reports.spreadsheet import fill_column

TITLES = (
    "No", "NIP", "Nama", "Jabatan", "Rating Hasil Kerja", "Rating Perilaku Kerja", "Predikat Kinerja Periodik",
)  # fmt: skip
WIDTHS = (5, 24, 36, 24, 22, 22, 26)
FIRST_ROW = 5  # of the officers, counted from 0


def rekap_of(letters: Sequence[Letter], office: OfOffice, period: Period) -> bytes:
    """One sheet; the NIP is a text of 18 digits. The same letters make the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - only whoever asks for a workbook pays for it

    file, ordered = BytesIO(), in_order(letters)
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"created": made_at(ordered)})
    sheet = workbook.add_worksheet("Rekap Penilaian")
    text = workbook.add_format({"num_format": "@"})
    bold = workbook.add_format({"num_format": "@", "bold": True, "border": 1, "text_wrap": True})
    fill_column(sheet, 0, [f"{office.slug} - {office.name}", office.name, named(period)], cell_format=text)
    rows = [[str(number), digits(each.officer.nip or ""), each.officer.name] for number, each in enumerate(ordered, 1)]
    for place, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
        fill_column(sheet, place, [title], first_line=FIRST_ROW - 1, cell_format=bold)
        values = [row[place] if place < len(row) else None for row in rows]
        fill_column(sheet, place, values, first_line=FIRST_ROW, cell_format=text)
        sheet.set_column(place, place, width)
    workbook.close()
    return file.getvalue()


def named(period: Period) -> str:
    """Periode Bulanan 6 Tahun 2026, or Periode Triwulan 2 Tahun 2026."""
    if period.months == A_QUARTER:
        return f"Periode Triwulan {period.month // A_QUARTER + 1} Tahun {period.year}"
    return f"Periode Bulanan {period.month} Tahun {period.year}"
