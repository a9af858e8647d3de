"""Lines that end otherwise than in order: nothing of them stays at the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.faults.slow_reader import SlowReader
from tests.served import played_by, server
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

LINES = 20


@pytest.fixture
def impatient(databases: Databases, tmp_path: Path) -> Iterator[Antrean]:
    with played_by(server(tmp_path, databases.founded("sqlite", tmp_path)), "tests.faults.impatient_server") as running:
        yield running


def open_lines(running: Antrean) -> int:
    """Sockets alone: files of the database are opened when somebody first needs them."""
    found = 0
    for each in Path(f"/proc/{running.program.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found += str(each.readlink()).startswith("socket:")
    return found


def test_a_screen_that_answers_no_ping_is_hung_up_on(impatient: Antrean) -> None:
    reader = SlowReader(impatient.url, cookie="")
    reader.say("40")

    while reader.socket.recv(4096):  # raises when nothing has come for long
        pass

    reader.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts the files that a process has open")
def test_whoever_says_what_is_no_packet_leaves_no_line_open(impatient: Antrean) -> None:
    before = open_lines(impatient)

    for _ in range(LINES):
        reader = SlowReader(impatient.url, cookie="")
        reader.say("9zzz")
        reader.close()

    assert becomes_true(lambda: open_lines(impatient) <= before)
