"""One try at a printer: what it answers, what came out, and what is said of the ticket then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.printing.attempt import attempt, look
from queue_app.printing.drivers import PrinterSettings, render
from queue_app.printing.lines import PAPERS, Cut, Line, Qr, Text
from queue_app.printing.status import Memory, understood
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.servers.waiting import becomes_true

TIMEOUT_S = 30.0  # for what must come; BRIEF where it must pass
BRIEF = {"timeout_s": 0.3}
NOWHERE = PrinterSettings(name="Kiosk 1", kind="network", host="127.0.0.1", timeout_s=TIMEOUT_S)
TICKET: list[Line] = [*(Text(f"A{number:03d}") for number in range(1, 9)), Cut()]
WELL = PrinterStatus(None, "ok")
pytestmark = pytest.mark.usefixtures("expect_silence")


def at(printer: TcpPrinter, **more: object) -> PrinterSettings:
    return replace(NOWHERE, port=printer.port, **more)  # type: ignore[arg-type]


def tried(settings: PrinterSettings, *, lines: list[Line] = TICKET, memory: Memory | None = None) -> Attempt:
    return attempt(lines, settings, memory or Memory())


def texts(printer: TcpPrinter) -> list[list[str]]:
    return [read(slip, PAPERS[80]).texts for slip in printer.slips]


def refused(reason: str, paper: str = "unknown") -> Attempt:
    return Attempt(Outcome.REFUSED, reason, PrinterStatus(reason, paper))


def breaks_cover(printer: TcpPrinter) -> None:
    printer.is_cover_open = True


def breaks_cover_in_the_middle(printer: TcpPrinter) -> None:
    assert becomes_true(lambda: any(b"A003" in slip for slip in printer.slips))
    breaks_cover(printer)


def ends_paper(printer: TcpPrinter) -> None:
    printer.paper = "end"


def goes_offline(printer: TcpPrinter) -> None:
    printer.is_offline = True


def becomes_faulty(printer: TcpPrinter) -> None:
    printer.is_faulty = True


FAULTS: list[tuple[Callable[[TcpPrinter], None], str, str]] = [
    (breaks_cover, "cover_open", "ok"),
    (ends_paper, "paper_end", "end"),
    (goes_offline, "offline", "ok"),
    (becomes_faulty, "fault", "ok"),
]


def test_a_printer_that_answers_in_its_turn_confirms_the_ticket() -> None:
    with TcpPrinter(speaks=True) as printer:
        assert tried(at(printer)) == Attempt(Outcome.CONFIRMED, None, WELL)

        assert texts(printer) == [[f"A{number:03d}" for number in range(1, 9)]]


def test_a_roll_that_nears_its_end_is_told_and_prints() -> None:
    with TcpPrinter(speaks=True) as printer:
        printer.paper = "near_end"

        assert tried(at(printer)) == Attempt(Outcome.CONFIRMED, None, PrinterStatus(None, "near_end"))


@pytest.mark.parametrize(("breaks", "condition", "paper"), FAULTS)
def test_a_printer_that_is_not_well_gets_nothing_of_the_ticket(
    breaks: Callable[[TcpPrinter], None], condition: str, paper: str
) -> None:
    with TcpPrinter(speaks=True) as printer:
        breaks(printer)

        assert tried(at(printer)) == refused(condition, paper)
        assert printer.slips == []


@pytest.mark.parametrize(("breaks", "condition", "paper"), FAULTS)
def test_a_look_tells_what_ails_the_printer(breaks: Callable[[TcpPrinter], None], condition: str, paper: str) -> None:
    with TcpPrinter(speaks=True) as printer:
        before = look(at(printer), Memory())
        breaks(printer)

        assert (before, look(at(printer), Memory())) == (WELL, PrinterStatus(condition, paper))


@pytest.mark.slow("waits for an answer that never comes")
def test_paper_that_ends_in_the_middle_leaves_the_ticket_in_doubt() -> None:
    with TcpPrinter(speaks=True) as printer:
        printer.ends_after = 30

        assert tried(at(printer)) == Attempt(Outcome.BROKEN, "paper_end", PrinterStatus("paper_end", "end"))
        assert [len(slip) for slip in printer.slips] == [30]


@pytest.mark.slow("waits for an answer that never comes")
def test_a_cover_that_is_opened_in_the_middle_leaves_the_ticket_in_doubt() -> None:
    with TcpPrinter(speaks=True) as printer:
        printer.stops_at = b"A003"
        opens = threading.Thread(target=breaks_cover_in_the_middle, args=[printer])
        opens.start()
        done = tried(at(printer))
        opens.join()

    assert done == Attempt(Outcome.BROKEN, "cover_open", PrinterStatus("cover_open", "ok"))


def test_a_slow_printer_is_waited_for() -> None:
    with TcpPrinter(speaks=True, bytes_per_s=50) as printer:
        started = time.monotonic()
        done = tried(at(printer, timeout_s=1.0), memory=Memory(confirms=True))

        assert (done.outcome, len(texts(printer))) == (Outcome.CONFIRMED, 1)
    assert time.monotonic() - started > 1.0


@pytest.mark.parametrize("count", [1, 40])
def test_a_connection_that_drops_in_the_middle_leaves_the_ticket_in_doubt(count: int) -> None:
    with TcpPrinter(speaks=True, drops_after=count) as printer:
        done = tried(at(printer))

        assert len(printer.next_job()) == count
    assert done == Attempt(Outcome.BROKEN, "dropped", PrinterStatus("dropped"))


def test_a_connection_that_drops_before_the_ticket_is_a_refusal() -> None:
    with TcpPrinter(speaks=True, drops_after=0) as printer:
        assert tried(at(printer)) == refused("dropped")


def test_a_printer_that_tells_nothing_is_believed_when_it_ends_the_connection(
    expect_silence: Callable[[], None],
) -> None:
    expect_silence()
    with TcpPrinter() as printer:
        assert tried(at(printer)) == Attempt(Outcome.TAKEN, None, PrinterStatus())
        assert len(texts(printer)) == 1


def test_a_printer_that_never_answers_costs_its_wait_once(expect_silence: Callable[[], None]) -> None:
    expect_silence()
    memory = Memory()
    with TcpPrinter() as printer:
        done = [tried(at(printer), memory=memory).outcome for _ in range(2)]

        assert (done, printer.asked) == ([Outcome.TAKEN] * 2, [1])


def test_a_printer_that_spoke_and_now_is_silent_gets_nothing(expect_silence: Callable[[], None]) -> None:
    memory = Memory()
    with TcpPrinter(speaks=True) as printer:
        tried(at(printer), memory=memory)
        printer.is_mute = True
        expect_silence()

        assert tried(at(printer), memory=memory) == refused("silent")
        assert len(printer.slips) == 1


def test_a_printer_of_which_it_is_known_that_it_speaks_gets_nothing_while_it_is_silent(
    expect_silence: Callable[[], None],
) -> None:
    expect_silence()
    with TcpPrinter() as printer:
        assert tried(at(printer, tells_status="yes")) == refused("silent")
        assert printer.slips == []


def test_a_printer_that_must_not_be_asked_is_not() -> None:
    with TcpPrinter(speaks=True) as printer:
        ends_paper(printer)

        assert tried(at(printer, tells_status="no")).outcome is Outcome.TAKEN


def test_a_printer_that_does_not_know_the_question_in_turn_is_asked_it_once() -> None:
    memory = Memory()
    with TcpPrinter(speaks=True, confirms=False) as printer:
        done = [tried(at(printer, timeout_s=2.0), memory=memory) for _ in range(2)]

        assert (done, printer.asked.count(0)) == ([Attempt(Outcome.TAKEN, None, WELL)] * 2, 1)


def test_a_printer_that_stalls_leaves_the_ticket_in_doubt() -> None:
    with TcpPrinter(stalls=True) as printer:
        done = tried(at(printer, **BRIEF))

    assert done == Attempt(Outcome.BROKEN, "unconfirmed", PrinterStatus("unconfirmed"))


def test_a_printer_that_keeps_its_connection_open_is_believed_when_the_settings_say_so(
    expect_silence: Callable[[], None],
) -> None:
    expect_silence()
    with TcpPrinter(keeps_open=True) as printer:
        assert tried(at(printer, closes_when_done=False)).outcome is Outcome.TAKEN


def test_a_printer_that_refuses_the_connection_is_told() -> None:
    assert tried(replace(NOWHERE, port=refusing_port())) == refused("refused")
    assert look(replace(NOWHERE, port=refusing_port()), Memory()) == PrinterStatus("refused")


def test_an_address_nobody_knows_is_told() -> None:
    assert tried(replace(NOWHERE, host="printer.invalid")) == refused("address")


def test_a_device_that_is_not_there_is_told_and_not_made() -> None:
    gone = replace(NOWHERE, kind="file", path="/dev/antrean-lp9")

    assert (tried(gone), look(gone, Memory())) == (refused("not_there"), PrinterStatus("not_there"))
    assert not Path("/dev/antrean-lp9").exists()


def test_a_look_at_a_file_leaves_it_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "lp0").write_bytes(b"A001")
    file = replace(NOWHERE, kind="file", path=str(tmp_path / "lp0"))

    assert look(file, Memory()) == PrinterStatus()
    assert (tmp_path / "lp0").read_bytes() == b"A001"


def test_network_and_file_printers_get_the_bytes_of_the_dummy(
    tmp_path: Path, expect_silence: Callable[[], None]
) -> None:
    expect_silence()
    file = replace(NOWHERE, kind="file", path=str(tmp_path / "lp0"))

    with TcpPrinter() as printer:
        outcomes = [tried(each).outcome for each in (at(printer), file, replace(NOWHERE, kind="dummy"))]
        sent = [printer.next_job(), (tmp_path / "lp0").read_bytes()]

    assert (outcomes, sent) == ([Outcome.TAKEN] * 3, [render(TICKET, NOWHERE)] * 2)


def test_a_fault_while_rendering_sends_nothing() -> None:
    with TcpPrinter(speaks=True) as printer:
        done = tried(at(printer), lines=[Text("A001"), Qr("x" * 1000)])

        assert (done.outcome, printer.connections) == (Outcome.REFUSED, 0)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}, PrinterStatus(None, "ok")),
        ({1: 0x12, 2: 0x12, 3: 0x12, 4: 0x1E}, PrinterStatus(None, "near_end")),
        ({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x7E}, PrinterStatus("paper_end", "end")),
        ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x7E}, PrinterStatus("cover_open", "end")),
        ({1: 0x1A, 2: 0x52, 3: 0x1A, 4: 0x12}, PrinterStatus("fault", "ok")),
        ({1: 0x1A, 2: 0x12, 3: 0x12, 4: 0x12}, PrinterStatus("offline", "ok")),
        ({1: 0x16}, PrinterStatus(None, "unknown")),  # an open cash drawer is none of our business
        ({1: 0x1A}, PrinterStatus("offline", "unknown")),
    ],
)
def test_what_the_bits_of_the_answers_mean(answers: dict[int, int], status: PrinterStatus) -> None:
    assert understood(answers) == status
