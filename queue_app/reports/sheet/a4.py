"""A sheet of A4 that is written from the top, and the few things that stand on one. Loaded only where one is made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF

from queue_app.reports.sheet import lettering, setting
from queue_app.reports.sheet.setting import Line, Style

MARGIN, FOOT = 20.0, 18.0  # millimetres
FAMILY = "atkinson"
Align = Literal["left", "right", "centre"]
PAGES, PAGES_MM = "{nb}", 36.0  # fpdf's sign for how many pages there are
SMALL = Style(7.5, grey=95)


class Sheet(FPDF):
    """y is where the next thing is written. `made_at` is the only time in the file, so nothing else changes its bytes.

    about: what stands at the foot of each page. pages: the words beside it, with {number} and {all}; "" for none.
    """

    def __init__(self, *, title: str, lang: str, made_at: datetime, about: str, pages: str = "") -> None:
        super().__init__("portrait", "mm", "A4")
        self._about, self._pages = about, pages
        for style, path in lettering.FONTS.items():
            self.add_font(FAMILY, style, path)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_title(title)
        self.set_lang(lang)
        self.set_creation_date(made_at.astimezone(UTC))
        self.set_producer("Antrean")
        self.alias_nb_pages(PAGES)

    @property
    def bottom(self) -> float:
        """Where the foot of the page begins."""
        return float(self.h) - FOOT

    @property
    def room(self) -> float:
        """Millimetres left above the foot."""
        return self.bottom - float(self.y)

    def footer(self) -> None:
        self.set_draw_color(200)
        self.line(self.l_margin, self.bottom + 2, self.w - self.r_margin, self.bottom + 2)
        top, room = self.bottom + 3.5, self.epw - PAGES_MM
        first = self.lines(self._about, room, SMALL)[0]  # what does not fit into one line is left out
        self.draw_line(first, self.l_margin, top, room, SMALL)
        self._face(SMALL)
        self.set_xy(self.w - self.r_margin - PAGES_MM, top)
        self.cell(PAGES_MM, SMALL.line_mm, self._pages.format(number=self.page_no(), all=PAGES), align="R")

    def measure(self, text: str, style: Style) -> float:
        """Millimetres of letters that the font has."""
        self._face(style)
        return float(self.get_string_width(text))

    def lines(self, text: str, width: float, style: Style) -> list[Line]:
        """The text in lines of that width."""
        return setting.lines(text, width, style, self.measure)

    def draw_line(self, line: Line, x: float, y: float, width: float, style: Style, *, align: Align = "left") -> None:
        """One line whose upper edge is at y."""
        blank = self.measure(" ", style)
        spare = width - setting.width_of(line, blank)
        x += {"left": 0.0, "right": spare, "centre": spare / 2}[align]
        stands_at = y + style.line_mm * 0.76
        for word in setting.as_read(line):
            if word.is_drawn:
                picture, dot = lettering.picture(word.text), setting.dot_mm(style)
                self.image(
                    picture.image, x, stands_at - picture.above * dot, word.width, picture.image.height * dot,
                    alt_text=word.text,
                )  # fmt: skip
            else:
                self._face(style)
                self.text(x, stands_at, word.text)
            x += word.width + blank

    def paragraph(self, text: str, style: Style, *, align: Align = "left", after: float = 2.0) -> None:
        """The text across the page from y on, over as many pages as it needs."""
        for line in self.lines(text, self.epw, style):
            self.ensure(style.line_mm)
            self.draw_line(line, self.l_margin, self.y, self.epw, style, align=align)
            self.y += style.line_mm
        self.y += after

    def ensure(self, height: float) -> None:
        """A new page where so many millimetres are not left."""
        if self.room < height:
            self.add_page()

    def rule(self, *, grey: int = 150, after: float = 2.0) -> None:
        """A line across the page."""
        self.set_draw_color(grey)
        self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)
        self.y += after

    def finished(self) -> bytes:
        """The whole file."""
        return bytes(self.output())

    def _face(self, style: Style) -> None:
        self.set_font(FAMILY, "B" if style.is_bold else "", style.size)
        self.set_text_color(style.grey)
