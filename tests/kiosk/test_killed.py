"""`kill -9` between the hand-out of a paper and its report, on PostgreSQL: one doubt, and never a second original."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_app.store.paper import standing
from tests.databases import Databases
from tests.kiosk.station import Station
from tests.printing.tcp_printer import TcpPrinter
from tests.servers.waiting import becomes_true

SLOW = 150  # bytes a second: a ticket takes some seconds


@pytest.fixture
def on_postgres(databases: Databases, tmp_path: Path, printer: TcpPrinter) -> Iterator[Station]:
    with Station(tmp_path, databases.founded("postgresql", tmp_path), printer) as found:
        found.give_paired()
        yield found


def doubtful(station: Station) -> list[tuple[str, str | None]]:
    with station.desk.reading() as connection:
        found = standing.standing(connection, 1, now=station.desk.clock()).doubtful
    return [(each.job.number, each.reason) for each in found]


def test_agent_and_server_killed_while_a_ticket_is_printed_leave_one_doubt(on_postgres: Station) -> None:
    station = on_postgres
    station.printer.bytes_per_s = SLOW
    station.agent.start()
    taken = station.take(2)
    assert becomes_true(lambda: station.on_paper() == taken[:1])
    station.agent.kill()
    station.server.kill9()
    station.printer.bytes_per_s = 1e9

    station.server.start()
    station.agent.start()

    assert station.come_to(failed=1, confirmed=1), station.agent.log_text()
    assert doubtful(station) == [(taken[0], "interrupted")]
    assert station.on_paper() == taken
