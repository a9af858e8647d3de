"""A table that goes on over pages: its head stands on each, and a row longer than what is left is parted in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queue_app.reports.sheet.a4 import Align, Sheet
from queue_app.reports.sheet.setting import Line, Style

PAD = 1.2  # millimetres around what stands in a cell
LEAST_LINES = 3  # of a row that is parted: fewer below a head look forgotten


@dataclass(frozen=True, slots=True)
class Column:
    """share: of the width of the page, in parts of all shares."""

    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Look:
    """is_ruled: lines between columns too, as official forms have them."""

    head: Style
    body: Style
    is_ruled: bool = True
    pad: float = PAD


Row = Sequence[str]
Cells = list[list[Line]]


def draw(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], look: Look, *, bold: frozenset[int]) -> None:
    """From y on. bold: which rows, by their place."""
    _Table(sheet, columns, look).draw(rows, bold)


def heights(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], look: Look) -> list[float]:
    """Millimetres of the head and of each row."""
    return _Table(sheet, columns, look).heights(rows)


class _Table:
    def __init__(self, sheet: Sheet, columns: Sequence[Column], look: Look) -> None:
        whole = sum(each.share for each in columns)
        self._sheet, self._columns, self._look = sheet, columns, look
        self._widths = [sheet.epw * each.share / whole for each in columns]
        self._head = self._set([each.title for each in columns], look.head)

    def draw(self, rows: Sequence[Row], bold: frozenset[int]) -> None:
        self._start(rows)
        for place, row in enumerate(rows):
            body = self._look.body
            style = Style(body.size, is_bold=True, grey=body.grey) if place in bold else body
            self._draw_row(self._set(row, style), style)

    def heights(self, rows: Sequence[Row]) -> list[float]:
        head, body = self._look.head, self._look.body
        return [self._height(self._head, head), *(self._height(self._set(each, body), body) for each in rows)]

    def _start(self, rows: Sequence[Row]) -> None:
        first = self._set(rows[0], self._look.body) if rows else []
        self._sheet.ensure(self._height(self._head, self._look.head) + min(self._height(first, self._look.body), 30))
        self._draw_head()

    def _draw_head(self) -> None:
        self._draw_cells(self._head, self._look.head, fill=238)

    def _draw_row(self, cells: Cells, style: Style) -> None:
        while self._height(cells, style) > self._sheet.room:
            fits = self._lines_that_fit(style)
            is_long = self._height(cells, style) > (self._sheet.bottom - self._sheet.t_margin) / 2
            if fits >= LEAST_LINES and is_long:
                self._draw_cells([each[:fits] for each in cells], style)
                cells = [each[fits:] for each in cells]
            self._sheet.add_page(same=True)
            self._draw_head()
        self._draw_cells(cells, style)

    def _lines_that_fit(self, style: Style) -> int:
        return int((self._sheet.room - 2 * self._look.pad) // style.line_mm)

    def _draw_cells(self, cells: Cells, style: Style, *, fill: int | None = None) -> None:
        sheet, height, x = self._sheet, self._height(cells, style), self._sheet.l_margin
        sheet.set_draw_color(170)
        for lines, width, column in zip(cells, self._widths, self._columns, strict=True):
            self._draw_frame(x, width, height, fill)
            for place, line in enumerate(lines):
                top = sheet.y + self._look.pad + place * style.line_mm
                sheet.draw_line(line, x + self._look.pad, top, width - 2 * self._look.pad, style, align=column.align)
            x += width
        if not self._look.is_ruled:
            sheet.line(sheet.l_margin, sheet.y + height, sheet.l_margin + sheet.epw, sheet.y + height)
        sheet.y += height

    def _draw_frame(self, x: float, width: float, height: float, fill: int | None) -> None:
        if fill is not None:
            self._sheet.set_fill_color(fill)
        style = ("D" if self._look.is_ruled else "") + ("F" if fill is not None else "")
        if style:
            self._sheet.rect(x, self._sheet.y, width, height, style=style)

    def _set(self, row: Row, style: Style) -> Cells:
        inner = [width - 2 * self._look.pad for width in self._widths]
        return [self._sheet.lines(text, width, style) for text, width in zip(row, inner, strict=True)]

    def _height(self, cells: Cells, style: Style) -> float:
        return max((len(each) for each in cells), default=0) * style.line_mm + 2 * self._look.pad
