"""A round of promises of a large office, and what presses and calls lose while rounds are made all the time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from queue_app.actions.citizen import promises
from queue_app.store.desk import Desk
from tests.benchmarks.offices import BenchOffice, calls, filling, found, presses, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.table import Figures, Row, latency, typical
from tests.servers.antrean import Antrean

COUNTERS, WAITING = 30, 200
ROUNDS = 16
TAKEN, CLIENTS = 160, 2  # numbers of one load, which lasts less than a morning's rush
LOADS = 3  # in turns, for the machine has moods
MODULES = {"rounds": "queue_app", "none": "tests.benchmarks.roundless_server"}
ROUND_AIM = {"p50_ms": 100.0}  # of each two seconds


def rounds(place: Place) -> list[Row]:
    """The cost of one; and what is lost beside a server that makes none."""
    with told("rounds of promises"):
        return [_round(place), *_lost(place)]


def _round(place: Place) -> Row:
    """Each after a number more, as in a morning; the first loads what they need."""
    took = []
    with filling(f"sqlite:///{place.folder / 'round.db'}") as desk:
        office = _crowded(desk)
        for _ in range(place.count(ROUNDS) + 1):
            wait(desk, office, count=1)
            began = time.process_time()
            promises.renew(desk, office.id)
            took.append(time.process_time() - began)
    return Row(f"round of promises, {WAITING} wait, {COUNTERS} counters", latency(took[1:]), ROUND_AIM)


def _lost(place: Place) -> list[Row]:
    reached: dict[str, list[Figures]] = defaultdict(list)
    for load in range(LOADS):
        for name, module in MODULES.items():
            url = f"sqlite:///{place.folder / f'{name}-{load}.db'}"
            with filling(url) as desk:
                office = _crowded(desk)
            with _server(place, url, module) as server:
                place.drive(server, presses(office, 20), clients=CLIENTS, status=201)  # what is made once
                issued = place.drive(server, presses(office, place.count(TAKEN)), clients=CLIENTS, status=201)
                called = place.drive(server, calls(server.port, office.tokens), clients=1, status=200)
            reached[f"issue, {CLIENTS} clients, {name} meanwhile"].append(issued.figures())
            reached[f"call-next, 1 client, {name} meanwhile"].append(called.figures())
    return [Row(name, typical(figures)) for name, figures in sorted(reached.items())]


def _crowded(desk: Desk) -> BenchOffice:
    office = found(desk, "bench", counters=COUNTERS)
    wait(desk, office, count=WAITING)
    return office


@contextmanager
def _server(place: Place, url: str, module: str) -> Iterator[Antrean]:
    server = place.server(url, paper=NO_PAPER)
    server.program.command = [module if word == "queue_app" else word for word in server.program.command]
    with server:
        yield server
