"""A real server with a printer that speaks: its screens learn what ails it, and each number is printed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_app.printing.lines import PAPERS
from queue_app.store.paper.tables import PrintJob
from tests.live.wire import Wire
from tests.people import Person
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter
from tests.served import names, rows, server, take_number
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

# Our printer is a thread among many, and on a busy machine answers later than any real one.
PATIENT = """
import sys
from gevent import monkey
monkey.patch_all()
from queue_app.__main__ import main
from queue_app.printing import attempt, status
status.ANSWER_S, attempt.CONFIRM_S = 5.0, 60.0
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def printer() -> Iterator[TcpPrinter]:
    with TcpPrinter(speaks=True) as running:
        yield running


@pytest.fixture
def served(database_url: str, printer: TcpPrinter, tmp_path: Path) -> Iterator[Antrean]:
    settings = {"kind": "network", "host": printer.host, "port": printer.port, "timeout_s": 30.0}
    running = server(tmp_path, database_url, printing=settings)
    place = running.program.command.index("-m")
    running.program.command[place : place + 2] = ["-c", PATIENT]
    with running:
        yield running


def printed(printer: TcpPrinter) -> list[str]:
    return [text for slip in printer.slips for text in read(slip, PAPERS[80]).texts if text.startswith("A0")]


def states(url: str) -> list[str]:
    return [row.state.value for row in rows(url, PrintJob.id, PrintJob.state)]


def press(served: Antrean, url: str) -> str:
    """What the kiosk says of the paper."""
    return str(take_number(Person(served.url), names(url).services["KTP"])["paper"])


def test_kiosk_and_board_learn_of_a_printer_that_fails_and_of_its_repair(
    served: Antrean, database_url: str, printer: TcpPrinter
) -> None:
    tini = Person(served.url)
    tini.sign_in("tini")
    with Wire(served.url) as kiosk, Wire(served.url, cookie=tini.cookie, page=tini.csrf) as board:
        board.join("board")
        kiosk.join("kiosk")
        assert press(served, database_url) == "queued"
        assert becomes_true(lambda: states(database_url) == ["confirmed"])
        printer.paper = "end"
        press(served, database_url)
        kiosk.state_where(lambda state: state["papers"]["0"] == "paper_end")
        told = board.state_where(lambda state: state["paper"]["failed"] == 1)["paper"]
        promised = press(served, database_url)

        printer.new_roll()

        kiosk.state_where(lambda state: state["papers"]["0"] is None)
        board.state_where(lambda state: state["paper"]["queued"] == 0)

    assert (told["reason"], promised) == ("kertas habis", "failing")
    assert becomes_true(lambda: printed(printer) == ["A001", "A002", "A003"])
    assert becomes_true(lambda: states(database_url) == ["confirmed"] * 3)


def test_a_server_that_is_killed_in_the_middle_of_a_ticket_does_not_print_it_again(
    served: Antrean, database_url: str, printer: TcpPrinter
) -> None:
    press(served, database_url)
    assert becomes_true(lambda: states(database_url) == ["confirmed"])
    printer.stops_at = b"A002"
    press(served, database_url)
    assert becomes_true(lambda: len(printer.slips) == 2)
    served.kill9()
    printer.stops_at = None

    served.start()
    press(served, database_url)

    assert becomes_true(lambda: states(database_url) == ["confirmed", "sent", "confirmed"])
    assert printed(printer) == ["A001", "A002", "A003"]
    assert [row.sent_at is None for row in rows(database_url, PrintJob.id, PrintJob.sent_at)] == [False, True, False]
