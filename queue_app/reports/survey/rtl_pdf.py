"""The follow-up table (RTL) on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.reports.sheet import table
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.sheet.table import Column, Look
from queue_app.reports.survey import words
from queue_app.reports.survey.rtl import COLUMNS, TITLE, RtlRow, standing_lines
from queue_app.texts import translate

HEAD, OFFICE, SOFT = Style(14, is_bold=True), Style(11), Style(9, grey=95)
LOOK = Look(Style(7.5, is_bold=True), Style(8))
SHARES = (0.8, 2.6, 3.6, 1.1, 1.1, 1.1, 1.1, 2.2, 2.0, 3.4)


def rtl_pdf(lines: Sequence[RtlRow], office: str, period: SurveyPeriod, *, lang: str, made_at: datetime) -> bytes:
    """As many pages as the plan needs."""
    title = translate(lang, TITLE)
    sheet = Sheet(title=f"{title} · {office}", lang=lang, made_at=made_at, about=f"{title} · {office}")
    sheet.set_margins(14, 15)
    sheet.add_page()
    for text, style in ((title, HEAD), (office, OFFICE), (words.period_title(period, lang=lang), OFFICE)):
        sheet.paragraph(text, style, after=1)
    sheet.y += 3
    columns = [Column(translate(lang, name), share) for name, share in zip(COLUMNS, SHARES, strict=True)]
    rows = [each.cells(number) for number, each in enumerate(standing_lines(lines), 1)]
    if rows:
        table.draw(sheet, columns, rows, LOOK, bold=frozenset())
    else:
        sheet.paragraph(translate(lang, "No line is in the plan yet."), SOFT)
    return sheet.finished()
