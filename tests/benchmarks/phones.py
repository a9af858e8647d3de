"""Five thousand open pages of citizens: what they ask of the server, beside a plain answer of the same bytes."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Event, Thread

import gevent
from gevent.pywsgi import WSGIServer

from queue_app.server import Handler
from tests.benchmarks.load import Outcome, WrongAnswer, content_length, drive, get
from tests.benchmarks.offices import filling, found, presses, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.table import Row
from tests.benchmarks.waiting_room import process
from tests.servers.antrean import Antrean

PAGES, EVERY_S, WATCHED_S = 5000, 5.0, 20.0  # as ticket_poll.js asks while somebody looks
WAITING = 500
CLIENTS, REQUESTS = 32, 8000
ARRIVES_EVERY_S = 1.0
LINE = "/o/bench/line"
FLOOR = "a plain WSGI answer of as many bytes"
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
SHARE_AIM = 0.5  # of one core


def phones(place: Place) -> list[Row]:
    """The line of an office of 500 waiting, asked for as fast as it goes, and by pages as they ask."""
    url = f"sqlite:///{place.folder / 'phones.db'}"
    with filling(url) as desk:
        office = found(desk, "bench", counters=6)
        wait(desk, office, count=WAITING)
    rows = []
    with place.server(url, paper=NO_PAPER) as server:
        packed = _packed(server)
        for what, body in {"nothing, as they have the newest": b"", f"{len(packed) / 1000:.1f} kB": packed}.items():
            with told(f"phones that are sent {what}"):
                rows.append(_fast(place, server, body, name=f"phones are sent {what}"))
        with told(f"{place.count(PAGES)} open pages"):
            rows.append(_open_pages(place, server, presses(office, round(WATCHED_S / ARRIVES_EVERY_S))))
    return rows


def _fast(place: Place, server: Antrean, body: bytes, *, name: str) -> Row:
    count = place.count(REQUESTS)
    figures = _asked(place, server.port, server.program.pid, count=count, is_marked=not body)
    with process(serve_plain, body) as plain:
        floor = _asked(place, *plain.recv(), count=count, is_marked=not body)
        plain.send("end")
    return Row(name, figures, {}, floor, FLOOR)


def _asked(place: Place, port: int, pid: int, *, count: int, is_marked: bool) -> dict[str, float]:
    began_s = cpu_s(pid)
    outcome = place.clients.submit(ask_fast, port, count, is_marked=is_marked).result()
    return {**outcome.figures(), "cpu_us": (cpu_s(pid) - began_s) / count * 1e6}


def _open_pages(place: Place, server: Antrean, arrivals: list[bytes]) -> Row:
    over = Event()
    arriving = Thread(target=_arrive, args=(server.port, arrivals, over))
    arriving.start()
    began_s, began = cpu_s(server.program.pid), time.monotonic()
    outcome = place.clients.submit(play_phones, server.port, place.count(PAGES)).result()
    took_s = time.monotonic() - began
    over.set()
    arriving.join()
    figures = {**outcome.figures(), "cpu_share": (cpu_s(server.program.pid) - began_s) / took_s}
    place.remember_memory(server, f"with {place.count(PAGES)} open pages", {})
    return Row(f"{place.count(PAGES)} open pages, one more number a second", figures, {"cpu_share": SHARE_AIM})


def _arrive(port: int, requests: list[bytes], over: Event) -> None:
    for request in requests:
        if over.wait(ARRIVES_EVERY_S):
            return
        drive(port, [request], clients=1, status=201)


def ask_fast(port: int, count: int, *, is_marked: bool) -> Outcome:
    """So many questions from a few phones without a pause. is_marked: each names the newest that it has."""
    return asyncio.run(_fast_phones(port, count // CLIENTS, is_marked=is_marked))


async def _fast_phones(port: int, count: int, *, is_marked: bool) -> Outcome:
    async def ask(phone: Phone) -> None:
        for _ in range(count):
            await phone.ask(is_marked=is_marked)

    phones = [await Phone.at(port) for _ in range(CLIENTS)]
    began = time.monotonic()
    await asyncio.gather(*map(ask, phones))
    elapsed = time.monotonic() - began
    return Outcome(elapsed, [each for phone in phones for each in phone.latencies_s])


def play_phones(port: int, count: int) -> Outcome:
    """So many pages, each on a connection of its own, that ask every five seconds, with their jitter."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2 * PAGES, hard), hard))
    return asyncio.run(_play(port, count))


async def _play(port: int, count: int) -> Outcome:
    gate = asyncio.Semaphore(100)
    until = time.monotonic() + WATCHED_S
    pages = await asyncio.gather(*(_page(port, gate, until) for _ in range(count)))
    return Outcome(WATCHED_S, [each for latencies_s in pages for each in latencies_s])


async def _page(port: int, gate: asyncio.Semaphore, until: float) -> list[float]:
    await asyncio.sleep(EVERY_S * random.random())
    async with gate:
        phone = await Phone.at(port)
    while time.monotonic() < until:
        await phone.ask(is_marked=True)
        await asyncio.sleep(EVERY_S * (0.75 + random.random() / 2))
    phone.writer.close()
    return phone.latencies_s


@dataclass(slots=True)
class Phone:
    """One connection that asks for a line, the mark of the newest that it has, and how long each answer took."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    line: str = LINE
    mark: str = ""
    latencies_s: list[float] = field(default_factory=list)

    @classmethod
    async def at(cls, port: int, *, line: str = LINE) -> Phone:
        return cls(*await asyncio.open_connection("127.0.0.1", port), line)

    async def ask(self, *, is_marked: bool) -> None:
        sent = time.monotonic()
        named = f"If-None-Match: {self.mark}\r\n" if is_marked and self.mark else ""
        self.writer.write(get(self.line, headers=f"Accept-Encoding: gzip\r\n{named}"))
        head = await self.reader.readuntil(b"\r\n\r\n")
        await self.reader.readexactly(content_length(head))
        self.latencies_s.append(time.monotonic() - sent)
        if not head.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 304 ")):
            raise WrongAnswer(head.decode())
        self.mark = head.lower().split(b"etag: ", 1)[1].split(b"\r\n", 1)[0].decode()


def serve_plain(parent: Connection, body: bytes) -> None:
    """Body of a process: a server whose program knows one answer. Tells the parent its port and its number."""
    line = "200 OK" if body else "304 Not Modified"
    headers = [("Content-Type", "application/json"), ("ETag", '"plain"')]
    headers += [("Content-Length", str(len(body)))] if body else []

    def program(_environ: object, start_response: Callable[..., object]) -> list[bytes]:
        start_response(line, headers)
        return [body]

    server = WSGIServer(("127.0.0.1", 0), program, handler_class=Handler, log=None)
    server.start()
    parent.send((server.server_port, os.getpid()))
    while not parent.poll():
        gevent.sleep(0.1)


def cpu_s(pid: int) -> float:
    """Seconds of the processor that a process has had, with all its threads."""
    with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - one line of the kernel's
        user, system = file.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * TICK_S


def _packed(server: Antrean) -> bytes:
    """The office's line as a phone gets it."""
    asked = urllib.request.Request(server.url + LINE, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        packed: bytes = answer.read()
        return packed
