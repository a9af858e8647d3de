"""Displays that lose their server and come back by the rules of browser/line.js, in a process of their own."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from tests.benchmarks.displays import AT_ONCE, Arrival, Display
from tests.servers.antrean import ROOT


def wire() -> dict[str, float]:
    """The numbers of the line's WIRE, with the display's own reconnectionDelayMax (ms)."""
    line = (ROOT / "browser" / "line.js").read_text(encoding="utf-8")
    usual = {
        name: float(value)
        for name, value in re.findall(r"(\w+): ([\d.]+)", line.split("const WIRE =")[1].split("}")[0])
    }
    display = (ROOT / "display" / "page" / "display.js").read_text(encoding="utf-8")
    return {**usual, "reconnectionDelayMax": float(display.split("const MOST_MS = ")[1].split(";")[0])}


@contextmanager
def come_back(port: int, office: str, count: int) -> Iterator[Callable[[], float]]:
    """So many displays in their room. Called once the server was away, answers when the last had joined again."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, port, office, count), daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.recv() == "ready"
        yield ours.recv
        process.join(10)
    finally:
        process.kill()


def _run(parent: Connection, port: int, office: str, count: int) -> None:
    gc.disable()
    asyncio.run(_live(parent, port, office, count))


async def _live(parent: Connection, port: int, office: str, count: int) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    arrivals: dict[int, Arrival] = {}

    async def first() -> Display:
        async with gate:
            return await _joined(port, office, arrivals, count)

    displays = await asyncio.gather(*(first() for _ in range(count)))
    parent.send("ready")
    back = await asyncio.gather(*(_again(display, port, office, arrivals, count) for display in displays))
    parent.send(max(back))


async def _again(display: Display, port: int, office: str, arrivals: dict[int, Arrival], count: int) -> float:
    """As socket.io tries: a delay that doubles up to its limit, and both with their share of chance."""
    rules, tries = wire(), 0
    while not display.is_cut:  # noqa: ASYNC110 - the other bench's protocol tells nobody
        await asyncio.sleep(0.02)
    while True:
        delay = rules["reconnectionDelay"] * 2**tries
        delay += random.uniform(-1, 1) * rules["randomizationFactor"] * delay
        await asyncio.sleep(min(delay, rules["reconnectionDelayMax"] * random.uniform(0.5, 1)) / 1000)
        tries += 1
        try:
            await _joined(port, office, arrivals, count)
        except (OSError, TimeoutError):
            continue
        return time.monotonic()


async def _joined(port: int, office: str, arrivals: dict[int, Arrival], count: int) -> Display:
    loop = asyncio.get_running_loop()
    _transport, display = await loop.create_connection(
        lambda: Display(office, arrivals, audience=count), "127.0.0.1", port
    )
    await asyncio.wait_for(display.joined, 30)
    return display
