"""The screens of a city in a process of their own: citizens' open pages, and the displays of every office."""

from __future__ import annotations

import asyncio
import gc
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tests.benchmarks.displays import AT_ONCE, Arrival, Display
from tests.benchmarks.phones import EVERY_S, Phone

OPEN_FILES = 16384
LOOKED_AT, UNSEEN_S = (
    5,
    30.0,
)  # one page in five is looked at and asks every EVERY_S; a phone in a pocket asks like this
SETTLED_S = 2.0  # a display is sent the last state within that of the last change
PATIENCE_S = 30.0


@dataclass(slots=True)
class ScreensSeen:
    """pages_s: seconds of each answer to a page. behind, cut: displays without the last state, and without a line."""

    watched_s: float
    pages_s: list[float]
    behind: int
    cut: int


def play_screens(parent: Connection, port: int, offices: Sequence[str], pages: int, displays: int) -> None:
    """Body of a process. Tells the parent "ready" when every display has joined; told anything, what was seen."""
    gc.disable()  # a pause of ours would be taken for one of the server's
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, hard), hard))
    asyncio.run(_play(parent, port, offices, pages, displays))


async def _play(parent: Connection, port: int, offices: Sequence[str], pages: int, displays: int) -> None:
    halls = [_Hall(office, displays // len(offices)) for office in offices]
    gate = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(hall.join(port, gate) for hall in halls for _ in range(hall.size)))
    began, over = time.monotonic(), asyncio.Event()
    open_pages = [
        asyncio.create_task(
            _page(port, offices[number % len(offices)], gate, over, every_s=UNSEEN_S if number % LOOKED_AT else EVERY_S)
        )
        for number in range(pages)
    ]
    parent.send("ready")
    asyncio.get_running_loop().add_reader(parent.fileno(), over.set)
    await over.wait()
    asyncio.get_running_loop().remove_reader(parent.fileno())
    watched_s = time.monotonic() - began
    answers = await asyncio.gather(*open_pages)
    await _settle(halls)
    parent.send(
        ScreensSeen(
            watched_s,
            [each for page in answers for each in page],
            behind=sum(hall.behind for hall in halls),
            cut=sum(hall.cut for hall in halls),
        )
    )


async def _settle(halls: Sequence[_Hall]) -> None:
    """Until nothing new has come for a while, but not for ever."""
    until, quiet_since, last = time.monotonic() + PATIENCE_S, time.monotonic(), -1
    while time.monotonic() < until and time.monotonic() - quiet_since < SETTLED_S:
        if (sum_of := sum(hall.heard for hall in halls)) != last:
            last, quiet_since = sum_of, time.monotonic()
        await asyncio.sleep(0.1)


async def _page(
    port: int, office: str, gate: asyncio.Semaphore, over: asyncio.Event, *, every_s: float
) -> list[float]:  # fmt: skip
    await asyncio.sleep(every_s * random.random())
    async with gate:
        phone = await Phone.at(port, line=f"/o/{office}/line")
    while not over.is_set():
        await phone.ask(is_marked=True)
        await asyncio.sleep(every_s * (0.75 + random.random() / 2))
    phone.writer.close()
    return phone.latencies_s


class _Hall:
    """The displays of one office, each with what it was sent."""

    def __init__(self, office: str, size: int) -> None:
        self.office, self.size = office, size
        self._displays: list[tuple[Display, dict[int, Arrival]]] = []

    async def join(self, port: int, gate: asyncio.Semaphore) -> None:
        arrivals: dict[int, Arrival] = {}
        async with gate:
            _transport, display = await asyncio.get_running_loop().create_connection(
                lambda: Display(self.office, arrivals, audience=1), "127.0.0.1", port
            )
            await asyncio.wait_for(display.joined, PATIENCE_S)
        self._displays.append((display, arrivals))

    @property
    def heard(self) -> int:
        return sum(len(arrivals) for _, arrivals in self._displays)

    @property
    def behind(self) -> int:
        """How many lack the last state that any of them has."""
        last = [max(arrivals, default=0) for _, arrivals in self._displays]
        return sum(each != max(last) for each in last)

    @property
    def cut(self) -> int:
        return sum(display.is_cut for display, _ in self._displays)
