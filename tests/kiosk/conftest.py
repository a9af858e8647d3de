"""Stations for the tests of the kiosk's program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.kiosk.station import Agent, Station
from tests.kiosk.wire_cut import Cable
from tests.printing.tcp_printer import TcpPrinter


@pytest.fixture
def printer() -> Iterator[TcpPrinter]:
    """One that tells of itself."""
    with TcpPrinter(speaks=True) as found:
        yield found


@pytest.fixture
def station(databases: Databases, tmp_path: Path, printer: TcpPrinter) -> Iterator[Station]:
    """The server runs, the agent was paired yesterday and is not started yet."""
    with Station(tmp_path, databases.founded("sqlite", tmp_path), printer) as found:
        found.give_paired()
        yield found


@pytest.fixture
def cabled(databases: Databases, tmp_path: Path, printer: TcpPrinter) -> Iterator[tuple[Station, Cable]]:
    """The same, with a network between agent and server that can be cut."""
    with Station(tmp_path, databases.founded("sqlite", tmp_path), printer) as found, Cable(found.server.port) as cable:
        found.agent = Agent(tmp_path / "station", cable.url, printer)
        found.give_paired()
        yield found, cable
