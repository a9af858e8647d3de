"""Bytes and printers: what comes out of a printer, and what a failing printer says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.config import Printing
from queue_app.domain.log.errors import PrinterFailed
from queue_app.printing.drivers import PrinterSettings, opened, reason, render, settings_of
from queue_app.printing.layout import ticket_lines
from queue_app.printing.lines import PAPERS, TEAR_LINES, Cut, Gap, Line, Qr, Text
from tests.printing.escpos_reader import Printed, Unprintable, read
from tests.printing.test_layout import TICKET, URL, english

TIMEOUT_S = 0.3
DUMMY = PrinterSettings(name="Kiosk 1", kind="dummy", timeout_s=TIMEOUT_S)
WIDTHS = pytest.mark.parametrize("width_mm", PAPERS)
QR_WAYS = pytest.mark.parametrize("native_qr", [True, False], ids=["native", "raster"])


def test_whatever_a_driver_says_can_be_told_to_the_server() -> None:
    assert reason(RuntimeError("no\x00 such\n queue \udcff " + "x" * 400)) == "no such queue ? " + "x" * 284


def lines_for(width_mm: int) -> list[Line]:
    return ticket_lines(TICKET, PAPERS[width_mm], _=english)


def reason_of(kind_settings: PrinterSettings) -> str:
    with pytest.raises(PrinterFailed) as caught:
        opened(kind_settings)
    return str(caught.value.data["reason"])


def test_a_failure_names_its_printer() -> None:
    with pytest.raises(PrinterFailed) as caught:
        render([], replace(DUMMY, paper_width_mm=76))

    assert caught.value.data == {"printer": "Kiosk 1", "reason": "unknown paper width 76 mm, known: 58, 80"}


def test_the_paper_carries_the_lines_in_their_sizes() -> None:
    slip = read(render(lines_for(80), DUMMY), PAPERS[80])

    assert slip.lines == [
        Printed("Disdukcapil Kota Medan", 2, 2, "center", bold=True),
        Printed("Jl. Iskandar Muda No. 270, Medan", align="center"),
        Printed("QUEUE NUMBER", align="center"),
        Printed("A001", 4, 4, "center", bold=True),
        Printed("Penerbitan KTP-el", 2, 2, "center", bold=True),
        Printed("Minggu, 22 November 2026, 08.05 WIB", align="center"),
        Printed("Waiting ahead of you: 3", 2, 2, "center"),
        Printed("Scan to follow your turn on your phone", align="center"),
        Printed("Thank you. This service is free of charge.", align="center"),
    ]


@WIDTHS
@QR_WAYS
def test_the_code_on_the_paper_leads_to_the_citizens_page(width_mm: int, native_qr: bool) -> None:
    printer = replace(DUMMY, paper_width_mm=width_mm, native_qr=native_qr)

    slip = read(render(lines_for(width_mm), printer), PAPERS[width_mm])

    assert (slip.qrs, slip.pictures) == ([URL], 0 if native_qr else 1)


@pytest.mark.parametrize(
    ("width_mm", "cut", "cuts"), [(80, True, 1), (80, False, 0), (58, True, 0), (58, False, 0)]
)  # fmt: skip
def test_paper_is_cut_once_where_there_is_a_cutter_and_always_fed_out(width_mm: int, cut: bool, cuts: int) -> None:
    printer = replace(DUMMY, paper_width_mm=width_mm, cut=cut)

    slip = read(render(lines_for(width_mm), printer), PAPERS[width_mm])

    assert slip.cuts == cuts
    assert slip.fed_lines >= TEAR_LINES


def test_a_native_ticket_is_under_half_a_kilobyte() -> None:
    assert len(render(lines_for(80), DUMMY)) < 512


@given(st.text("abcdefghij0123456789/", min_size=1, max_size=120))
@settings(max_examples=20, deadline=None)
def test_any_address_a_ticket_can_have_is_readable_from_58_mm(path: str) -> None:
    printer = replace(DUMMY, paper_width_mm=58, native_qr=False)

    slip = read(render([Qr("http://192.168.1.10:8000/" + path), Cut()], printer), PAPERS[58])

    assert slip.qrs == ["http://192.168.1.10:8000/" + path]


@QR_WAYS
def test_an_address_too_long_for_a_readable_code_is_refused(native_qr: bool) -> None:
    with pytest.raises(PrinterFailed, match="too long for a QR"):
        render([Qr("x" * 1000)], replace(DUMMY, native_qr=native_qr))


def test_an_unknown_paper_width_names_the_known_ones() -> None:
    with pytest.raises(PrinterFailed, match="unknown paper width 76 mm, known: 58, 80"):
        render([], replace(DUMMY, paper_width_mm=76))


def test_an_unknown_profile_is_told_before_anything_is_sent() -> None:
    with pytest.raises(PrinterFailed, match="python-escpos has no profile TM-X"):
        render([], replace(DUMMY, profile="TM-X"))


def test_an_unknown_kind_names_the_known_ones() -> None:
    assert reason_of(replace(DUMMY, kind="fax")) == (
        "unknown printer kind 'fax', known: network, file, dummy, usb, serial, cups, windows"
    )


@pytest.mark.parametrize(
    "data", [b"\x1b@\x1bp\x00", b"x" * 49 + b"\n", b"\x1d!\x11" + b"x" * 25 + b"\n", b"\xe9\n", b"x", b"\x1bE"]
)  # fmt: skip
def test_the_reader_itself_refuses_what_would_not_print(data: bytes) -> None:
    with pytest.raises(Unprintable):
        read(data, PAPERS[80])


def test_a_gap_feeds_as_many_lines_as_it_says() -> None:
    assert read(render([Text("A001"), Gap(3)], DUMMY), PAPERS[80]).fed_lines == 3


def test_a_kind_whose_driver_is_not_installed_names_the_package() -> None:
    assert reason_of(replace(DUMMY, kind="windows")) == "the Python package pywin32 is not installed"


@pytest.mark.parametrize("options", [{}, {"vendor_id": "Epson"}])
def test_a_usb_printer_without_its_ids_is_told_which(options: dict[str, str | int]) -> None:
    reason = reason_of(replace(DUMMY, kind="usb", options=options))

    assert reason == "option vendor_id is missing or not a number"


def test_the_settings_of_the_printer_are_those_of_the_configuration() -> None:
    told = Printing(kind="network", paper_width_mm=58, profile="POS-5890", tells_status="no", host="10.0.0.9")

    settings = settings_of(told)

    assert (settings.kind, settings.paper_width_mm, settings.profile, settings.tells_status, settings.host) == (
        "network", 58, "POS-5890", "no", "10.0.0.9",
    )  # fmt: skip
