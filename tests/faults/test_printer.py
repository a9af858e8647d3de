"""A printer goes wrong under a running office: every press has its number, staff read why, and no paper comes twice.

What printers do at the level of bytes is in tests/printing: babble, answers that come late, half of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from queue_app.printing.lines import PAPERS
from tests.databases import Databases
from tests.live.test_paper import PATIENT
from tests.live.wire import Wire
from tests.people import Person
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.served import names, server, take_number
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

Change = Callable[[TcpPrinter], object]
FAULTS: dict[str, tuple[Change, Change, str]] = {  # how it breaks, how it is mended, and what staff read
    "no paper": (lambda each: setattr(each, "paper", "end"), TcpPrinter.new_roll, "kertas habis"),
    "cover open": (
        lambda each: setattr(each, "is_cover_open", True),
        lambda each: setattr(each, "is_cover_open", False),
        "penutup printer terbuka",
    ),
    "switched to offline": (
        lambda each: setattr(each, "is_offline", True),
        lambda each: setattr(each, "is_offline", False),
        "printer sedang luring",
    ),
}


class Counter:
    """Where numbers are taken and read of: the kiosk's presses and the supervisor's page of papers."""

    def __init__(self, served: Antrean, url: str) -> None:
        self.served = served
        self._service = names(url).services["KTP"]
        self._supervisor = Person(served.url)
        self._supervisor.sign_in("tini")

    def press(self) -> str:
        return str(take_number(Person(self.served.url), self._service)["number"])

    def reads(self, words: str) -> bool:
        return words in self._supervisor.ask("GET", "/paper")[1]


@contextmanager
def served(databases: Databases, folder: Path, host: str, port: int) -> Iterator[Counter]:
    url = databases.founded("sqlite", folder)
    running = server(folder, url, printing={"kind": "network", "host": host, "port": port, "timeout_s": 30.0})
    place = running.program.command.index("-m")
    running.program.command[place : place + 2] = ["-c", PATIENT]
    with running:
        yield Counter(running, url)


def printed(printer: TcpPrinter) -> list[str]:
    return [text for slip in printer.slips for text in read(slip, PAPERS[80]).texts if text.startswith("A0")]


@pytest.mark.slow("a printer fails and is mended before a server of its own")
@pytest.mark.parametrize("fault", FAULTS)
def test_numbers_go_on_while_the_printer_fails_and_each_is_printed_once_when_it_is_mended(
    databases: Databases, tmp_path: Path, fault: str
) -> None:
    breaks, mends, words = FAULTS[fault]
    with TcpPrinter(speaks=True) as printer, served(databases, tmp_path, printer.host, printer.port) as office:
        assert office.press() == "A001"
        assert becomes_true(lambda: printed(printer) == ["A001"])
        breaks(printer)
        while_broken = [office.press(), office.press()]
        is_told = becomes_true(lambda: office.reads(words))
        mends(printer)

        assert (while_broken, is_told) == (["A002", "A003"], True)
        assert becomes_true(lambda: printed(printer) == ["A001", "A002", "A003"])
        assert becomes_true(lambda: not office.reads(words))


@pytest.mark.slow("as above")
def test_a_printer_that_is_off_prints_what_waited_once_it_is_on(databases: Databases, tmp_path: Path) -> None:
    port = refusing_port()
    with served(databases, tmp_path, "127.0.0.1", port) as office:
        numbers = [office.press(), office.press()]
        is_told = becomes_true(lambda: office.reads("printer menolak sambungan"))
        with TcpPrinter(speaks=True, port=port) as printer:
            assert becomes_true(lambda: printed(printer) == numbers)
    assert (numbers, is_told) == (["A001", "A002"], True)


@pytest.mark.slow("as above")
def test_an_address_that_no_name_server_knows_is_told_and_holds_nobody_up(databases: Databases, tmp_path: Path) -> None:
    with served(databases, tmp_path, "printer-loket.invalid", 9100) as office, Wire(office.served.url) as kiosk:
        numbers = [office.press() for _ in range(3)]
        kiosk.join("kiosk")

        assert numbers == ["A001", "A002", "A003"]
        assert becomes_true(lambda: office.reads("alamat printer tidak dikenal di jaringan ini"))
