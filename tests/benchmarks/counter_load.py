"""Issue and call-next through HTTP at 1, 8 and 32 clients, on SQLite and on a PostgreSQL that reaches the disk."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tests.benchmarks.floors import commit_loop
from tests.benchmarks.load import Outcome
from tests.benchmarks.offices import BenchOffice, calls, filling, found, presses, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.start import MEMORY
from tests.benchmarks.table import Figures, Row, typical
from tests.servers.antrean import Antrean
from tests.servers.postgres import running_postgres

ROUNDS = 3
COUNTERS = 20  # of a large office
LEFT_WAITING = 20  # in each office when its last counter has called
ISSUES = {1: 250, 8: 700, 32: 1400}  # clients -> requests in a round
CALLS = {1: 120, 8: 320, 32: 640}
SHARE = {"SQLite": 1, "PostgreSQL": 4}  # a server without aims is asked one of so many
ISSUE_AIMS = {32: {"per_s": 800, "p99_ms": 60}}
CALL_AIMS = {32: {"per_s": 500, "p99_ms": 60}}
FLOOR = "one SQLite insert a commit"

Send = Callable[[int, int], Outcome]  # (clients, count) -> outcome


def issue(place: Place) -> list[Row]:
    """Numbers taken at a kiosk, every one on disk before it is answered."""
    rows = []
    for backend in ("SQLite", "PostgreSQL"):
        with told(f"issue on {backend}"), _database(place, backend, "issue") as url:
            with filling(url) as desk:
                office = found(desk, "bench", counters=6)
            with place.server(url) as server:
                rows += _rows(place, f"issue, {backend}", _issuing(place, server, office), ISSUES, backend, ISSUE_AIMS)
                place.remember_memory(server, f"after issuing, {backend}", MEMORY)
    return rows


def call(place: Place) -> list[Row]:
    """Call-next alone: every officer calls once, so that each counter is free when its call comes."""
    rows = []
    for backend in ("SQLite", "PostgreSQL"):
        with told(f"call-next on {backend}"), _database(place, backend, "call") as url:
            needed = ROUNDS * sum(_count(place, each, backend) for each in CALLS.values()) + COUNTERS
            tokens = _full_offices(url, math.ceil(needed / COUNTERS))
            with place.server(url, paper=NO_PAPER) as server:
                rows += _rows(place, f"call-next, {backend}", _calling(place, server, tokens), CALLS, backend,
                              CALL_AIMS)  # fmt: skip
                place.remember_memory(server, f"after calling, {backend}", MEMORY)
    return rows


def _issuing(place: Place, server: Antrean, office: BenchOffice) -> Send:
    return lambda clients, count: place.drive(server, presses(office, count), clients=clients, status=201)


def _calling(place: Place, server: Antrean, tokens: list[str]) -> Send:
    requests = iter(calls(server.port, tokens))
    return lambda clients, count: place.drive(
        server, [next(requests) for _ in range(count)], clients=clients, status=200
    )


def _rows(
    place: Place, name: str, send: Send, counts: dict[int, int], backend: str, aims: Mapping[int, Figures]
) -> list[Row]:
    send(8, COUNTERS)  # the first requests pay for what is made once
    floors: list[Figures] = []
    rounds: dict[int, list[Figures]] = {clients: [] for clients in counts}
    for _ in range(ROUNDS):
        floors.append(commit_loop(place.folder / "floor.db", count=place.count(800)))
        for clients, count in counts.items():
            rounds[clients].append(send(clients, _count(place, count, backend)).figures())
    floor = typical(floors)
    return [
        Row(f"{name}, {clients} client{'s' * (clients > 1)}", typical(rounds[clients]),
            aims.get(clients, {}) if backend == "SQLite" else {}, floor, FLOOR)
        for clients in counts
    ]  # fmt: skip


def _count(place: Place, full: int, backend: str) -> int:
    return place.count(full) // SHARE[backend] + 1


def _full_offices(url: str, count: int) -> list[str]:
    """Offices one behind the other: the clients work through the counters of one before they come to the next."""
    tokens: list[str] = []
    with filling(url) as desk:
        for place in range(count):
            office = found(desk, f"bench-{place}", counters=COUNTERS)
            wait(desk, office, count=COUNTERS + LEFT_WAITING)
            tokens += office.tokens
    return tokens


@contextmanager
def _database(place: Place, backend: str, name: str) -> Iterator[str]:
    if backend == "SQLite":
        yield f"sqlite:///{place.folder / name}.db"
        return
    with running_postgres(is_durable=True) as postgres:
        yield postgres.create_database()
