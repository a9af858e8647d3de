"""What a printer's profile says of its head: nothing of a ticket is wider, and nothing raises on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from escpos.capabilities import CAPABILITIES

from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.printing.attempt import attempt
from queue_app.printing.drivers import PrinterSettings, render
from queue_app.printing.layout import ticket_lines
from queue_app.printing.lines import PAPERS, Cut, Line, Paper, Picture, Text
from queue_app.printing.status import Memory
from tests.printing.escpos_reader import Slip, read
from tests.printing.logos import logo
from tests.printing.test_layout import TICKET, english

NARROW = Paper(80, columns=42, dots=512, has_cutter=True)  # TM-T88V: the same roll, a narrower head
TM_T88V = PrinterSettings(name="Server", kind="dummy", profile="TM-T88V")
POLES = {"AF-240", "OCD-100", "OCD-300"}  # displays of a till, no printers
LAYOUT = (TicketLinePlan("logo", size=8), TicketLinePlan("text", size=3, text_id="Bebas pungutan"), *DEFAULT[1:])


def lines(width_mm: int = 80) -> list[Line]:
    return ticket_lines(replace(TICKET, logo=logo(600, 300)), PAPERS[width_mm], LAYOUT, _=english)


def printed(settings: PrinterSettings, paper: Paper, of: list[Line]) -> Slip:
    return read(render(of, settings), paper)


def test_a_logo_wider_than_the_profile_is_scaled_to_it() -> None:
    slip = printed(TM_T88V, NARROW, lines())

    assert (slip.pictures, slip.picture_sizes) == (1, [(512, 256)])


def test_a_text_wider_than_the_profile_takes_smaller_letters_and_loses_no_word() -> None:
    wide: list[Line] = [
        Text("Disdukcapil Kota Medan", 2, 2, bold=True),
        Text("Jalan Iskandar Muda Nomor 270, Kota Medan 20154"),
    ]

    slip = printed(TM_T88V, NARROW, [*wide, Cut()])

    assert " ".join(slip.texts) == "Disdukcapil Kota Medan Jalan Iskandar Muda Nomor 270, Kota Medan 20154"


@pytest.mark.parametrize("profile", sorted(set(CAPABILITIES["profiles"]) - POLES))
def test_every_profile_prints_a_ticket_with_the_largest_logo(profile: str) -> None:
    for width_mm in PAPERS:
        settings = PrinterSettings(name="Server", kind="dummy", profile=profile, paper_width_mm=width_mm)

        assert b"A001" in render(lines(width_mm), settings)


def test_the_usual_profiles_change_nothing() -> None:
    slip = printed(replace(TM_T88V, profile=""), PAPERS[80], lines())

    assert slip.picture_sizes == [(576, 288)]


BROKEN_PICTURE: list[Line] = [Text("A001"), Picture(b"no picture"), Cut()]


def test_whatever_making_a_paper_raises_is_a_refusal_with_its_reason() -> None:
    made = attempt(BROKEN_PICTURE, TM_T88V, Memory())

    assert (made.outcome, made.status) == (Outcome.REFUSED, PrinterStatus())
    assert str(made.reason).startswith("unprintable: UnidentifiedImageError")


def test_a_printer_that_can_make_no_paper_is_in_trouble_and_one_bad_paper_is_not() -> None:
    memory, other = Memory(), [Text("A002"), *BROKEN_PICTURE[1:]]

    first, again, second = (attempt(each, TM_T88V, memory) for each in (BROKEN_PICTURE, BROKEN_PICTURE, other))

    assert (first.status, again.status) == (PrinterStatus(), PrinterStatus())
    assert second == Attempt(Outcome.REFUSED, second.reason, PrinterStatus(second.reason))
