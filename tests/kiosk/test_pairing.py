"""A printer's computer and its office: a code, a token that only its owner reads, and what a wrong one leads to."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_app.actions.hall import devices
from queue_app.domain.log.errors import UnknownCode
from queue_app.store.hall.tables import Device
from queue_app.store.paper.tables import Printer
from tests.databases import Databases
from tests.kiosk.station import Agent, Station
from tests.printing.tcp_printer import TcpPrinter
from tests.served import rows
from tests.servers.waiting import becomes_true


@pytest.fixture
def fresh(databases: Databases, tmp_path: Path, printer: TcpPrinter) -> Iterator[Station]:
    """The agent runs and was never paired. The office pairs no kiosks and displays."""
    with Station(tmp_path, databases.founded("sqlite", tmp_path), printer) as found:
        found.agent.start()
        yield found


def test_it_shows_a_code_and_prints_once_that_was_typed_in(fresh: Station) -> None:
    fresh.pair()

    taken = fresh.take()

    assert fresh.come_to(confirmed=1), fresh.agent.log_text()
    assert fresh.on_paper() == taken
    assert "Minta administrator mengetik kode ini" in fresh.agent.log_text()
    told = rows(fresh.database_url, Printer.id, Printer.name, Printer.kind, Printer.paper_width_mm, Printer.is_active)
    assert [tuple(row)[1:] for row in told] == [("Kios kiri", "network", 80, True)]


def test_only_its_owner_reads_the_token(fresh: Station) -> None:
    fresh.pair()

    token = fresh.agent.log.parent / "token"

    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert token.read_text() not in fresh.agent.log_text()


def test_a_wrong_code_pairs_nothing_and_the_right_one_still_does(fresh: Station) -> None:
    assert becomes_true(lambda: bool(fresh.codes))
    wrong = f"{(int(fresh.codes[-1]) + 1) % 1_000_000:06d}"

    with pytest.raises(UnknownCode):
        devices.pair(fresh.desk, 1, code=wrong, name="Kios kiri", by=1)

    assert rows(fresh.database_url, Device.paired_at) == [(None,)]
    assert fresh.pair()


def test_a_code_stays_the_same_over_a_restart(fresh: Station) -> None:
    assert becomes_true(lambda: bool(fresh.codes))
    fresh.agent.kill()
    fresh.agent.start()

    assert becomes_true(lambda: len(fresh.codes) == 2)

    assert len({*fresh.codes}) == 1


def test_a_revoked_printer_says_so_asks_for_a_new_code_and_prints_nothing(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")
    (device_id,) = (row[0] for row in rows(station.database_url, Device.id))

    devices.revoke(station.desk, 1, device_id, by=1)

    assert station.agent.says("not paired with the office")
    assert becomes_true(lambda: bool(station.codes))
    assert station.take() == ["A001"]  # the room goes on: the number is given, on the screen
    assert station.states() == {}
    assert rows(station.database_url, Printer.is_active) == [(False,)]
    assert station.on_paper() == []
    station.pair()
    station.take()
    assert station.come_to(confirmed=1)


def test_an_office_that_the_server_does_not_know_is_told_and_the_program_ends(station: Station, tmp_path: Path) -> None:
    agent = Agent(tmp_path / "other", station.server.url, station.printer, **{"--office": "tidak-ada"})

    agent.start()

    assert agent.says("knows no office “tidak-ada” (server.office)")
    assert becomes_true(lambda: not agent.is_running)
    assert agent.stop() == 1


def test_a_server_that_is_not_there_is_told_once_and_found_when_it_comes(station: Station) -> None:
    station.server.stop()
    station.agent.start()
    assert station.agent.says("cannot be reached")

    station.server.start()

    assert station.agent.says("connected to")
    assert station.agent.log_text().count("cannot be reached") == 1
