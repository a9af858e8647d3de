"""`kill -9` of the program in the middle of a ticket: nobody prints it a second time by itself, and staff are told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from queue_app.actions.paper import jobs
from queue_app.domain.paper.jobs import JobState
from queue_app.store.paper.tables import PrintJob
from tests.offices import Office
from tests.papers import WISH
from tests.printing.tcp_printer import TcpPrinter
from tests.printing.test_spool import Room, spool_to
from tests.servers.waiting import becomes_true

START_S = 60  # a busy machine takes its time to load a program
pytestmark = pytest.mark.usefixtures("expect_silence")
PROGRAM = """
import sys
from queue_app.config import Printing
from queue_app.printing.spool import Spool
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.factories import Clock

desk = Desk(Database(sys.argv[1]), clock=Clock())
Spool(desk, Printing(kind="network", host="127.0.0.1", port=int(sys.argv[2]))).print_one()
"""


def printed_by_a_program_that_dies(office: Office, printer: TcpPrinter) -> None:
    """Another process begins to print what is due, and is killed once some of it is on paper."""
    printer.stops_at = b"A001"
    told = [sys.executable, "-c", PROGRAM, office.desk.database.url, str(printer.port)]
    with subprocess.Popen(told) as program:
        try:
            assert becomes_true(lambda: any(b"A001" in slip for slip in printer.slips), within_s=START_S)
        finally:
            program.kill()  # SIGKILL: it can tell nobody


def test_a_ticket_whose_program_was_killed_is_shown_to_staff_and_not_printed_again(office: Office) -> None:
    office.issue(print_it=WISH)
    office.issue(print_it=WISH)
    with TcpPrinter(speaks=True) as printer:
        printed_by_a_program_that_dies(office, printer)
        printer.stops_at = None
        room = Room(office, printer, spool_to(office, printer.port))
        office.clock.tick(minutes=1)

        assert room.print_all() == 1
        assert room.stuck() == [("A001", "unknown_fate")]
        assert (room.states(), room.numbers()) == ([JobState.SENT, JobState.CONFIRMED], ["A001", "A002"])


def test_staff_who_see_no_paper_print_a_copy_that_says_so(office: Office) -> None:
    office.issue(print_it=WISH)
    with TcpPrinter(speaks=True) as printer:
        printed_by_a_program_that_dies(office, printer)
        printer.is_offline = True  # and is switched off: what it had taken is lost
        printer.forget()
        printer.stops_at, printer.is_offline = None, False
        [job_id] = office.rows(PrintJob.id)

        jobs.reprint(office.desk, office.office_id, job_id, by=office.officers["wati"])

        room = Room(office, printer, spool_to(office, printer.port))
        assert (room.print_all(), room.numbers()) == (1, ["SALINAN 2 A001 SALINAN 2"])
        assert (room.states(), room.stuck()) == ([JobState.ABANDONED, JobState.CONFIRMED], [])
