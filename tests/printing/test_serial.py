"""A printer on a serial line: through a real terminal device to a printer that tells of itself, or is silent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.printing.attempt import attempt, look
from queue_app.printing.drivers import PrinterSettings
from queue_app.printing.lines import PAPERS, Cut, Line, Text
from queue_app.printing.status import Memory
from tests.printing.escpos_reader import read
from tests.printing.serial_cable import SerialCable
from tests.printing.tcp_printer import TcpPrinter
from tests.servers.waiting import becomes_true

TICKET: list[Line] = [*(Text(f"A{number:03d}") for number in range(1, 9)), Cut()]
LONG: list[Line] = [Text("A" * 48) for _ in range(200)]
WELL = PrinterStatus(None, "ok")
PATIENT_S, BRIEF_S = 5.0, 0.3
pytestmark = pytest.mark.usefixtures("expect_silence")  # only a short timeout makes an answer late


@pytest.fixture
def cable(printer: TcpPrinter) -> Iterator[SerialCable]:
    with SerialCable(printer) as found:
        yield found


def settings(cable: SerialCable, *, tells_status: str = "auto", timeout_s: float = PATIENT_S) -> PrinterSettings:
    return PrinterSettings(
        "Kios", "serial", path=cable.path, timeout_s=timeout_s, tells_status=tells_status, options={"baudrate": 9600}
    )


def tried(cable: SerialCable, *, lines: list[Line] = TICKET, memory: Memory | None = None, **more: Any) -> Attempt:
    return attempt(lines, settings(cable, **more), memory or Memory())


def slips(printer: TcpPrinter) -> list[list[str]]:
    return [read(slip, PAPERS[80]).texts for slip in printer.slips]


def test_a_printer_that_tells_of_itself_confirms_the_ticket(printer: TcpPrinter, cable: SerialCable) -> None:
    assert tried(cable) == Attempt(Outcome.CONFIRMED, None, WELL)
    assert slips(printer) == [[f"A{number:03d}" for number in range(1, 9)]]


def test_two_tickets_come_out_one_after_the_other(printer: TcpPrinter, cable: SerialCable) -> None:
    memory = Memory()

    assert [tried(cable, memory=memory).outcome for _ in range(2)] == [Outcome.CONFIRMED] * 2
    assert len(slips(printer)) == 2


def test_a_printer_without_paper_gets_nothing_of_the_ticket(printer: TcpPrinter, cable: SerialCable) -> None:
    printer.paper = "end"

    assert tried(cable) == Attempt(Outcome.REFUSED, "paper_end", PrinterStatus("paper_end", "end"))
    assert (look(settings(cable), Memory()), printer.slips) == (PrinterStatus("paper_end", "end"), [])


def test_paper_that_ends_in_the_middle_leaves_the_ticket_in_doubt(printer: TcpPrinter, cable: SerialCable) -> None:
    printer.ends_after = 30

    assert tried(cable) == Attempt(Outcome.BROKEN, "paper_end", PrinterStatus("paper_end", "end"))
    assert [len(slip) for slip in printer.slips] == [30]


def test_a_slow_printer_is_waited_for(printer: TcpPrinter, cable: SerialCable) -> None:
    printer.bytes_per_s = 150

    assert (tried(cable, memory=Memory(confirms=True)).outcome, len(slips(printer))) == (Outcome.CONFIRMED, 1)


def test_a_printer_that_tells_nothing_is_believed(printer: TcpPrinter, cable: SerialCable) -> None:
    printer.speaks = False

    assert tried(cable, timeout_s=BRIEF_S) == Attempt(Outcome.TAKEN, None, PrinterStatus())
    assert becomes_true(lambda: len(printer.slips) == 1)


def test_a_printer_that_is_known_to_speak_gets_nothing_while_it_is_silent(
    printer: TcpPrinter, cable: SerialCable
) -> None:
    printer.is_mute = True

    assert tried(cable, tells_status="yes", timeout_s=BRIEF_S) == Attempt(
        Outcome.REFUSED, "silent", PrinterStatus("silent")
    )
    assert printer.slips == []


def test_a_line_that_stands_still_ends_the_try_in_doubt_and_is_let_go(printer: TcpPrinter, cable: SerialCable) -> None:
    cable.is_held = True

    done = tried(cable, lines=LONG * 10, tells_status="no", timeout_s=BRIEF_S)  # more than the line's buffer holds

    assert (done.outcome, done.reason) == (Outcome.BROKEN, "silent")


def test_a_plug_that_is_pulled_in_the_middle_leaves_the_ticket_in_doubt(
    printer: TcpPrinter, cable: SerialCable
) -> None:
    printer.bytes_per_s = 300
    pulls = threading.Timer(0.3, cable.pull)
    pulls.start()

    done = tried(cable, lines=LONG, memory=Memory(confirms=True))
    pulls.join()

    assert (done.outcome, done.reason) == (Outcome.BROKEN, "dropped")


def test_a_device_that_is_not_there_is_told(cable: SerialCable) -> None:
    gone = PrinterSettings("Kios", "serial", path="/dev/antrean-tty9", timeout_s=0.3)

    assert attempt(TICKET, gone, Memory()) == Attempt(Outcome.REFUSED, "not_there", PrinterStatus("not_there"))
    assert look(gone, Memory()) == PrinterStatus("not_there")
