"""Two servers of one database: each paper comes out once, and neither takes the printer of the other away."""

from __future__ import annotations

import threading

import pytest

from queue_app.config import Printing
from queue_app.domain.paper.jobs import JobState
from queue_app.printing.lines import PAPERS
from queue_app.printing.spool import Spool
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.paper.tables import Printer, PrintJob
from tests.offices import Office
from tests.papers import WISH
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter

COUNT = 12


def empties(spool: Spool, start: threading.Barrier) -> None:
    start.wait()
    while spool.print_one():
        pass


def numbers(printer: TcpPrinter) -> list[str]:
    return [text for slip in printer.slips for text in read(slip, PAPERS[80]).texts if text.startswith("A0")]


def test_two_servers_that_print_at_once_print_each_number_once(office: Office) -> None:
    for _ in range(COUNT):
        office.issue(print_it=WISH)
    other = Database(office.desk.database.url)
    with TcpPrinter(speaks=True) as left, TcpPrinter(speaks=True) as right:
        spools = [
            Spool(desk, Printing(kind="network", host="127.0.0.1", port=printer.port, timeout_s=5.0))
            for desk, printer in ((office.desk, left), (Desk(other, clock=office.clock), right))
        ]
        for spool in spools:
            spool.tend()
        start = threading.Barrier(2)
        threads = [threading.Thread(target=empties, args=(spool, start)) for spool in spools]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        printed = numbers(left) + numbers(right)
    other.close()
    assert sorted(printed) == [f"A{number:03d}" for number in range(1, COUNT + 1)]
    assert office.rows(PrintJob.state) == [JobState.CONFIRMED] * COUNT


@pytest.mark.parametrize(("minutes", "is_active"), [(0.5, True), (2, False)])
def test_a_server_without_a_printer_leaves_the_one_of_another_server_alone(
    office: Office, minutes: float, is_active: bool
) -> None:
    with TcpPrinter(speaks=True) as printer:
        with_one = Spool(office.desk, Printing(kind="network", host="127.0.0.1", port=printer.port, timeout_s=5.0))
        with_one.tend()
        with_one.look()
    office.clock.tick(minutes=minutes)

    Spool(office.desk, Printing(kind="none")).tend()

    assert office.rows(Printer.is_active) == [is_active]
