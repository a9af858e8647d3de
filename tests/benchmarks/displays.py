"""Displays in a process of their own: sockets that speak Engine.IO 4, join their room, and note what arrives when."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tests.benchmarks.frames import Frames, LineCut, text_frame

UPGRADE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
AT_ONCE = 50  # displays that connect at the same time


@dataclass(slots=True)
class Arrival:
    """One state on its way to all displays: how many got it, when the last did (time.monotonic), and its text."""

    text: bytes
    count: int = 0
    last_at: float = 0.0

    def cursor(self) -> int:
        """How many calls the office has announced by then; 0 where only a change was sent that does not tell it."""
        return int(json.loads(self.text[self.text.index(b"[") :])[1].get("cursor", 0))


def announced(arrivals: dict[int, Arrival], seq: int) -> int:
    """How many calls the displays knew of with the state of this number."""
    return max(arrival.cursor() for sent, arrival in arrivals.items() if sent <= seq)


def play_displays(parent: Connection, port: int, office: str, count: int) -> None:
    """Body of a process: so many displays of an office.

    Tells the parent "ready" when all have joined; told anything, answers what arrived (seq -> Arrival) and ends.
    """
    gc.disable()  # a pause of ours would be taken for one of the server's
    asyncio.run(_play(parent, port, office, count))


async def _play(parent: Connection, port: int, office: str, count: int) -> None:
    loop = asyncio.get_running_loop()
    arrivals: dict[int, Arrival] = {}
    gate = asyncio.Semaphore(AT_ONCE)

    async def connect() -> Display:
        async with gate:
            _transport, display = await loop.create_connection(
                lambda: Display(office, arrivals, audience=count), "127.0.0.1", port
            )
            await asyncio.wait_for(display.joined, 30)
            return display

    displays = await asyncio.gather(*(connect() for _ in range(count)))
    parent.send("ready")
    is_over = asyncio.Event()
    loop.add_reader(parent.fileno(), is_over.set)
    await is_over.wait()
    loop.remove_reader(parent.fileno())
    if any(display.is_cut for display in displays):
        raise LineCut("a display lost its connection")
    parent.send(arrivals)


class Display(asyncio.Protocol):
    """One display. `joined` is done when the server has answered with the first state."""

    def __init__(self, office: str, arrivals: dict[int, Arrival], *, audience: int) -> None:
        self.joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_cut = False
        self._join = b'421["join",' + json.dumps({"room": "display", "office": office}).encode() + b"]"
        self._arrivals = arrivals
        self._audience = audience
        self._frames: Frames | None = None
        self._handshake = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(UPGRADE)

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_cut = True

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        if self._frames is None:
            self._handshake += data
            if b"\r\n\r\n" not in self._handshake:
                return
            self._frames = Frames()
            data = self._handshake.split(b"\r\n\r\n", 1)[1]
        for text in self._frames.feed(data):
            self._heard(text, now)

    def _heard(self, text: bytes, now: float) -> None:
        if text.startswith((b'42["state"', b'42["change"')):
            seq = int(text.split(b'"seq":', 1)[1].split(b",", 1)[0])
            arrival = self._arrivals.setdefault(seq, Arrival(text))
            if arrival.count < self._audience:  # the same state may be sent once more
                arrival.count += 1
                arrival.last_at = now
        elif text.startswith(b"431"):
            self.joined.set_result(None)
        elif text.startswith(b"40"):
            self._say(self._join)
        elif text.startswith(b"0"):
            self._say(b"40")
        elif text == b"2":
            self._say(b"3")

    def _say(self, text: bytes) -> None:
        self._transport.write(text_frame(text, mask=128))
