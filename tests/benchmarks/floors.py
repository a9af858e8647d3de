"""What the machine gives without any of our code: a bare commit loop, and a bare broadcast to sockets."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks.frames import Frames, text_frame
from tests.benchmarks.table import latency


def commit_loop(path: Path, *, count: int) -> dict[str, float]:
    """One insert of a ticket's size a commit, on disk each time (WAL, synchronous=FULL), by one connection."""
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=FULL")
    link.execute("CREATE TABLE IF NOT EXISTS ticket (id INTEGER PRIMARY KEY, number INTEGER, token TEXT)")
    times = []
    for number in range(count):
        began = time.monotonic()
        link.execute("BEGIN IMMEDIATE")
        link.execute("INSERT INTO ticket (number, token) VALUES (?, ?)", (number, "x" * 200))
        link.execute("COMMIT")
        times.append(time.monotonic() - began)
    link.close()
    return {"per_s": count / sum(times), **latency(times)}


def serve_broadcasts(parent: Connection, size: int) -> None:
    """Body of a process: a server that knows only enough to let displays join, and to send each all states.

    size: bytes of a state. Every POST makes the next one. Tells the parent its port, and ends when told anything.
    """
    asyncio.run(_serve_broadcasts(parent, size))


async def _serve_broadcasts(parent: Connection, size: int) -> None:
    joined: set[asyncio.Transport] = set()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Peer(joined, size), "127.0.0.1", 0, backlog=1024)
    parent.send(server.sockets[0].getsockname()[1])
    is_over = asyncio.Event()
    loop.add_reader(parent.fileno(), is_over.set)
    await is_over.wait()
    loop.remove_reader(parent.fileno())


class _Peer(asyncio.Protocol):
    """One connection: a display, or the caller."""

    seq = 0  # of the process

    def __init__(self, joined: set[asyncio.Transport], size: int) -> None:
        self._joined = joined
        self._size = size
        self._frames: Frames | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        self._joined.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        if self._frames is not None:
            for text in self._frames.feed(data):
                self._heard(text)
        elif data.startswith(b"POST"):
            self._broadcast()
        else:
            self._frames = Frames()
            self._transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + text_frame(b"0{}"))

    def _heard(self, text: bytes) -> None:
        if text == b"40":
            self._transport.write(text_frame(b'40{"sid":"-"}'))
        elif text.startswith(b"421"):
            self._joined.add(self._transport)
            self._transport.write(text_frame(b"431[{}]"))

    def _broadcast(self) -> None:
        _Peer.seq += 1
        state = b'42["state",{"seq":%d,"cursor":%d,"rest":"' % (_Peer.seq, _Peer.seq)
        frame = text_frame(state + b"x" * (self._size - len(state) - 3) + b'"}]')
        for transport in self._joined:
            transport.write(frame)
        body = b'{"seq":%d}' % _Peer.seq
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
