"""A printer on USB: pyusb and our driver are the real ones, the bus below them is a fake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import usb.backend.libusb1

from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.printing.attempt import attempt, look
from queue_app.printing.drivers import PrinterSettings
from queue_app.printing.lines import PAPERS, Cut, Line, Text
from queue_app.printing.status import NOW, Memory
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter
from tests.printing.usb_bus import PRODUCT, VENDOR, UsbBus

TICKET: list[Line] = [*(Text(f"A{number:03d}") for number in range(1, 9)), Cut()]
WELL = PrinterStatus(None, "ok")
USB = PrinterSettings("Kios", "usb", timeout_s=5.0, options={"vendor_id": VENDOR, "product_id": PRODUCT})


pytestmark = pytest.mark.usefixtures("expect_silence")  # only a short timeout makes an answer late


@pytest.fixture
def bus(printer: TcpPrinter, monkeypatch: pytest.MonkeyPatch) -> Iterator[UsbBus]:
    found = UsbBus(printer)
    monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda: found)
    yield found
    found.close()


@pytest.mark.usefixtures("bus")
def test_a_printer_that_tells_of_itself_confirms_the_ticket_at_the_ends_that_it_names(printer: TcpPrinter) -> None:
    assert attempt(TICKET, USB, Memory()) == Attempt(Outcome.CONFIRMED, None, WELL)
    assert [read(slip, PAPERS[80]).texts for slip in printer.slips] == [[f"A{number:03d}" for number in range(1, 9)]]


@pytest.mark.usefixtures("bus")
def test_a_printer_without_paper_gets_nothing_of_the_ticket(printer: TcpPrinter) -> None:
    printer.paper = "end"

    assert attempt(TICKET, USB, Memory()) == Attempt(Outcome.REFUSED, "paper_end", PrinterStatus("paper_end", "end"))
    assert (look(USB, Memory()), printer.slips) == (PrinterStatus("paper_end", "end"), [])


@pytest.mark.usefixtures("bus")
def test_a_printer_that_tells_nothing_is_believed(printer: TcpPrinter) -> None:
    printer.is_mute = True

    assert attempt(TICKET, replace(USB, timeout_s=0.3), Memory()) == Attempt(Outcome.TAKEN, None, PrinterStatus())


def test_an_answer_that_nobody_took_is_not_the_answer_to_the_next_question(bus: UsbBus, printer: TcpPrinter) -> None:
    """Else each answer is that to the question before: fabienbellanger/escpos-rs #18."""
    bus.is_asked_by_another(NOW[1])
    printer.paper = "end"

    assert look(USB, Memory()) == PrinterStatus("paper_end", "end")


def test_a_cable_that_is_not_plugged_in_is_told(bus: UsbBus) -> None:
    bus.is_plugged = False

    assert attempt(TICKET, USB, Memory()) == Attempt(Outcome.REFUSED, "not_there", PrinterStatus("not_there"))
    assert look(USB, Memory()) == PrinterStatus("not_there")
