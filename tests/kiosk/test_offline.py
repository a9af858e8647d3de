"""The kiosk's own computer with the line cut: real processes, a real printer, and no number lost or given twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_app.actions.hall import devices
from queue_app.domain.queue.lifecycle import State
from queue_app.printing.lines import PAPERS
from queue_app.store.queue.tables import Leg
from tests.databases import Databases
from tests.kiosk.offline import OfflineKiosk
from tests.kiosk.station import Station
from tests.kiosk.wire_cut import Cable
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter
from tests.served import rows
from tests.servers.waiting import becomes_true


@pytest.fixture
def kiosk(databases: Databases, tmp_path: Path, printer: TcpPrinter) -> Iterator[OfflineKiosk]:
    """Paired, started, and lent numbers by the server."""
    with (
        Station(tmp_path, databases.founded("sqlite", tmp_path), printer) as station,
        Cable(station.server.port) as cable,
    ):
        found = OfflineKiosk(station, cable, tmp_path, printer)
        found.start()
        yield found


def test_while_the_server_answers_the_computer_passes_everything_on(kiosk: OfflineKiosk) -> None:
    status, page = kiosk.browser.ask("GET", "/kiosk/uji")

    assert (status, '"slug": "uji"' in page) == (200, True)
    assert kiosk.take() == "A001"
    assert kiosk.state()["services"][0]["waiting"] == 1


@pytest.mark.slow("the whole way of a cut: real processes, a printer, the hand-in and its order")
def test_with_the_line_cut_it_goes_on_and_hands_in_afterwards(kiosk: OfflineKiosk) -> None:
    before = kiosk.take()
    assert becomes_true(lambda: kiosk.station.on_paper() == ["A001"])
    kiosk.cut()

    alone = [kiosk.take(), kiosk.take(), kiosk.take(service_id=2)]
    assert (before, alone) == ("A001", ["A9001", "A9002", "B9001"])
    assert becomes_true(lambda: kiosk.station.on_paper() == ["A001", "A900", "A900"])
    kiosk.mend()

    assert kiosk.has_handed_in(3), kiosk.station.agent.log_text()
    assert kiosk.tickets() == [(1, "kiosk"), (9001, "offline"), (9002, "offline"), (9001, "offline")]
    assert kiosk.take() == "A002"


def test_a_press_is_answered_with_its_number_for_ever(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    first = kiosk.take(key="the-same-press")
    assert kiosk.take(key="the-same-press") == first
    kiosk.mend()
    assert kiosk.has_handed_in(1)

    assert kiosk.take(key="the-same-press") == first
    assert kiosk.tickets() == [(9001, "offline")]


def test_a_press_whose_answer_was_lost_makes_one_citizen_wait_and_one_paper(kiosk: OfflineKiosk) -> None:
    kiosk.cable.loses_answers = True

    number = kiosk.take(key="lost-answer-1")
    kiosk.mend()

    assert (number, kiosk.has_handed_in(1)) == ("A9001", True)
    assert rows(kiosk.station.database_url, Leg.id, Leg.state) == [(1, State.CANCELLED), (2, State.WAITING)]


@pytest.mark.slow("the power fails at each step: what was shown is known afterwards, and nothing is printed twice")
def test_killed_between_two_presses_it_knows_what_it_gave(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    given = [kiosk.take(key="before-the-kill"), kiosk.take()]
    assert becomes_true(lambda: len(kiosk.station.printer.slips) == 2)

    kiosk.station.agent.kill()
    kiosk.station.agent.start()
    assert becomes_true(kiosk.is_alone), kiosk.station.agent.log_text()

    assert [kiosk.take(key="before-the-kill"), kiosk.take()] == [given[0], "A9003"]
    assert becomes_true(lambda: len(kiosk.station.printer.slips) == 3)
    kiosk.mend()
    assert kiosk.has_handed_in(3)
    assert len(kiosk.station.printer.slips) == 3


def test_after_a_start_without_the_server_the_page_is_there(kiosk: OfflineKiosk) -> None:
    kiosk.browser.ask("GET", "/kiosk/uji")
    assert becomes_true(lambda: any((kiosk.station.agent.log.parent / "pages").iterdir()))
    kiosk.station.agent.stop()
    kiosk.cable.is_cut = True
    kiosk.station.agent.start()
    assert becomes_true(kiosk.is_alone), kiosk.station.agent.log_text()

    status, page = kiosk.browser.ask("GET", "/kiosk/uji")
    style, _ = kiosk.browser.ask("GET", page.partition('href="')[2].partition('"')[0])

    assert (status, style, '"alone": true' in page) == (200, 200, True)


@pytest.mark.slow("it comes back from a dead line, and is refused")
def test_once_it_is_unpaired_it_gives_nothing_more_and_keeps_what_it_gave(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    kiosk.take()
    station = kiosk.station
    devices.revoke(station.desk, 1, 1, by=1)
    kiosk.mend()
    # Whoever asked just before the line was whole again is given up by the library after three quarters of a minute.
    assert becomes_true(lambda: "is not paired with the office" in station.agent.log_text(), within_s=80)

    station.pair()

    assert kiosk.has_handed_in(1), station.agent.log_text()


def test_what_was_lent_is_all_that_is_given(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    numbers = [kiosk.take() for _ in range(20)]

    status, answer = kiosk.press()

    assert (len(set(numbers)), status, answer["error"]) == (20, 409, "service_closed")
    assert kiosk.state()["services"][0]["is_open"] is False


def test_a_paper_given_alone_says_so(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    kiosk.take(lang="en")
    assert becomes_true(lambda: len(kiosk.station.printer.slips) == 1)

    texts = read(kiosk.station.printer.slips[0], PAPERS[80]).texts

    assert "Issued by the kiosk by itself. The number is" in " ".join(texts)


def test_a_page_of_another_site_presses_nothing_here(kiosk: OfflineKiosk) -> None:
    kiosk.cut()
    wish = '{"key": "foreign-press-1", "service_id": 1}'
    told = [
        kiosk.browser.ask("POST", "/kiosk/uji/tickets", wish, Origin="http://evil.test")[0],
        kiosk.browser.ask("GET", "/kiosk/uji/state", None, Host="evil.test")[0],
    ]

    assert told == [403, 403]
