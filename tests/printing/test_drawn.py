"""What a printer's letters lack comes as dots: every script and sign that people write, within the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.printing import drawn
from queue_app.printing.drivers import PrinterSettings, render
from queue_app.printing.fitting import fitting, wrapped
from queue_app.printing.layout import TicketText, ticket_lines
from queue_app.printing.lines import LETTER_DOTS, PAPERS, Line, Paper, Picture, Text
from queue_app.printing.picture import png
from tests.printing.escpos_reader import read
from tests.printing.logos import logo
from tests.printing.test_layout import TICKET, english, texts

PAPER_WIDTHS = pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: f"{paper.width_mm}mm")
SCRIPTS = {
    "javanese": "ꦏꦤ꧀ꦠꦺꦴꦂ ꦏꦼꦕꦩꦠꦤ꧀",
    "balinese": "ᬓᬦ᭄ᬢᭀᬃ ᬘᬫᬢ᭄",
    "sundanese": "ᮊᮔ᮪ᮒᮧᮁ ᮎᮙᮒ᮪",
    "batak": "ᯂᯉ᯲ᯖᯬᯒ᯲",
    "buginese": "ᨀᨈᨚ ᨌᨆ",
    "arabic": "مكتب السجل المدني",
    "chinese": "民政局 人口登记",
    "tamil": "அலுவலகம்",
    "devanagari": "कार्यालय",
    "cyrillic": "Отдел записи",
    "accents": "Kabupatén Médan — Désa",
    "emoji": "Antrean 😀🏢 👨‍👩‍👧 ❤️",
    "signs": "Rp 0 € ½° № ✓ → ★",
    "mixed": "Kantor Camat كانتور 民政局 ꦏꦤ꧀ꦠꦺꦴꦂ",
}
EACH = pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)


def pictures(lines: list[Line]) -> list[Picture]:
    return [line for line in lines if isinstance(line, Picture)]


def ink(picture: Picture) -> int:
    return ImageOps.invert(picture.image().convert("L")).histogram()[255]


def one(text: str, *, size: int = 1, bold: bool = False) -> Picture:
    (line,) = wrapped(text, PAPERS[80], size=(size, size), bold=bold)
    assert isinstance(line, Picture)
    return line


@EACH
@PAPER_WIDTHS
def test_a_name_in_any_script_stands_on_the_ticket_in_dots(text: str, paper: Paper) -> None:
    lines = ticket_lines(replace(TICKET, office=text), paper, _=english)

    assert pictures(lines)
    assert [line for line in texts(lines) if "?" in line.text] == []
    assert all(0 < each.image().width <= paper.dots and ink(each) for each in pictures(lines))


@EACH
def test_every_letter_of_it_is_known_to_a_font(text: str) -> None:
    assert drawn.unknown(text) == ""


def test_a_letter_that_no_font_knows_is_a_mark_of_its_own_and_stops_nothing() -> None:
    assert drawn.unknown("A\U0001fbff\ue000") == "\U0001fbff\ue000"
    assert ink(one("\U0001fbff"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Prima” – ‘cepat’…", "\"Prima\" - 'cepat'..."),
        ("dua\u00a0baris • satu", "dua baris - satu"),
        ("ﬁle Ⅳ ½ ＡＢ", "file IV 1/2 AB"),
    ],
)
def test_signs_that_have_a_plain_form_stay_the_printer_s_own_letters(text: str, expected: str) -> None:
    assert wrapped(text, PAPERS[80]) == [Text(expected)]


def test_letters_are_joined_and_run_as_their_script_does() -> None:
    arabic, alone = "مكتب", sum(one(letter).image().width for letter in "مكتب")

    joined = one(arabic).image()

    assert joined.width < alone
    assert ink_of_half(joined, "right") != ink_of_half(one(arabic[::-1]).image(), "right")


def test_a_name_between_names_in_another_direction_keeps_its_blanks() -> None:
    apart, together = (one(text).image().width for text in ("A كانتور B", "AكانتورB"))

    assert apart - together == 2 * LETTER_DOTS[0]


def ink_of_half(picture: Image.Image, side: str) -> int:
    middle = picture.width // 2
    box = (middle, 0, picture.width, picture.height) if side == "right" else (0, 0, middle, picture.height)
    return ImageOps.invert(picture.crop(box).convert("L")).histogram()[255]


def test_bold_is_darker_and_a_larger_size_is_larger() -> None:
    plain, bold, large = (one("民政局"), one("民政局", bold=True), one("民政局", size=3))

    assert ink(bold) > ink(plain)
    assert large.image().width > plain.image().width


def test_a_long_name_without_blanks_is_broken_and_nothing_is_lost() -> None:
    rows = wrapped("民" * 40, PAPERS[58])

    assert len(rows) > 1
    assert sum(row.image().width for row in rows if isinstance(row, Picture)) == 40 * one("民").image().width


def test_the_rows_of_a_long_name_are_about_as_long() -> None:
    rows = wrapped("民" * 19, PAPERS[80])

    assert [row.image().width // one("民").image().width for row in rows if isinstance(row, Picture)] == [10, 9]


def test_a_name_keeps_its_words_whole_where_smaller_letters_can_hold_them() -> None:
    sizes = ((4, 4), (2, 2), (1, 1))

    (line,) = fitting("ꦏꦤ꧀ꦠꦺꦴꦂ ꦏꦼꦕꦩꦠꦤ꧀", PAPERS[80], sizes=sizes, lines=1)

    assert isinstance(line, Picture)
    assert line.image().width > one("ꦏꦤ꧀ꦠꦺꦴꦂ ꦏꦼꦕꦩꦠꦤ꧀").image().width


def test_what_is_drawn_comes_out_of_the_printer_and_stands_in_the_preview() -> None:
    layout = [TicketLinePlan("text", text_id="民政局"), TicketLinePlan("number"), TicketLinePlan("logo", size=2)]
    lines = ticket_lines(replace(TICKET, logo=logo(80, 40)), PAPERS[80], layout, _=english)

    slip = read(render(lines, PrinterSettings(name="Server", kind="dummy")), PAPERS[80])

    assert (slip.texts, slip.pictures) == (["A001"], 2)
    assert png(lines, PAPERS[80]) != png(lines[1:], PAPERS[80])


@PAPER_WIDTHS
@settings(max_examples=30, deadline=None)
@given(ticket=st.builds(replace, st.just(TICKET), office=st.text(max_size=60), footer=st.text(max_size=60)))
def test_nothing_drawn_is_wider_than_the_paper_for_any_text(paper: Paper, ticket: TicketText) -> None:
    lines = ticket_lines(ticket, paper, _=english)

    assert [line for line in pictures(lines) if line.image().width > paper.dots] == []
