"""The questionnaire of the annex of PermenPANRB 14/2017 on one sheet of A4, to be filled in by hand and typed in here.

Its wording and its order are the annex's: sarana is its eighth question, pengaduan its ninth. Beside each box stands
what is typed for it. It is Indonesian, whoever prints it: it is the form of the regulation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from queue_app.domain.citizen.survey import typed_forms
from queue_app.domain.citizen.survey.answers import CHOICES
from queue_app.domain.citizen.survey.instrument import Question
from queue_app.domain.citizen.survey.skm_2017 import ANNEX_ORDER, SKM_2017
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style

TITLE, NAME = Style(13, is_bold=True), Style(11, is_bold=True)
HEAD, TEXT, SOFT = Style(9.5, is_bold=True), Style(8.8), Style(8, grey=80)
GAP, BOX = 8.0, 3.0  # millimetres between the columns; a box's side
ABOUT: Mapping[str, str] = {  # field -> heading
    "sex": "Jenis kelamin", "age_band": "Usia", "education": "Pendidikan", "occupation": "Pekerjaan",
}  # fmt: skip
HOURS = "Jam survei:   [  ] 08.00–12.00   [  ] 13.00–17.00"
THANKS = "Terima kasih. Jangan menulis nama atau NIK: jawaban Anda tidak dihubungkan dengan siapa pun."


class OfOffice(NamedTuple):
    """What the form says of the office. foot: as its number of recommendation by BPS; "" for none."""

    name: str
    address: str
    foot: str


def paper_form(office: OfOffice, *, made_at: datetime) -> bytes:
    """One page; the same office gives the same bytes."""
    sheet = Sheet(
        title="Kuesioner Survei Kepuasan Masyarakat", lang="id", made_at=made_at,
        about=f"{office.name} · PermenPANRB 14/2017 · instrumen {SKM_2017.version}",
    )  # fmt: skip
    sheet.add_page()
    sheet.set_y(12)
    sheet.paragraph("KUESIONER SURVEI KEPUASAN MASYARAKAT (SKM)", TITLE, align="centre", after=0.5)
    sheet.paragraph(f"PADA UNIT LAYANAN {office.name.upper()}", NAME, align="centre", after=0.5)
    sheet.paragraph(office.address, SOFT, align="centre", after=1.5)
    sheet.rule(after=2)
    _about(sheet)
    sheet.rule(after=2)
    sheet.paragraph("PENDAPAT RESPONDEN TENTANG PELAYANAN", HEAD, after=0.5)
    sheet.paragraph("Beri tanda silang pada satu kotak di setiap pertanyaan. P*) = nilai yang diketik petugas.", SOFT)
    _questions(sheet)
    _free_text(sheet)
    sheet.paragraph(THANKS, SOFT, after=0.5)
    if office.foot:
        sheet.paragraph(office.foot, SOFT, after=0)
    return sheet.finished()


def _about(sheet: Sheet) -> None:
    sheet.paragraph("PROFIL", HEAD, after=0.5)
    sheet.paragraph(f"Tanggal survei: ...............................     {HOURS}", TEXT, after=0.5)
    sheet.paragraph("Jenis layanan yang diterima: " + "." * 90, TEXT, after=1)
    letters = {field: _letters(known) for field, known in zip(ABOUT, typed_forms.SAID, strict=False)}
    for field, heading in ABOUT.items():
        said = "   ".join(f"[  ] {letters[field][each.code]} {each.text_id}" for each in CHOICES[field])
        sheet.paragraph(f"{heading}:   {said}", TEXT, after=0.5)
    sheet.paragraph("Penyandang disabilitas (boleh dikosongkan):   [  ] Y Ya   [  ] T Tidak", TEXT, after=1)


def _letters(known: Mapping[str, object]) -> Mapping[object, str]:
    """Code -> the letter that is typed for it."""
    return {code: letter for letter, code in known.items()}


def _questions(sheet: Sheet) -> None:
    """Two columns, the first five questions in the left one."""
    by_code = {each.code: each for each in SKM_2017.questions}
    asked = [by_code[code] for code in ANNEX_ORDER]
    top, width, ends = sheet.y, (sheet.epw - GAP) / 2, []
    for column, part in enumerate((asked[:5], asked[5:])):
        sheet.set_y(top)
        for number, question in enumerate(part, 1 + 5 * column):
            _question(sheet, number, question, sheet.l_margin + column * (width + GAP), width)
        ends.append(sheet.y)
    sheet.set_y(max(ends) + 1)


def _question(sheet: Sheet, number: int, question: Question, x: float, width: float) -> None:
    for line in sheet.lines(f"{number}. {question.text_id}", width, TEXT):
        sheet.draw_line(line, x, sheet.y, width, TEXT)
        sheet.set_y(sheet.y + TEXT.line_mm)
    for value, (letter, words) in enumerate(zip("abcd", question.options_id, strict=True), 1):
        _option(sheet, (x, width), f"{letter}. {words}", str(value))
    sheet.set_y(sheet.y + 2)


def _option(sheet: Sheet, at: tuple[float, float], words: str, value: str) -> None:
    x, width = at
    sheet.set_draw_color(60)
    sheet.rect(x + 4, sheet.y + (TEXT.line_mm - BOX) / 2, BOX, BOX)
    (line, *_more) = sheet.lines(words, width - 18, TEXT)
    sheet.draw_line(line, x + 9, sheet.y, width - 18, TEXT)
    (typed, *_more) = sheet.lines(value, 6, SOFT)
    sheet.draw_line(typed, x + width - 6, sheet.y, 6, SOFT, align="right")
    sheet.set_y(sheet.y + TEXT.line_mm + 0.4)


def _free_text(sheet: Sheet) -> None:
    sheet.paragraph("Kritik dan saran:", TEXT, after=4)
    lines: Sequence[int] = range(2)
    for _ in lines:
        sheet.rule(grey=180, after=6)
