"""Printers that say what nobody asked, or what cannot be understood: never taken for an answer about the ticket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.printing.attempt import attempt, look
from queue_app.printing.drivers import PrinterSettings
from queue_app.printing.lines import Cut, Line, Text
from queue_app.printing.status import Memory
from tests.printing.tcp_printer import TcpPrinter

TICKET: list[Line] = [Text("A001"), Cut()]
WELL = PrinterStatus(None, "ok")
STATUS_UNASKED = b"\x10\x00\x00\x0f"  # four bytes, as after GS a: none of them answers anything


@contextmanager
def saying(greeting: bytes, printer: TcpPrinter | None = None) -> Iterator[PrinterSettings]:
    """Something at a TCP port that says this first, and then is the printer; without one it listens and is silent."""
    server = socket.create_server(("127.0.0.1", 0))
    settings = PrinterSettings("Kios", "network", host="127.0.0.1", port=server.getsockname()[1], timeout_s=1.0)
    ending = threading.Event()
    server.settimeout(0.01)

    def serve() -> None:
        while not ending.is_set():
            try:
                caller, _ = server.accept()
            except TimeoutError:
                continue
            with caller:
                caller.sendall(greeting)
                _join(caller, printer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield settings
    ending.set()
    thread.join()
    server.close()


def _join(caller: socket.socket, printer: TcpPrinter | None) -> None:
    """Carries both ways until the caller has said everything."""
    if printer is None:
        while caller.recv(1024):
            pass
        return
    with socket.create_connection((printer.host, printer.port)) as line:
        back = threading.Thread(target=_carry, args=(line, caller), daemon=True)
        back.start()
        _carry(caller, line)
        back.join()


def _carry(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(1024):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other side was closed first


@pytest.mark.parametrize("greeting", [b"READY\r\n", b"OK 4.2\r\n>", bytes(range(256)), b"\xff" * 300])
def test_one_that_only_chatters_is_taken_for_a_printer_that_tells_nothing(greeting: bytes) -> None:
    memory = Memory()
    with saying(greeting) as settings:
        assert attempt(TICKET, settings, memory) == Attempt(Outcome.TAKEN, None, PrinterStatus())

    assert (memory.has_spoken, memory.confirms) == (False, None)


def test_chatter_before_the_ticket_confirms_nothing() -> None:
    with TcpPrinter(speaks=True, confirms=False) as printer, saying(b"\x00\x00\x03", printer) as settings:
        assert attempt(TICKET, settings, Memory()) == Attempt(Outcome.TAKEN, None, WELL)


def test_a_status_that_a_printer_sends_by_itself_is_no_answer() -> None:
    with TcpPrinter(speaks=True) as printer, saying(STATUS_UNASKED, printer) as settings:
        printer.paper = "end"

        assert look(settings, Memory()) == PrinterStatus("paper_end", "end")
        printer.new_roll()
        assert attempt(TICKET, settings, Memory()) == Attempt(Outcome.CONFIRMED, None, WELL)


def test_a_printer_that_spoke_and_now_talks_nonsense_gets_nothing() -> None:
    with saying(b"\x99\x99") as settings:
        done = attempt(TICKET, settings, Memory(has_spoken=True))

    assert done == Attempt(Outcome.REFUSED, "garbled", PrinterStatus("garbled"))
