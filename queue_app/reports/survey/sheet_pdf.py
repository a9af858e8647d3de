"""The publication sheet (lembar publikasi) on A4, to be hung up: read from across the room."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.survey.poster import Poster
from queue_app.texts import translate

OFFICE, TITLE, PERIOD = Style(15, is_bold=True), Style(20, is_bold=True), Style(13, is_bold=True)
LABEL, INDEX, GRADE = Style(13, is_bold=True), Style(78, is_bold=True), Style(16, is_bold=True)
HEAD, TEXT, SOFT, THANKS = Style(11, is_bold=True), Style(10.5), Style(8, grey=95), Style(10, is_bold=True)
BOX_MM, GAP_MM, PAD_MM = 92.0, 8.0, 5.0  # of the box with the index, and beside it
BOX_HIGH_MM = 84.0
FOOT_MM = 44.0  # for the thanks and the notes
BAR_MM = 55.0


def sheet_pdf(told: Poster, *, lang: str, made_at: datetime, source: str) -> bytes:
    """One page; the same publication gives the same bytes. source: the line that says where to check it."""
    sheet = Sheet(title=f"{told.title} · {told.office} · {told.name}", lang=lang, made_at=made_at, about=source)
    sheet.set_margins(18, 16)
    sheet.add_page()
    _Writer(sheet, told, lang).write()
    return sheet.finished()


class _Writer:
    def __init__(self, sheet: Sheet, told: Poster, lang: str) -> None:
        self._sheet, self._told = sheet, told
        self._ = partial(translate, lang)

    def write(self) -> None:
        self._write_head()
        top = self._sheet.y
        self._write_index(top)
        self._write_respondents(top)
        self._sheet.y = max(self._sheet.y, top + BOX_HIGH_MM) + 6
        self._write_unsur()
        self._write_services()
        self._write_foot()

    def _write_head(self) -> None:
        told = self._told
        for text, style, after in ((told.title, TITLE, 1), (told.office, OFFICE, 1), (told.period, PERIOD, 4)):
            self._sheet.paragraph(text, style, align="centre", after=after)
        self._sheet.rule(after=6)

    def _write_index(self, top: float) -> None:
        sheet, told = self._sheet, self._told
        sheet.set_draw_color(40)
        sheet.set_line_width(0.8)
        sheet.rect(sheet.l_margin, top, BOX_MM, BOX_HIGH_MM)
        sheet.set_line_width(0.2)
        lines = [(self._("IKM VALUE"), LABEL, 7.0), (told.index, INDEX, 19.0), (self._grade(), GRADE, 58.0)]
        if told.interval:
            lines.append(
                (self._("95 % interval {low} to {high}", low=told.interval[0], high=told.interval[1]), SOFT, 70.0)
            )
        for text, style, below in lines:
            for place, line in enumerate(sheet.lines(text, BOX_MM - 2 * PAD_MM, style)):
                at = top + below + place * style.line_mm
                sheet.draw_line(line, sheet.l_margin + PAD_MM, at, BOX_MM - 2 * PAD_MM, style, align="centre")

    def _grade(self) -> str:
        return self._("Quality {grade} · {words}", grade=self._told.grade, words=self._told.performance)

    def _write_respondents(self, top: float) -> None:
        told = self._told
        self._sheet.y = top
        self._beside(self._("RESPONDENTS"), HEAD)
        self._beside(self._("{count} people", count=told.n), TEXT)
        for name in list(told.groups):
            said = "; ".join(f"{what} = {count}" for what, count in told.groups[name])
            if said:
                self._beside(f"{name}: {said}", TEXT if self._sheet.y < top + BOX_HIGH_MM - 30 else SOFT)
        self._sheet.y += 2
        self._beside(self._("SURVEY PERIOD"), HEAD)
        self._beside(told.days, TEXT)

    def _beside(self, text: str, style: Style) -> None:
        sheet = self._sheet
        left, width = sheet.l_margin + BOX_MM + GAP_MM, sheet.epw - BOX_MM - GAP_MM
        for line in sheet.lines(text, width, style):
            sheet.draw_line(line, left, sheet.y, width, style)
            sheet.y += style.line_mm
        sheet.y += 1.2

    def _write_unsur(self) -> None:
        sheet = self._sheet
        sheet.paragraph(self._("PER ELEMENT"), HEAD, after=1.5)
        for each in self._told.unsur:
            width = sheet.epw - BAR_MM - 34
            first = sheet.lines(each.name, width, TEXT)[0]
            sheet.draw_line(first, sheet.l_margin, sheet.y, width, TEXT)
            sheet.set_fill_color(225)
            sheet.rect(sheet.l_margin + width, sheet.y + 1, BAR_MM, 3.2, style="F")
            sheet.set_fill_color(60)
            sheet.rect(sheet.l_margin + width, sheet.y + 1, BAR_MM * max(each.width, 1) / 100, 3.2, style="F")
            said = f"{each.index}  {each.grade}"
            sheet.draw_line(
                sheet.lines(said, 32, TEXT)[0], sheet.w - sheet.r_margin - 32, sheet.y, 32, TEXT, align="right"
            )
            sheet.y += TEXT.line_mm + 0.6

    def _write_services(self) -> None:
        sheet = self._sheet
        sheet.y += 3
        sheet.paragraph(self._("SERVICES"), HEAD, after=1)
        told = [f"{each.name} {each.index} ({each.grade})" if each.index else each.name for each in self._told.services]
        lines = sheet.lines(" · ".join(told), sheet.epw, TEXT)
        room = max(1, int((sheet.room - FOOT_MM) // TEXT.line_mm))
        for line in lines[:room]:
            sheet.draw_line(line, sheet.l_margin, sheet.y, sheet.epw, TEXT)
            sheet.y += TEXT.line_mm

    def _write_foot(self) -> None:
        sheet = self._sheet
        notes = sheet.lines(self._told.weight, sheet.epw, SOFT)
        thanks = [line for text in self._told.thanks for line in sheet.lines(text, sheet.epw - 10, THANKS)]
        sheet.y = max(sheet.y + 2, sheet.bottom - len(notes) * SOFT.line_mm - len(thanks) * THANKS.line_mm - 9)
        sheet.rule(after=3)
        for line in thanks:
            sheet.draw_line(line, sheet.l_margin, sheet.y, sheet.epw, THANKS, align="centre")
            sheet.y += THANKS.line_mm
        sheet.y += 2
        for line in notes:
            sheet.draw_line(line, sheet.l_margin, sheet.y, sheet.epw, SOFT)
            sheet.y += SOFT.line_mm
