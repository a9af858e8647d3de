"""From the ticket's own transaction to the paper: nothing is lost, nothing is printed twice, nobody waits."""

from __future__ import annotations

from queue_app.actions.tickets import PaperWish
from queue_app.config import Printing
from queue_app.domain.paper import JobState
from queue_app.printing.layout import PAPERS
from queue_app.printing.spool import Spool, settings_of
from queue_app.store.tables import PrintJob
from tests.offices import Office
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter, refusing_port

PAPER = PaperWish("id", "http://antrean.test")


def spool_to(office: Office, port: int) -> Spool:
    return Spool(office.desk, Printing(kind="network", host="127.0.0.1", port=port, timeout_s=0.3))


def test_a_ticket_is_printed_once_with_its_number_and_the_way_to_its_page(office: Office) -> None:
    issued = office.issue(print_it=PAPER)

    with TcpPrinter() as printer:
        spool = spool_to(office, printer.port)
        tried = [spool.print_one(), spool.print_one()]
        slip = read(printer.next_job(), PAPERS[80])

    assert tried == [True, False]
    assert "A001" in slip.texts
    assert slip.qrs == [f"http://antrean.test/t/{issued.token}"]
    assert slip.cuts == 1
    assert office.rows(PrintJob.state) == [JobState.SENT]


def test_a_printer_that_is_off_keeps_the_job_with_its_reason_and_prints_one_copy_later(office: Office) -> None:
    office.issue(print_it=PAPER)

    spool_to(office, refusing_port()).print_one()
    failed = office.rows(PrintJob.state), office.rows(PrintJob.attempts), bool(office.rows(PrintJob.reason)[0])
    office.clock.tick(minutes=2)
    with TcpPrinter() as printer:
        spool = spool_to(office, printer.port)
        tried = [spool.print_one(), spool.print_one()]
        slip = read(printer.next_job(), PAPERS[80])

    assert failed == ([JobState.QUEUED], [1], True)
    assert tried == [True, False]
    assert slip.cuts == 1
    assert (office.rows(PrintJob.state), office.rows(PrintJob.reason)) == ([JobState.SENT], [None])


def test_a_failed_job_is_not_due_at_once_so_that_the_next_ticket_has_its_turn(office: Office) -> None:
    office.issue(print_it=PAPER)
    office.issue(print_it=PAPER)
    spool = spool_to(office, refusing_port())

    tried = [spool.print_one(), spool.print_one(), spool.print_one()]

    assert tried == [True, True, False]
    assert office.rows(PrintJob.attempts) == [1, 1]


def test_a_printer_that_drops_the_ticket_half_way_leaves_the_job_waiting(office: Office) -> None:
    office.issue(print_it=PAPER)

    with TcpPrinter(drops_after=20) as printer:
        spool_to(office, printer.port).print_one()

    assert office.rows(PrintJob.state) == [JobState.QUEUED]


def test_a_printer_that_stalls_leaves_the_job_waiting(office: Office) -> None:
    office.issue(print_it=PAPER)

    with TcpPrinter(stalls=True) as printer:
        spool_to(office, printer.port).print_one()

    assert office.rows(PrintJob.state) == [JobState.QUEUED]


def test_a_ticket_without_a_wish_for_paper_has_no_job(office: Office) -> None:
    office.issue()

    assert office.rows(PrintJob.id) == []


def test_the_paper_speaks_the_language_that_the_citizen_chose(office: Office) -> None:
    office.issue(print_it=PaperWish("en", "http://antrean.test"))

    with TcpPrinter() as printer:
        spool_to(office, printer.port).print_one()
        slip = read(printer.next_job(), PAPERS[80])

    assert "Service KTP" in slip.texts


def test_the_settings_of_the_printer_are_those_of_the_configuration() -> None:
    settings = settings_of(Printing(kind="network", paper_width_mm=58, host="10.0.0.9", native_qr=False))

    assert (settings.kind, settings.paper_width_mm, settings.host, settings.native_qr) == (
        "network", 58, "10.0.0.9", False,
    )  # fmt: skip
