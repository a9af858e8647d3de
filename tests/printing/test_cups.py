"""A printer behind a queue of CUPS: a real cupsd, its real commands, a printer on a TCP port at its other end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queue_app.config import Printing
from queue_app.domain.paper.jobs import Attempt, JobState, Outcome, PrinterStatus
from queue_app.printing import cups as driver
from queue_app.printing.attempt import attempt, look
from queue_app.printing.drivers import PrinterSettings, render
from queue_app.printing.lines import Cut, Line, Text
from queue_app.printing.spool import Spool
from queue_app.printing.status import Memory
from queue_app.store.paper.tables import PrintJob
from tests import served
from tests.factories import make_plan
from tests.offices import Office
from tests.papers import WISH
from tests.people import Person
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.printing.test_spool import Room
from tests.servers.cups import Cups, running_cups
from tests.servers.program import find_program
from tests.servers.waiting import PATIENCE_S, becomes_true

TICKET: list[Line] = [*(Text(f"A{number:03d}") for number in range(1, 9)), Cut()]
QUEUE = PrinterSettings("Kios", "cups", path="Kios", timeout_s=20.0)
TAKEN = Attempt(Outcome.TAKEN, None, PrinterStatus())


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with running_cups() as found:
        yield found


@pytest.fixture
def cups(server: Cups, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A server without jobs, which the commands of this process find by themselves."""
    monkeypatch.setenv("CUPS_SERVER", server.address)
    monkeypatch.setattr(driver, "SETTLE_S", PATIENCE_S)
    yield server
    server.run("cancel", "-a", "-x")


@pytest.fixture
def printer(cups: Cups) -> Iterator[TcpPrinter]:
    with TcpPrinter() as found:
        cups.queue("Kios", found.port)
        yield found


def refused(reason: str) -> Attempt:
    return Attempt(Outcome.REFUSED, reason, PrinterStatus(reason))


def tried(settings: PrinterSettings = QUEUE) -> Attempt:
    return attempt(TICKET, settings, Memory())


def is_done(cups: Cups) -> bool:
    return becomes_true(lambda: not cups.run("lpstat", "-o"))


def test_the_ticket_comes_out_once_and_unchanged_and_nobody_claims_to_have_seen_it(
    cups: Cups, printer: TcpPrinter
) -> None:
    assert (tried(), look(QUEUE, Memory())) == (TAKEN, PrinterStatus())
    assert printer.next_job() == render(TICKET, QUEUE)
    assert is_done(cups)
    assert becomes_true(lambda: len(printer.slips) == 1)


def test_looking_at_the_queue_prints_nothing(cups: Cups, printer: TcpPrinter) -> None:
    assert look(QUEUE, Memory()) == PrinterStatus()
    assert (cups.run("lpstat", "-W", "all", "-o"), printer.slips) == ("", [])


@pytest.mark.parametrize(("stop", "start"), [("cupsdisable", "cupsenable"), ("cupsreject", "cupsaccept")])
def test_a_queue_that_is_stopped_gets_nothing_and_prints_once_when_it_is_started(
    cups: Cups, printer: TcpPrinter, stop: str, start: str
) -> None:
    cups.run(stop, "Kios")
    assert (tried(), look(QUEUE, Memory())) == (refused("stopped"), PrinterStatus("stopped"))

    cups.run(start, "Kios")

    assert (look(QUEUE, Memory()), tried()) == (PrinterStatus(), TAKEN)
    assert is_done(cups)
    assert becomes_true(lambda: len(printer.slips) == 1)


@pytest.mark.parametrize(
    ("alert", "reason"),
    [("", "held_up"), ("offline-report", "unreachable"), ("media-empty-warning", "paper_end"),
     ("door-open-report", "cover_open"), ("toner-low-report", "held_up")],
)  # fmt: skip
def test_while_the_printer_is_away_no_more_tickets_go_into_the_queue(
    cups: Cups, monkeypatch: pytest.MonkeyPatch, alert: str, reason: str
) -> None:
    port = refusing_port()
    cups.queue("Kios", port, alert=alert)
    assert tried() == TAKEN
    assert becomes_true(lambda: alert in cups.run("lpstat", "-l", "-p", "Kios"))
    with monkeypatch.context() as impatient:
        impatient.setattr(driver, "SETTLE_S", 0.0)
        assert (tried(), look(QUEUE, Memory())) == (refused(reason), PrinterStatus(reason))

    with TcpPrinter(port=port) as printer:
        assert (printer.next_job(), tried()) == (render(TICKET, QUEUE), TAKEN)
        assert is_done(cups)
        assert becomes_true(lambda: len(printer.slips) == 2)


@pytest.mark.usefixtures("cups")
@pytest.mark.parametrize(("name", "reason"), [("Nix", "no_queue"), ("", "settings")])
def test_a_queue_that_is_not_there_is_told(name: str, reason: str) -> None:
    assert tried(replace(QUEUE, path=name)) == refused(reason)


def test_a_server_that_is_not_there_is_told() -> None:
    assert tried(replace(QUEUE, host="/antrean-nowhere")) == refused("no_spooler")


def test_a_server_that_is_named_is_asked(cups: Cups, printer: TcpPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/antrean-nowhere")

    assert tried(replace(QUEUE, host=cups.address)) == TAKEN
    assert printer.next_job() == render(TICKET, QUEUE)


def test_a_server_that_hangs_is_not_waited_for(cups: Cups, printer: TcpPrinter) -> None:
    os.kill(cups.program.pid, signal.SIGSTOP)
    try:
        assert tried(replace(QUEUE, timeout_s=0.3)) == refused("silent")
    finally:
        os.kill(cups.program.pid, signal.SIGCONT)


def test_a_computer_without_the_commands_of_cups_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (tried(), look(QUEUE, Memory())) == (refused("no_cups"), PrinterStatus("no_cups"))


def test_a_queue_that_this_user_may_not_use_is_as_if_it_were_not_there(
    cups: Cups, printer: TcpPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups.queue("Loket", printer.port)
    cups.run("lpadmin", "-p", "Loket", "-u", "deny:tamu")
    monkeypatch.setenv("CUPS_USER", "tamu")

    assert tried(replace(QUEUE, path="Loket")) == refused("no_queue")


def test_what_cups_says_when_it_refuses_a_ticket_is_told(cups: Cups, printer: TcpPrinter) -> None:
    cups.queue("Loket", printer.port)
    cups.run("lpadmin", "-p", "Loket", "-o", "job-quota-period=3600", "-o", "job-k-limit=1")
    few = replace(QUEUE, path="Loket")

    assert [tried(few), tried(few)] == [TAKEN, refused("Quota limit reached.")]


# A command that does its work and cannot say so: nobody knows how far it came.


def loses_its_answer(monkeypatch: pytest.MonkeyPatch, folder: Path, word: str) -> None:
    """From now on `lp` with this word does what it is told, and then fails."""
    command = folder / "lp"
    command.write_text(f'#!/bin/sh\n{find_program("lp")} "$@" || exit\ncase "$*" in *{word}*) exit 1; esac\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_a_ticket_whose_handing_over_failed_does_not_come_out_and_is_tried_again(
    cups: Cups, printer: TcpPrinter, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        loses_its_answer(patch, tmp_path, "hold")
        assert tried() == refused("fault")

    assert tried() == TAKEN
    assert printer.next_job() == render(TICKET, QUEUE)
    assert becomes_true(lambda: len(cups.run("lpstat", "-o").splitlines()) == 1)  # the first one, still held
    assert becomes_true(lambda: len(printer.slips) == 1)


def test_a_ticket_whose_release_failed_is_in_doubt(
    printer: TcpPrinter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loses_its_answer(monkeypatch, tmp_path, "resume")

    assert tried() == Attempt(Outcome.BROKEN, "fault", PrinterStatus("fault"))
    assert printer.next_job() == render(TICKET, QUEUE)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_number_waits_with_its_reason_and_is_sent_once_the_queue_is_started(
    office: Office, cups: Cups, printer: TcpPrinter
) -> None:
    office.issue(print_it=WISH)
    spool = Spool(office.desk, Printing(kind="cups", path="Kios", timeout_s=20.0))
    spool.tend()
    room = Room(office, printer, spool)
    cups.run("cupsdisable", "Kios")
    assert (room.print_all(), spool.look(), room.states()) == (0, PrinterStatus("stopped"), [JobState.QUEUED])

    cups.run("cupsenable", "Kios")

    assert (room.print_all(), room.states(), is_done(cups)) == (1, [JobState.SENT], True)
    assert (room.numbers(), room.stuck()) == (["A001"], [])


def test_a_serving_server_prints_through_its_queue(cups: Cups, printer: TcpPrinter, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/antrean.db"
    served.found(url, make_plan())
    with served.server(tmp_path, url, printing={"kind": "cups", "path": "Kios", "timeout_s": 20.0}) as antrean:
        served.take_number(Person(antrean.url), served.names(url).services["KTP"])

        assert b"A001" in printer.next_job()
        assert becomes_true(lambda: served.rows(url, PrintJob.state) == [(JobState.SENT,)])
        assert becomes_true(lambda: served.rows(url, PrintJob.sent_at) != [(None,)])
    assert becomes_true(lambda: len(printer.slips) == 1)
