"""A day of many offices from one process: kiosks that give numbers, and officers who call, start and finish them."""

from __future__ import annotations

import asyncio
import gc
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from tests.benchmarks.load import WrongAnswer, content_length, post

KIOSKS, OFFICERS = 24, 24  # requests under way at the same time
IDLE_S = 60.0
VERBS = ("call-next", "start", "finish")


@dataclass(frozen=True, slots=True)
class AtOffice:
    """signed: what the page of each officer who acts sends with each request."""

    slug: str
    service_ids: Sequence[int]
    signed: Sequence[str]


@dataclass(slots=True)
class Day:
    """Seconds of every answer."""

    took_s: float = 0.0
    issued_s: list[float] = field(default_factory=list)
    verbs_s: dict[str, list[float]] = field(default_factory=lambda: {verb: [] for verb in VERBS})


def live_a_day(port: int, offices: Sequence[AtOffice], tickets: int) -> Day:
    """So many numbers over all offices in turn; each is called, started and finished there. Raises WrongAnswer."""
    gc.disable()  # a pause of ours would be taken for one of the server's
    return asyncio.run(_live(port, [_Office(each) for each in offices], tickets))


async def _live(port: int, offices: Sequence[_Office], tickets: int) -> Day:
    day, given = Day(), asyncio.Queue[_Office]()
    coming = iter([office for office, _ in zip(cycle(offices), range(tickets), strict=False)])
    left = iter(range(tickets))
    kiosks = [_kiosk(_Line(port), coming, given, day) for _ in range(KIOSKS)]
    officers = [_officers(_Line(port), left, given, day) for _ in range(OFFICERS)]
    began = time.monotonic()
    await asyncio.gather(*kiosks, *officers)
    day.took_s = time.monotonic() - began
    return day


async def _kiosk(line: _Line, coming: Any, given: asyncio.Queue[_Office], day: Day) -> None:
    for office in coming:
        day.issued_s.append(await line.ask(office.press(), 201))
        given.put_nowait(office)


async def _officers(line: _Line, left: Any, given: asyncio.Queue[_Office], day: Day) -> None:
    for _ in left:
        office = await given.get()
        headers = await office.free.get()
        asked: dict[str, int] = {}
        for verb in VERBS:
            day.verbs_s[verb].append(
                await line.ask(post(f"/counter/{verb}", json.dumps(asked).encode(), headers=headers))
            )
            asked = {"leg_id": line.answer["open"]["leg_id"]} if verb != "finish" else {}
        office.free.put_nowait(headers)


class _Office:
    def __init__(self, at: AtOffice) -> None:
        self._at = at
        self._services = cycle(at.service_ids)
        self.free = asyncio.Queue[str]()  # officers with nobody before them
        for each in at.signed:
            self.free.put_nowait(each)

    def press(self) -> bytes:
        key = f"{time.time_ns() // 1_000_000:x}-{uuid.uuid4()}"
        body = {"key": key, "service_id": next(self._services), "lang": "id"}
        return post(f"/kiosk/{self._at.slug}/tickets", json.dumps(body).encode())


class _Line:
    """A kept connection, and what was answered last. What lay idle is not used again: nginx ends it after 75 s."""

    def __init__(self, port: int) -> None:
        self._port, self._asked_at = port, -IDLE_S
        self.answer: Any = None

    async def ask(self, request: bytes, status: int = 200) -> float:
        if time.monotonic() - self._asked_at >= IDLE_S:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._asked_at = sent = time.monotonic()
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        body = await self._reader.readexactly(content_length(head))
        took_s = time.monotonic() - sent
        if not head.startswith(b"HTTP/1.1 %d " % status):
            raise WrongAnswer((head + body).decode(errors="replace"))
        self.answer = json.loads(body)
        return took_s
