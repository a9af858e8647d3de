"""Regression: simple-websocket sends what the socket takes at once and drops the rest: slow readers got cut frames."""

from __future__ import annotations

import json
import os
import socket
import struct
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.databases import Databases
from tests.people import Person
from tests.served import names, open_counter, server, take_number
from tests.servers.waiting import PATIENCE_S

RECALLS = 200  # several fall into one round of the feed
ENOUGH = 40_000  # bytes; both ends of the socket hold a few thousand
TEXT_FRAME, FIN = 0x1, 0x80


class SlowReader:
    """A websocket on a raw socket whose buffer is small, and who reads only when told to."""

    def __init__(self, url: str, *, cookie: str) -> None:
        parts = urlsplit(url)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(PATIENCE_S)
        self.socket.connect((str(parts.hostname), parts.port))
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self.reader = self.socket.makefile("rb")
        while self.reader.readline().strip():
            pass
        assert self.text().startswith("0")

    def say(self, text: str) -> None:
        payload, mask = text.encode(), os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        length = bytes([0x80 | len(masked)]) if len(masked) < 126 else struct.pack(">BH", 0x80 | 126, len(masked))
        self.socket.sendall(bytes([FIN | TEXT_FRAME]) + length + mask + masked)

    def text(self) -> str:
        """The next frame's text; it must be one whole frame."""
        first, length = self._exactly(2)
        assert first == FIN | TEXT_FRAME, hex(first)
        if length == 126:
            (length,) = struct.unpack(">H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._exactly(8))
        return self._exactly(length).decode()

    def _exactly(self, count: int) -> bytes:
        read = self.reader.read(count)
        assert len(read) == count
        return read

    def close(self) -> None:
        self.reader.close()
        self.socket.close()


@pytest.mark.slow("a reader stops for seconds")
def test_a_reader_that_stopped_for_seconds_gets_every_frame_whole(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    slow = server(tmp_path, url, display={"fresh_s": 300})
    slow.program.command = ["tests.faults.tight_server" if word == "queue_app" else word for word in slow.program.command]
    with slow as running:
        officer = open_counter(running.url, "wati", names(url).counters[1])
        take_number(Person(running.url), names(url).services["KTP"])
        leg = {"leg_id": officer.post("/counter/call-next")[1]["open"]["leg_id"]}
        supervisor = Person(running.url)
        supervisor.sign_in("tini")
        reader = SlowReader(running.url, cookie=supervisor.cookie)
        reader.say("40")
        for room in ("display", "board"):
            reader.say(f'42["join",{json.dumps({"room": room, "office": "uji", "page": supervisor.csrf})}]')

        statuses = {officer.post("/counter/recall", leg)[0] for _ in range(RECALLS)}
        last_seq = officer.get("/counter/state")["state"]["seq"]
        seqs, size = read_states(reader, until=last_seq)
        reader.close()

    assert statuses == {200}
    assert seqs == sorted(seqs)
    assert size > ENOUGH  # else too little was sent to fill the socket


def read_states(reader: SlowReader, *, until: int) -> tuple[list[int], int]:
    """The numbers of the states up to the last one, and how much was read; each text must be whole JSON."""
    seqs: list[int] = []
    size = 0
    while not seqs or seqs[-1] < until:
        text = reader.text()
        size += len(text)
        if text == "2":
            reader.say("3")  # a ping, and its pong
        elif text.startswith("42"):
            name, data = _message(text)
            seqs += [data["seq"]] if name in ("state", "change") else []
    return seqs, size


def _message(text: str) -> tuple[str, dict[str, Any]]:
    name, data = json.loads(text[2:])
    return name, data
