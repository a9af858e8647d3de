"""The ticket's lines: what stands on it, in which order, and that it fits the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.paper.plain_text import plain
from queue_app.domain.paper.ticket_layout import ALIGNS, DEFAULT, PARTS, SIZES, TicketLinePlan
from queue_app.printing.fitting import wrapped
from queue_app.printing.layout import TicketText, ticket_lines
from queue_app.printing.lines import PAPERS, Cut, Gap, Line, Paper, Picture, Qr, Text
from tests.printing.logos import logo

URL = "https://antrean.medan.go.id/t/7Qm2vX9cRk4T"
TICKET = TicketText(
    office="Disdukcapil Kota Medan",
    address="Jl. Iskandar Muda No. 270, Medan",
    number="A001",
    service="Penerbitan KTP-el",
    taken_at="Minggu, 22 November 2026, 08.05 WIB",
    ahead=3,
    url=URL,
)
PAPER_WIDTHS = pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: f"{paper.width_mm} mm")


def english(text: str, **values: object) -> str:
    return text.format(**values)


def texts(lines: Sequence[Line]) -> list[Text]:
    return [line for line in lines if isinstance(line, Text)]


def test_a_ticket_on_80_mm_says_what_the_citizen_needs_in_order() -> None:
    lines = ticket_lines(TICKET, PAPERS[80], _=english)

    assert lines == [
        Text("Disdukcapil Kota Medan", 2, 2, bold=True),
        Text("Jl. Iskandar Muda No. 270, Medan"),
        Gap(),
        Text("QUEUE NUMBER"),
        Text("A001", 4, 4, bold=True),
        Gap(),
        Text("Penerbitan KTP-el", 2, 2, bold=True),
        Gap(),
        Text("Minggu, 22 November 2026, 08.05 WIB"),
        Text("Waiting ahead of you: 3", 2, 2),
        Gap(),
        Text("Scan to follow your turn on your phone"),
        Gap(),
        Qr(URL),
        Gap(),
        Text("Thank you. This service is free of charge."),
        Cut(),
    ]


def test_a_ticket_speaks_the_language_of_the_gettext_it_is_given() -> None:
    indonesian = {"QUEUE NUMBER": "NOMOR ANTREAN", "Waiting ahead of you: {count}": "Menunggu di depan: {count} orang"}

    lines = ticket_lines(TICKET, PAPERS[80], _=lambda text, **values: indonesian.get(text, text).format(**values))

    assert [line.text for line in texts(lines)][2:7] == [
        "NOMOR ANTREAN",
        "A001",
        "Penerbitan KTP-el",
        "Minggu, 22 November 2026, 08.05 WIB",
        "Menunggu di depan: 3 orang",
    ]


@pytest.mark.parametrize("width_mm", PAPERS)
def test_a_ticket_says_when_the_call_is_expected_on_one_line_of_any_paper(width_mm: int) -> None:
    told = {"Expected call: {times}": "Perkiraan dipanggil: {times}"}
    ticket, layout = replace(TICKET, wait="08.40–08.55"), [TicketLinePlan("wait", bold=True)]

    lines = ticket_lines(ticket, PAPERS[width_mm], layout, _=lambda text, **more: told[text].format(**more))

    assert lines == [Text("Perkiraan dipanggil: 08.40-08.55", bold=True), Cut()]


def test_a_ticket_of_which_nothing_is_promised_says_nothing_of_it() -> None:
    assert ticket_lines(TICKET, PAPERS[80], [TicketLinePlan("wait")], _=english) == [Cut()]


def test_the_words_of_the_office_end_the_ticket_line_by_line() -> None:
    ticket = replace(TICKET, footer="Keep this ticket.\nOpen until 15.00.")

    *_, first, second, end = ticket_lines(ticket, PAPERS[80], _=english)

    assert (first, second, end) == (Text("Keep this ticket."), Text("Open until 15.00."), Cut())


def test_a_ticket_has_no_place_for_a_name_a_nik_or_a_priority() -> None:
    assert [field.name for field in fields(TicketText)] == [
        "office", "address", "number", "service", "taken_at", "ahead", "url", "footer", "copy_no", "logo", "lang",
        "wait",
    ]  # fmt: skip


def test_a_long_office_name_is_wrapped_between_words() -> None:
    office = "Dinas Kependudukan dan Pencatatan Sipil Kota Administrasi Jakarta Selatan"

    lines = ticket_lines(replace(TICKET, office=office), PAPERS[58], _=english)

    assert texts(lines)[:3] == [
        Text("Dinas Kependudukan dan", bold=True),
        Text("Pencatatan Sipil Kota", bold=True),
        Text("Administrasi Jakarta Selatan", bold=True),
    ]


def test_lines_of_one_text_are_even_in_length() -> None:
    assert wrapped("Terima kasih. Layanan ini gratis.", PAPERS[58]) == [
        Text("Terima kasih."),
        Text("Layanan ini gratis."),
    ]


def test_on_narrow_paper_the_time_stands_below_its_date() -> None:
    lines = texts(ticket_lines(TICKET, PAPERS[58], _=english))

    assert [line for line in lines if "2026" in line.text or "WIB" in line.text] == [
        Text("Minggu, 22 November 2026"),
        Text("08.05 WIB"),
    ]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("Akta Kelahiran", [Text("Akta Kelahiran", 2, 2, bold=True)]),
        (
            "Pindah Datang Antarkabupaten",
            [Text("Pindah Datang", 2, 2, bold=True), Text("Antarkabupaten", 2, 2, bold=True)],
        ),
        ("Pertanggungjawaban Arsip", [Text("Pertanggungjawaban Arsip", 1, 2, bold=True)]),
        (
            "Surat Keterangan Pindah Warga Negara Indonesia ke Luar Negeri",
            [
                Text("Surat Keterangan Pindah Warga", 1, 2, bold=True),
                Text("Negara Indonesia ke Luar Negeri", 1, 2, bold=True),
            ],
        ),
    ],
)
def test_a_service_name_is_as_large_as_whole_words_on_two_lines_allow(service: str, expected: list[Text]) -> None:
    lines = texts(ticket_lines(replace(TICKET, service=service), PAPERS[58], _=english))

    assert [line for line in lines if line.bold][3:] == expected


@pytest.mark.parametrize(("number", "size"), [("A001", 4), ("A9999", 4), ("AB-00001", 4), ("LANSIA-00001", 2)])
def test_the_number_is_four_times_as_large_or_smaller_where_58_mm_asks_for_it(number: str, size: int) -> None:
    lines = texts(ticket_lines(replace(TICKET, number=number), PAPERS[58], _=english))

    assert [line for line in lines if number[0] in line.text and line.width == size] == [
        Text(number, size, size, bold=True)
    ]


def test_a_ticket_without_a_url_has_neither_code_nor_invitation_to_scan() -> None:
    with_code = ticket_lines(TICKET, PAPERS[80], _=english)
    without = ticket_lines(replace(TICKET, url=""), PAPERS[80], _=english)

    assert Counter(with_code) - Counter(without) == Counter(
        [Gap(), Gap(), Text("Scan to follow your turn on your phone"), Qr(URL)]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kantor Camat Médan \u2014 Baru", "Kantor Camat Médan - Baru"),
        ("\u201cPrima\u201d\u00a0\u2022 Ⅳ", '"Prima" - IV'),
        ("  dua\nbaris\tdan\x1b@ perintah ", "dua baris dan @ perintah"),
        ("Straße 北 1", "Straße 北 1"),
        ("Me\u0301dan\u200e \u00abPrima\u00bb\ufeff", "Médan \u00abPrima\u00bb"),
        ("\uff0d\ufe58", "--"),
    ],
)
def test_text_for_paper_is_on_one_line_and_plain_where_that_says_the_same(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_the_office_decides_the_order_size_and_place_of_each_part() -> None:
    layout = [
        TicketLinePlan("number", size=8, bold=True, align="right"),
        TicketLinePlan("gap", size=3),
        TicketLinePlan(
            "text", size=2, align="left", text_id="Bawa KTP asli\n\nBebas pungutan", text_en="Bring your ID"
        ),
        TicketLinePlan("office"),
    ]

    assert ticket_lines(TICKET, PAPERS[80], layout, _=english) == [
        Text("A001", 8, 8, "right", bold=True),
        Gap(3),
        Text("Bawa KTP asli", 2, 2, "left"),
        Gap(),
        Text("Bebas pungutan", 2, 2, "left"),
        Text("Disdukcapil Kota Medan"),
        Cut(),
    ]


@pytest.mark.parametrize(
    ("lang", "text_en", "expected"), [("en", "Free", "Free"), ("en", "", "Gratis"), ("id", "Free", "Gratis")]
)
def test_a_fixed_text_is_in_the_language_of_the_ticket(lang: str, text_en: str, expected: str) -> None:
    layout = [TicketLinePlan("text", text_id="Gratis", text_en=text_en)]

    assert ticket_lines(replace(TICKET, lang=lang), PAPERS[58], layout, _=english) == [Text(expected), Cut()]


def test_a_copy_says_on_top_and_at_its_end_which_one_it_is() -> None:
    first, *middle, last, cut = ticket_lines(replace(TICKET, copy_no=2), PAPERS[58], _=english)

    assert (first, last, cut) == (Text("COPY 2", 2, 2, bold=True), Text("COPY 2", 2, 2, bold=True), Cut())
    assert [*middle, Cut()] == ticket_lines(TICKET, PAPERS[58], _=english)


@PAPER_WIDTHS
def test_the_logo_takes_as_many_eighths_of_the_paper_as_planned(paper: Paper) -> None:
    layout = [TicketLinePlan("logo", size=4, align="left")]

    (line, cut) = ticket_lines(replace(TICKET, logo=logo(600, 300)), paper, layout, _=english)

    assert isinstance(line, Picture)
    assert (line.align, line.image().size, line.image().mode) == ("left", (paper.dots // 2, paper.dots // 4), "1")
    assert cut == Cut()


def test_a_logo_that_is_no_picture_is_left_out_and_the_ticket_is_printed() -> None:
    with_junk = ticket_lines(replace(TICKET, logo=b"GIF89a but not really"), PAPERS[80], _=english)

    assert with_junk == ticket_lines(TICKET, PAPERS[80], _=english)


def test_every_part_of_a_layout_can_be_laid_out() -> None:
    layout = [TicketLinePlan(what, text_id="Loket 1") for what in PARTS]

    assert len(ticket_lines(replace(TICKET, logo=logo(8, 8)), PAPERS[80], layout, _=english)) > len(PARTS)
    assert {line.what for line in DEFAULT} < set(PARTS)


TEXTS = st.text(max_size=40)
LAYOUTS = st.lists(
    st.builds(
        TicketLinePlan, st.sampled_from(list(PARTS)), st.sampled_from(SIZES), st.booleans(),
        st.sampled_from(list(ALIGNS)), TEXTS, TEXTS,
    ),
    max_size=4,
)  # fmt: skip


@PAPER_WIDTHS
@given(layout=LAYOUTS, ticket=st.builds(replace, st.just(TICKET), service=TEXTS, address=TEXTS, footer=TEXTS))
def test_no_line_is_wider_than_the_paper_for_any_layout(
    paper: Paper, layout: list[TicketLinePlan], ticket: TicketText
) -> None:
    lines = texts(ticket_lines(ticket, paper, layout, _=english))

    assert [line for line in lines if len(line.text) * line.width > paper.columns] == []


@PAPER_WIDTHS
@given(office=st.text(max_size=120), service=st.text(max_size=120), number=st.text(max_size=12))
def test_no_line_is_wider_than_the_paper_for_any_names(paper: Paper, office: str, service: str, number: str) -> None:
    ticket = replace(TICKET, office=office, service=service, number=number)

    lines = texts(ticket_lines(ticket, paper, _=english))

    assert [line for line in lines if len(line.text) * line.width > paper.columns] == []
    assert [line for line in lines if not (line.text.isascii() and line.text.isprintable())] == []


@PAPER_WIDTHS
@given(words=st.lists(st.text("abcdefgh-", min_size=1, max_size=32), max_size=20))
def test_wrapping_never_cuts_a_word_that_fits_and_loses_none(paper: Paper, words: list[str]) -> None:
    lines = texts(wrapped(" ".join(words), paper))

    assert [word for line in lines for word in line.text.split()] == words
