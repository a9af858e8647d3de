"""Officers at work in a process of their own: each has a screen that is sent every state, and acts at a steady pace."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.benchmarks.displays import UPGRADE
from tests.benchmarks.frames import Frames, LineCut, text_frame
from tests.benchmarks.load import WrongAnswer, content_length, post

PAUSE_S = (0.1, 0.4)  # before each action
HOLD_SHARE, TRANSFER_SHARE, RECALL_SHARE, NOTE_SHARE = 0.08, 0.06, 0.1, 0.05


@dataclass(slots=True)
class AtWork:
    """What the officers saw: seconds of each answer, by verb, and the largest state in bytes."""

    latencies_s: dict[str, list[float]] = field(default_factory=dict)
    largest_state: int = 0
    states: int = 0


def work(port: int, headers: Sequence[str], service_ids: Sequence[int], *, tickets: int) -> AtWork:
    """Body of a client: an officer for each line of headers; so many tickets are called by all together."""
    gc.disable()  # a pause of ours would be taken for one of the server's
    return asyncio.run(_work(port, headers, service_ids, tickets))


async def _work(port: int, headers: Sequence[str], service_ids: Sequence[int], tickets: int) -> AtWork:
    seen = AtWork()
    loop = asyncio.get_running_loop()
    screens = [(await loop.create_connection(lambda each=each: Screen(each, seen), "127.0.0.1", port))[1]  # type: ignore[misc]
               for each in headers]  # fmt: skip
    await asyncio.gather(*(screen.joined for screen in screens))
    left = iter(range(tickets))
    await asyncio.gather(
        *(_Officer(port, each, service_ids, seen, Random(place)).serve(left) for place, each in enumerate(headers))
    )
    if any(screen.is_cut for screen in screens):
        raise LineCut("a counter's screen lost its connection")
    return seen


class _Officer:
    def __init__(self, port: int, headers: str, service_ids: Sequence[int], seen: AtWork, random: Random) -> None:
        self._port = port
        self._headers = headers
        self._service_ids = service_ids
        self._seen = seen
        self._random = random
        self._held: list[int] = []

    async def serve(self, left: Any) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        for _ in left:
            leg_id = (await self._ask("call-next"))["open"]["leg_id"]
            if self._happens(RECALL_SHARE):
                await self._ask("recall", leg_id=leg_id)
            await self._ask("start", leg_id=leg_id)
            if self._happens(NOTE_SHARE):
                await self._ask("note", leg_id=leg_id, text="Berkas asli dibawa, menunggu tanda tangan kepala bidang.")
            await self._end(leg_id)
            if len(self._held) > 1:
                leg_id = self._held.pop(0)
                await self._ask("resume", leg_id=leg_id)
                await self._ask("finish", leg_id=leg_id)
        self._writer.close()

    async def _end(self, leg_id: int) -> None:
        if self._happens(HOLD_SHARE):
            await self._ask("hold", leg_id=leg_id, reason="melengkapi_berkas", back_in_min=15)
            self._held.append(leg_id)
            return
        if self._happens(TRANSFER_SHARE):
            sent_on = await self._ask("transfer", leg_id=leg_id, service_id=self._random.choice(self._service_ids))
            if sent_on.get("error") != "same_service":
                return
        await self._ask("finish", leg_id=leg_id, documents=2)

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

    async def _ask(self, verb: str, **asked: object) -> Any:
        await asyncio.sleep(self._random.uniform(*PAUSE_S))
        request = post(f"/counter/{verb}", json.dumps(asked).encode(), headers=self._headers)
        sent = time.monotonic()
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        body = await self._reader.readexactly(content_length(head))
        self._seen.latencies_s.setdefault(verb, []).append(time.monotonic() - sent)
        if not head.startswith(b"HTTP/1.1 200 ") and b'"same_service"' not in body:
            raise WrongAnswer((head + body).decode(errors="replace"))
        return json.loads(body)


class Screen(asyncio.Protocol):
    """A counter's page at its socket: joins, and notes how large its states are."""

    def __init__(self, headers: str, seen: AtWork) -> None:
        self.joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_cut = False
        self._headers = headers.encode()
        self._page = self._headers.split(b"X-CSRFToken: ")[1].split(b"\r\n")[0]
        self._seen = seen
        self._frames: Frames | None = None
        self._handshake = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(UPGRADE.removesuffix(b"\r\n") + self._headers + b"\r\n")

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_cut = True

    def data_received(self, data: bytes) -> None:
        if self._frames is None:
            self._handshake += data
            if b"\r\n\r\n" not in self._handshake:
                return
            self._frames = Frames()
            data = self._handshake.split(b"\r\n\r\n", 1)[1]
        for text in self._frames.feed(data):
            self._heard(text)

    def _heard(self, text: bytes) -> None:
        if text.startswith(b'42["state"'):
            self._seen.states += 1
            self._seen.largest_state = max(self._seen.largest_state, len(text))
        elif text.startswith(b"431"):
            if b'"error"' in text:
                raise LineCut(text.decode())
            self.joined.set_result(None)
        elif text.startswith(b"40"):
            self._say(b'421["join",{"room":"desk","page":"%s"}]' % self._page)
        elif text.startswith(b"0"):
            self._say(b"40")
        elif text == b"2":
            self._say(b"3")

    def _say(self, text: bytes) -> None:
        self._transport.write(text_frame(text, mask=128))
