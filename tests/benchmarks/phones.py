"""Five thousand open pages of citizens: what they ask of the server, beside a plain answer of the same bytes."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import time
import urllib.request
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event, Thread

import gevent
from gevent.pywsgi import WSGIServer

from queue_app.server import Handler
from tests.benchmarks.load import Outcome, content_length, drive, get
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
PACKED = "Accept-Encoding: gzip\r\n"
FLOOR = "a plain WSGI answer of as many bytes"
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
SHARE_AIM = 0.5  # of one core


@dataclass(frozen=True, slots=True)
class Line:
    """The office's line as a phone gets it."""

    mark: str
    packed: bytes

    @property
    def requests(self) -> dict[str, tuple[bytes, int]]:
        """What is asked -> the request, and the status of its answer."""
        return {
            "nothing, as they have the newest": (get(LINE, headers=f"{PACKED}If-None-Match: {self.mark}\r\n"), 304),
            f"{len(self.packed) / 1000:.1f} kB": (get(LINE, headers=PACKED), 200),
        }


def phones(place: Place) -> list[Row]:
    """The line of an office of 500 waiting, asked for as fast as it goes, and by pages as they ask."""
    url = f"sqlite:///{place.folder / 'phones.db'}"
    with filling(url) as desk:
        office = found(desk, "bench", counters=6)
        wait(desk, office, count=WAITING)
    rows = []
    with place.server(url, paper=NO_PAPER) as server:
        line = _line(server)
        for what, (request, status) in line.requests.items():
            with told(f"phones that are sent {what}"):
                rows.append(_fast(place, server, line, request, status, name=f"phones are sent {what}"))
        with told(f"{place.count(PAGES)} open pages"):
            rows.append(_open_pages(place, server, presses(office, round(WATCHED_S / ARRIVES_EVERY_S))))
    return rows


def _fast(place: Place, server: Antrean, line: Line, request: bytes, status: int, *, name: str) -> Row:
    count = place.count(REQUESTS)
    began_s = cpu_s(server.program.pid)
    outcome = place.drive(server, [request] * count, clients=CLIENTS, status=status)
    figures = {**outcome.figures(), "cpu_us": (cpu_s(server.program.pid) - began_s) / count * 1e6}
    with process(serve_plain, status, line.packed if status == 200 else b"") as plain:
        port, pid = plain.recv()
        began_s = cpu_s(pid)
        outcome = place.clients.submit(drive, port, [request] * count, clients=CLIENTS, status=status).result()
        floor = {**outcome.figures(), "cpu_us": (cpu_s(pid) - began_s) / count * 1e6}
        plain.send("end")
    return Row(name, figures, {}, floor, FLOOR)


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


def play_phones(port: int, count: int) -> Outcome:
    """So many pages, each on a connection of its own, that ask every five seconds, with their jitter."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2 * PAGES, hard), hard))
    return asyncio.run(_play(port, count))


async def _play(port: int, count: int) -> Outcome:
    latencies: list[float] = []
    gate = asyncio.Semaphore(100)
    until = time.monotonic() + WATCHED_S
    await asyncio.gather(*(_page(port, gate, latencies, until) for _ in range(count)))
    return Outcome(WATCHED_S, latencies)


async def _page(port: int, gate: asyncio.Semaphore, latencies: list[float], until: float) -> None:
    mark = ""
    await asyncio.sleep(EVERY_S * random.random())
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        sent = time.monotonic()
        writer.write(get(LINE, headers=f"{PACKED}If-None-Match: {mark}\r\n" if mark else PACKED))
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(content_length(head))
        latencies.append(time.monotonic() - sent)
        mark = head.lower().split(b"etag: ", 1)[1].split(b"\r\n", 1)[0].decode()
        await asyncio.sleep(EVERY_S * (0.75 + random.random() / 2))
    writer.close()


def serve_plain(parent: Connection, status: int, body: bytes) -> None:
    """Body of a process: a server whose program knows one answer. Tells the parent its port and its number."""
    line = "200 OK" if body else "304 Not Modified"
    headers = [("Content-Type", "application/json"), *([("Content-Length", str(len(body)))] if body else [])]

    def program(_environ: object, start_response: object) -> list[bytes]:
        start_response(line, headers)  # type: ignore[operator]
        return [body]

    assert line.startswith(str(status))
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


def _line(server: Antrean) -> Line:
    asked = urllib.request.Request(server.url + LINE, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        return Line(answer.headers["ETag"], answer.read())
