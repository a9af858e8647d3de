"""Connections on which nobody asks: gevent/gevent #1866, #18, #832 (too many open files)."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.faults.slow_reader import SlowReader
from tests.served import played_by, server
from tests.servers.antrean import Antrean

HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LONGER_S = 1.5  # than the hasty server waits


@pytest.fixture
def hasty(databases: Databases, tmp_path: Path) -> Iterator[Antrean]:
    with played_by(server(tmp_path, databases.founded("sqlite", tmp_path)), "tests.faults.hasty_server") as running:
        yield running


@pytest.mark.parametrize(
    "said", [b"", HEAD, HEAD + b"\r\n"], ids=["nothing", "half a request", "one request, and no more"]
)
def test_a_connection_on_which_nobody_asks_is_ended(hasty: Antrean, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=5) as line:
        line.sendall(said)
        while line.recv(4096):
            pass


def test_a_screens_line_stays_however_long_it_is_silent(hasty: Antrean) -> None:
    reader = SlowReader(hasty.url, cookie="")

    time.sleep(LONGER_S)
    reader.say("40")

    assert reader.text().startswith("40")
    reader.close()
