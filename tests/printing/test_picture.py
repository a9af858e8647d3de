"""The picture of a ticket: what a printer puts on paper, dot for dot."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import zxingcpp
from msgspec import ValidationError
from PIL import Image, ImageChops

from queue_app.printing import qr
from queue_app.printing.drivers import PrinterSettings, render
from queue_app.printing.layout import ticket_lines
from queue_app.printing.lines import (
    DOTS_PER_MM,
    PAPERS,
    Cut,
    Gap,
    Line,
    Paper,
    Qr,
    Text,
    dots_high,
    length_mm,
    lines_from_json,
    lines_to_json,
)
from queue_app.printing.picture import png
from tests.printing import escpos_reader
from tests.printing.logos import logo
from tests.printing.test_layout import TICKET, URL, english

PAPER_WIDTHS = pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: f"{paper.width_mm} mm")
WHOLE = replace(TICKET, copy_no=2, logo=logo(300, 300), footer="Simpan tiket ini.")


def drawn(lines: list[Line], paper: Paper) -> Image.Image:
    return Image.open(io.BytesIO(png(lines, paper)))


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of the black dots."""
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box
    return box


@PAPER_WIDTHS
def test_the_picture_is_as_wide_as_the_head_and_as_long_as_the_paper_that_is_counted(paper: Paper) -> None:
    lines = ticket_lines(WHOLE, paper, _=english)

    width, height = drawn(lines, paper).size

    assert width == paper.dots
    assert 0 <= length_mm(lines, paper) * DOTS_PER_MM - height < DOTS_PER_MM


@PAPER_WIDTHS
def test_the_code_in_the_picture_leads_to_the_ticket(paper: Paper) -> None:
    picture = drawn(ticket_lines(WHOLE, paper, _=english), paper)

    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [URL]


@PAPER_WIDTHS
@pytest.mark.parametrize("is_native", [True, False], ids=["native", "raster"])
def test_the_printer_gets_what_the_picture_shows(paper: Paper, is_native: bool) -> None:
    lines = ticket_lines(WHOLE, paper, _=english)
    settings = PrinterSettings("test", "dummy", paper.width_mm, native_qr=is_native)

    slip = escpos_reader.read(render(lines, settings), paper)

    texts = [line for line in lines if isinstance(line, Text)]
    assert [(each.text, each.width, each.height) for each in slip.lines] == [
        (line.text, line.width, line.height) for line in texts
    ]
    assert slip.qrs == [URL]
    assert slip.pictures == (1 if is_native else 2)


@pytest.mark.parametrize(("align", "left"), [("left", 0), ("center", 288 - 24), ("right", 576 - 48)])
def test_a_letter_fills_no_more_than_its_cell(align: str, left: int) -> None:
    line = lines_from_json([{"type": "text", "text": "M", "width": 4, "height": 2, "align": align}])

    x_first, y_first, x_last, y_last = ink(drawn(line, PAPERS[80]))

    assert left <= x_first < x_last <= left + 48
    assert 0 <= y_first < y_last <= 48


def test_bold_letters_have_more_ink() -> None:
    thin, bold = (drawn([Text("A001", bold=is_bold)], PAPERS[58]).convert("L") for is_bold in (False, True))

    assert bold.histogram()[0] > thin.histogram()[0] > 0


def test_the_cut_is_a_dashed_line_at_the_very_end() -> None:
    picture = drawn([Gap(), Cut()], PAPERS[80])

    assert ink(picture)[1] == picture.height - 1
    assert [picture.getpixel((x, picture.height - 1)) for x in (0, 8, 16)] == [0, 255, 0]


def test_a_raster_code_is_as_high_as_it_is_counted() -> None:
    assert qr.image(URL).size == (dots_high(Qr(URL), PAPERS[58]),) * 2


@PAPER_WIDTHS
def test_lines_pass_over_the_wire_unchanged(paper: Paper) -> None:
    lines = ticket_lines(WHOLE, paper, _=english)

    assert lines_from_json(lines_to_json(lines)) == lines


@pytest.mark.parametrize("nonsense", [None, [{"type": "beep"}], [{"type": "text"}], [{"type": "gap", "lines": "1"}]])
def test_what_are_no_lines_is_refused(nonsense: object) -> None:
    with pytest.raises(ValidationError):
        lines_from_json(nonsense)
