"""A kiosk's printer, end to end: no fault loses a ticket, and none prints an original twice."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from queue_app.actions.paper import jobs
from queue_app.domain.paper.jobs import JobState
from queue_app.printing.lines import PAPERS
from queue_app.store.paper import standing
from queue_app.store.paper.tables import Printer, PrintJob
from tests.kiosk.station import RESTLESS, Agent, Station
from tests.kiosk.wire_cut import Cable
from tests.printing.escpos_reader import read
from tests.printing.logos import give_logo, give_part, logo
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.served import rows
from tests.servers.waiting import becomes_true

SLOW = 150  # bytes a second: a ticket takes some seconds
MIDDLE = b"A001"  # of the first ticket


def test_each_number_comes_out_once_and_in_order(station: Station) -> None:
    station.agent.start()

    taken = station.take(5)

    assert station.come_to(confirmed=5), station.agent.log_text()
    assert station.on_paper() == taken


def test_a_signal_ends_it_gently(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")

    assert station.agent.stop(signal.SIGTERM) == 0
    assert "Traceback" not in station.agent.log_text()


def test_what_was_taken_while_it_was_off_comes_out_when_it_is_back(station: Station) -> None:
    taken = station.take(3)

    station.agent.start()

    assert station.come_to(confirmed=3), station.agent.log_text()
    assert station.on_paper() == taken


def test_numbers_wait_while_the_paper_is_out_and_come_when_it_is_refilled(station: Station) -> None:
    station.printer.paper = "end"
    station.agent.start()
    assert station.agent.says("the paper has run out")
    taken = station.take(3)
    assert becomes_true(lambda: conditions(station) == ["paper_end"])
    assert station.on_paper() == []

    station.printer.new_roll()

    assert station.come_to(confirmed=3), station.agent.log_text()
    assert station.on_paper() == taken
    assert becomes_true(lambda: conditions(station) == [None])


def test_numbers_wait_while_the_cover_is_open(station: Station) -> None:
    station.printer.is_cover_open = True
    station.agent.start()
    assert station.agent.says("the printer's cover is open")
    taken = station.take(2)

    station.printer.is_cover_open = False

    assert station.come_to(confirmed=2), station.agent.log_text()
    assert station.on_paper() == taken


def test_numbers_wait_while_the_printer_is_offline(station: Station) -> None:
    station.printer.is_offline = True
    station.agent.start()
    assert station.agent.says("the printer is switched to offline")
    taken = station.take(2)

    station.printer.is_offline = False

    assert station.come_to(confirmed=2), station.agent.log_text()
    assert station.on_paper() == taken


def test_a_ticket_that_broke_off_is_shown_to_staff_and_the_next_ones_go_on(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")
    station.printer.drops_after = 60
    broken = station.take()
    assert station.come_to(failed=1), station.agent.log_text()
    station.printer.drops_after = None

    whole = station.take(2)

    assert station.come_to(failed=1, confirmed=2), station.agent.log_text()
    assert sorted(station.on_paper()) == sorted({*station.on_paper()})
    assert [stuck.job.number for stuck in doubtful(station)] == broken
    assert station.on_paper()[-2:] == whole


def test_paper_that_ends_in_the_middle_of_a_ticket_is_in_doubt_and_not_printed_again(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")
    station.printer.ends_after = 120
    taken = station.take(2)
    assert station.come_to(failed=1, queued=1), station.agent.log_text()

    station.printer.new_roll()

    assert station.come_to(failed=1, confirmed=1), station.agent.log_text()
    assert [stuck.job.number for stuck in doubtful(station)] == taken[:1]
    assert station.on_paper().count(taken[1]) == 1


def test_a_slow_printer_is_waited_for(station: Station) -> None:
    station.printer.bytes_per_s = SLOW
    station.agent.start()

    taken = station.take(2)

    assert station.come_to(confirmed=2), station.agent.log_text()
    assert station.on_paper() == taken


def test_a_computer_whose_ticket_takes_long_says_meanwhile_that_it_is_there(station: Station, tmp_path: Path) -> None:
    station.agent = Agent(tmp_path / "station", station.server.url, station.printer, run=RESTLESS)
    station.printer.stops_at = MIDDLE
    station.agent.start()
    taken = station.take()
    assert becomes_true(lambda: station.on_paper() == taken)
    begun_at = last_seen(station)

    assert becomes_true(lambda: last_seen(station) > begun_at)
    assert station.states() == {JobState.SENT: 1}
    station.printer.stops_at = None
    assert station.come_to(confirmed=1), station.agent.log_text()


def test_the_office_s_logo_stands_on_the_kiosk_s_paper(station: Station, tmp_path: Path) -> None:
    give_logo(station.desk, 1, tmp_path / "data" / "files", logo(300, 300))
    station.agent.start()

    station.take()

    assert station.come_to(confirmed=1), station.agent.log_text()
    (slip,) = station.printer.slips
    assert read(slip, PAPERS[80]).pictures == 1


def test_a_logo_wider_than_the_kiosk_s_head_is_scaled_to_it(station: Station, tmp_path: Path) -> None:
    (tmp_path / "station" / "kiosk.toml").write_text('[printer]\ntimeout_s = 30.0\nprofile = "TM-T88V"\n')
    give_logo(station.desk, 1, tmp_path / "data" / "files", logo(300, 150))
    give_part(station.desk, 1, "logo", size=8)
    station.agent.start()

    station.take()

    assert station.come_to(confirmed=1), station.agent.log_text()
    (slip,) = station.printer.slips
    assert read(slip, PAPERS[80]).picture_sizes == [(512, 256)]


def test_an_agent_killed_in_the_middle_of_a_ticket_leaves_a_doubt_and_never_a_second_original(
    station: Station,
) -> None:
    station.printer.stops_at = MIDDLE
    station.agent.start()
    taken = station.take(2)
    assert becomes_true(lambda: station.on_paper() == taken[:1])
    station.agent.kill()
    station.printer.stops_at = None

    station.agent.start()

    assert station.come_to(failed=1, confirmed=1), station.agent.log_text()
    assert [(stuck.job.number, stuck.reason) for stuck in doubtful(station)] == [(taken[0], "interrupted")]
    assert station.on_paper() == taken


def test_a_server_that_restarts_in_the_middle_of_a_ticket_hears_of_it_afterwards(station: Station) -> None:
    station.printer.stops_at = MIDDLE
    station.agent.start()
    taken = station.take(2)
    assert becomes_true(lambda: station.on_paper() == taken[:1])
    station.server.kill9()
    station.printer.stops_at = None
    assert station.agent.says("cannot be reached")

    station.server.start()

    assert station.come_to(confirmed=2), station.agent.log_text()
    assert station.on_paper() == taken


@pytest.mark.slow("waits for an answer that never comes")
def test_a_claim_whose_answer_never_came_is_printed_once_after_all(cabled: tuple[Station, Cable]) -> None:
    station, cable = cabled
    station.agent.start()
    assert station.agent.says("connected to")
    cable.cuts_after = b'"claim"'
    taken = station.take(2)
    assert station.come_to(sent=1, queued=1), station.agent.log_text()
    assert station.agent.says("cannot be reached")
    assert station.on_paper() == []

    cable.mend()

    assert station.come_to(confirmed=2), station.agent.log_text()
    assert sorted(station.on_paper()) == taken


@pytest.mark.slow("the network is cut until the agent says so")
def test_a_ticket_that_was_printed_while_the_network_was_cut_is_not_printed_again(
    cabled: tuple[Station, Cable],
) -> None:
    station, cable = cabled
    station.printer.stops_at = MIDDLE
    station.agent.start()
    taken = station.take()
    assert becomes_true(lambda: station.on_paper() == taken)
    cable.is_cut = True
    station.printer.stops_at = None
    assert station.agent.says("ticket A001: confirmed")
    assert station.agent.says("cannot be reached")
    assert station.come_to(sent=1)

    cable.mend()

    assert station.come_to(confirmed=1), station.agent.log_text()
    assert station.on_paper() == taken


def test_two_programs_with_one_folder_do_not_run_at_once(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")
    second = Agent(station.agent.log.parent, station.server.url, station.printer)

    second.start()

    assert station.agent.says("antrean-kiosk runs already with the folder")
    assert becomes_true(lambda: not second.is_running)
    assert station.agent.is_running


def test_a_printer_that_is_off_is_told_and_found_again(station: Station, tmp_path: Path) -> None:
    port = refusing_port()
    agent = Agent(tmp_path / "station", station.server.url, station.printer, **{"--port": str(port)})
    with agent:
        agent.start()
        assert agent.says("the printer refused the connection")
        taken = station.take(2)

        with TcpPrinter(speaks=True, port=port) as printer:
            station.printer = printer
            assert station.come_to(confirmed=2), agent.log_text()
            assert station.on_paper() == taken


def doubtful(station: Station) -> list[standing.Stuck]:
    """What staff are asked to decide."""
    with station.desk.reading() as connection:
        return standing.standing(connection, 1, now=station.desk.clock()).doubtful


def last_seen(station: Station) -> Any:
    ((_id, seen_at),) = rows(station.database_url, Printer.id, Printer.seen_at)
    return seen_at


def conditions(station: Station) -> list[str | None]:
    with station.desk.reading() as connection:
        found = standing.conditions(connection, 1, now=station.desk.clock())
    return [found[printer_id] for printer_id in sorted(found) if printer_id]


def test_the_papers_of_a_test_are_told_apart(station: Station) -> None:
    """A test of these tests: two slips with one number would be seen."""
    station.agent.start()
    station.take()
    assert station.come_to(confirmed=1)
    (job,) = station.jobs(PrintJob.id, PrintJob.copy_no)
    jobs.reprint(station.desk, 1, job[0], by=1)

    assert becomes_true(lambda: len(station.on_paper()) == 2)

    assert station.on_paper() == ["A001", "A001"]
    assert [b"SALINAN 2" in slip for slip in station.printer.slips] == [False, True]
