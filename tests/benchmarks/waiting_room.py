"""From the press of "call next" to the last display of the room."""

from __future__ import annotations

import json
import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from multiprocessing.connection import Connection
from statistics import mean
from typing import Any

from tests.benchmarks.displays import Arrival, announced, play_displays
from tests.benchmarks.floors import serve_broadcasts
from tests.benchmarks.load import WrongAnswer, get, post
from tests.benchmarks.offices import BenchOffice, filling, found, signed_headers, wait
from tests.benchmarks.place import Place, told
from tests.benchmarks.start import MEMORY
from tests.benchmarks.table import Row, latency
from tests.servers.antrean import Antrean

AUDIENCES = {100: {"p99_ms": 20.0}, 1000: {"p99_ms": 80.0}}  # displays -> aims
COUNTERS = 6
CALLS, WARM_UP = 60, 6
SPACED_S = 0.25  # before and after a call, so that it does not meet the states of another change
FLOOR_SPACED_S = 0.06

Ask = Callable[[int], None]  # makes the call of that number
LastSeq = Callable[[], int]  # the number of the call's event
Ready = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Call:
    sent_at: float
    answered_at: float
    seq: int  # of its event
    count: int  # of the office's calls by then


def displays(place: Place) -> list[Row]:
    """One counter calls, 100 and 1,000 displays listen."""
    rows = []
    for audience, aims in AUDIENCES.items():
        with told(f"call to the last of {audience} displays"):
            url = f"sqlite:///{place.folder / f'displays-{audience}.db'}"
            with filling(url) as desk:
                office = found(desk, "bench", counters=COUNTERS)
                wait(desk, office, count=place.count(CALLS) + WARM_UP + 30)
            with place.server(url) as server:
                figures, size = _office(place, server, office, audience)
                place.remember_memory(server, f"with {audience} displays", MEMORY)
            floor = _floor(place, audience, size)
            name = f"call to the last of {audience} displays, {size} bytes"
            rows.append(Row(name, figures, aims, floor, "asyncio broadcast"))
    return rows


def _office(place: Place, server: Antrean, office: BenchOffice, audience: int) -> tuple[dict[str, float], int]:
    """Figures, and the usual size of a state."""
    with _displays(server.port, office.slug, audience) as report:
        counter = Counters(server.port, office)
        calls = _calls(place, counter.call, counter.make_free, counter.last_seq, spaced_s=SPACED_S)
        counter.close()
        arrivals = report()
    return _figures(calls, arrivals, audience), round(mean(len(arrival.text) for arrival in arrivals.values()))


def _floor(place: Place, audience: int, size: int) -> dict[str, float]:
    with process(serve_broadcasts, size) as broadcaster:
        port = int(broadcaster.recv())
        with _displays(port, "bench", audience) as report:
            line = Line(port)
            request = post("/call-next", b"{}")
            told: list[int] = []
            calls = _calls(
                place, lambda _number: told.append(line.ask(request)["seq"]), lambda _number: None, lambda: told[-1],
                spaced_s=FLOOR_SPACED_S,
            )  # fmt: skip
            line.close()
            arrivals = report()
        broadcaster.send("end")
    return _figures(calls, arrivals, audience)


class Counters:
    """Six officers who call in turn. Each finishes the ticket before well ahead of the next call."""

    def __init__(self, port: int, office: BenchOffice) -> None:
        self._line = Line(port)
        self._headers = signed_headers(port, office.tokens)
        self._open_legs: dict[int, int] = {}

    def call(self, number: int) -> None:
        self._open_legs[number % COUNTERS] = self._ask(number, "call-next", {})["open"]["leg_id"]

    def last_seq(self) -> int:
        """The number of the office's last event: the call's, while nothing else is done."""
        seq: int = self._line.ask(get("/counter/state", headers=self._headers[0]))["state"]["seq"]
        return seq

    def make_free(self, number: int) -> None:
        """The counter whose turn comes with this call has nobody any more."""
        if (leg_id := self._open_legs.pop(number % COUNTERS, None)) is not None:
            for verb in ("start", "finish"):
                self._ask(number, verb, {"leg_id": leg_id})

    def _ask(self, number: int, verb: str, body: dict[str, int]) -> dict[str, Any]:
        headers = self._headers[number % COUNTERS]
        return self._line.ask(post(f"/counter/{verb}", json.dumps(body).encode(), headers=headers))

    def close(self) -> None:
        self._line.close()


class Line:
    """One kept connection that asks and waits."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> dict[str, Any]:
        """What answers a request. Raises WrongAnswer."""
        self._socket.sendall(request)
        answer = HTTPResponse(self._socket)
        answer.begin()
        text = answer.read()
        if answer.status != 200:
            raise WrongAnswer(text.decode())
        found: dict[str, Any] = json.loads(text)
        return found

    def close(self) -> None:
        self._socket.close()


def _calls(place: Place, call: Ask, make_ready: Ready, last_seq: LastSeq, *, spaced_s: float) -> list[Call]:
    calls = []
    for number in range(place.count(CALLS) + WARM_UP):
        make_ready(number)
        time.sleep(spaced_s)
        sent_at = time.monotonic()
        call(number)
        answered_at = time.monotonic()
        time.sleep(spaced_s)
        calls.append(Call(sent_at, answered_at, last_seq(), number + 1))
    return calls[WARM_UP:]


def _figures(calls: Sequence[Call], arrivals: dict[int, Arrival], audience: int) -> dict[str, float]:
    """Of each call: when the last display had it, seen from its sending and from its answer."""
    since_sent, since_answered = [], []
    for call in calls:
        seq = min(seq for seq in arrivals if seq >= call.seq)
        arrival = arrivals[seq]
        assert arrival.count == audience, f"{audience - arrival.count} displays missed call {call.seq}"
        assert announced(arrivals, seq) >= call.count, arrival.text
        since_sent.append(arrival.last_at - call.sent_at)
        since_answered.append(arrival.last_at - call.answered_at)
    answered = latency(since_answered)
    return {
        **latency(since_sent),
        "answer_p50_ms": answered["p50_ms"],
        "answer_p99_ms": answered["p99_ms"],
    }


@contextmanager
def _displays(port: int, office: str, count: int) -> Iterator[Callable[[], dict[int, Arrival]]]:
    with process(play_displays, port, office, count) as room:
        assert room.recv() == "ready"

        def report() -> dict[int, Arrival]:
            room.send("report")
            arrivals: dict[int, Arrival] = room.recv()
            return arrivals

        yield report


@contextmanager
def process(body: Callable[..., None], *arguments: object) -> Iterator[Connection]:
    """A process of its own, which is told to end by what is sent to it; answers the line to it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=body, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()  # so that recv() fails when the process has
    try:
        yield ours
        process.join(10)
    finally:
        process.kill()
