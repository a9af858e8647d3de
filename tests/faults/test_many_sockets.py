"""One address opens lines without end: it gets half of the places and then a word, and the hall goes on."""

from __future__ import annotations

import re
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from queue_app import entrance
from queue_app.entrance import Lines
from tests.databases import Databases
from tests.faults.slow_reader import SlowReader
from tests.people import Person
from tests.served import names, played_by, press, server
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

FEW_FILES = 640  # of which 384 are for lines, and 192 for one address
OF_ONE = (FEW_FILES - entrance.FOR_FILES) // 2
STRANGER = "127.0.0.2"
ALL_AT_ONCE, BATCH = 10_000, 100
MOST_MB = 60  # that a thousand lines may cost; measured: 34
UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Crowd:
    """Websockets of one address, opened and then never read."""

    def __init__(self, port: int, address: str) -> None:
        self._port, self._address = port, address
        self._asked = UPGRADE.format(host=f"127.0.0.1:{port}").encode()
        self.lines: list[socket.socket] = []
        self.said: list[str] = []  # the answers of those who were not let in

    def come(self, count: int) -> None:
        for _ in range(0, count, BATCH):
            self._come_at_once(min(BATCH, count))

    def is_let_in(self) -> bool:
        """Whether one more gets a line."""
        self.come(1)
        return bool(self.lines)

    def _come_at_once(self, count: int) -> None:
        came = [
            socket.create_connection(("127.0.0.1", self._port), 40, source_address=(self._address, 0))
            for _ in range(count)
        ]
        for each in came:
            each.sendall(self._asked)
        for each in came:
            self._hear(each)

    def _hear(self, line: socket.socket) -> None:
        answer = line.recv(4096).decode(errors="replace")  # of one that came in, with its first frame
        if " 101 " in answer:
            self.lines.append(line)
            return
        self.said.append(answer)
        line.close()

    def go(self) -> None:
        while self.lines:
            self.lines.pop().close()


def is_let_in(people: Crowd) -> bool:
    people.come(1)
    return len(people.lines) > 0


@contextmanager
def crowd(running: Antrean, address: str = STRANGER) -> Iterator[Crowd]:
    people = Crowd(running.port, address)
    yield people
    people.go()


def memory_mb(running: Antrean) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{running.program.pid}/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) // 1024


@pytest.mark.slow("hundreds of lines are opened")
def test_whoever_opens_all_lines_is_told_so_and_the_hall_goes_on(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    running = played_by(server(tmp_path, url), "tests.faults.few_files_server")
    running.program.env["FEW_FILES"] = str(FEW_FILES)
    with running, crowd(running) as strangers:
        strangers.come(OF_ONE + 100)
        screens = [SlowReader(running.url, cookie="") for _ in range(20)]
        status, said = press(Person(running.url), names(url).services["KTP"])
        kept = len(strangers.lines)
        strangers.go()
        assert becomes_true(lambda: is_let_in(strangers))
        for each in screens:
            each.close()

    assert kept == OF_ONE
    assert {each.partition("\r\n")[0] for each in strangers.said} == {"HTTP/1.1 503 Service Unavailable"}
    assert "Terlalu banyak sambungan terbuka. Silakan coba lagi sebentar lagi." in strangers.said[0]
    assert (status, said["number"]) == (201, "A001")
    assert running.log_text().count("no place for another line") == 1


@pytest.mark.long
@pytest.mark.timeout(600)
def test_ten_thousand_lines_of_one_address_cost_what_was_measured_and_nobody_else_is_kept_out(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.founded("sqlite", tmp_path)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with server(tmp_path, url) as running, crowd(running) as strangers:
        before = memory_mb(running)
        strangers.come(ALL_AT_ONCE)
        grown = memory_mb(running) - before
        status, said = press(Person(running.url), names(url).services["KTP"])
        inside = len(strangers.lines)

    assert inside == min(ALL_AT_ONCE, entrance.MOST_LINES // 2)
    assert grown < MOST_MB * inside / 1000
    assert (status, said["number"]) == (201, "A001")


def test_half_of_all_places_is_for_others_and_behind_a_proxy_all_are_for_it() -> None:
    open_to_all = entrance.lines(FEW_FILES, is_behind_proxy=False)
    behind_proxy = entrance.lines(FEW_FILES, is_behind_proxy=True)

    with ExitStack() as inside:

        def come(lines: Lines, address: str, count: int) -> list[bool]:
            return [inside.enter_context(lines.held(address)) for _ in range(count)]

        assert come(open_to_all, "10.0.0.9", OF_ONE + 1) == [True] * OF_ONE + [False]
        assert come(open_to_all, "10.0.0.10", OF_ONE) == [True] * OF_ONE
        assert come(open_to_all, "10.0.0.11", 1) == [False]
        assert come(behind_proxy, "127.0.0.1", 2 * OF_ONE + 1) == [True] * 2 * OF_ONE + [False]
    assert come(open_to_all, "10.0.0.11", 1) == [True]
