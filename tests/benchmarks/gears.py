"""Both databases, and one, two and four workers, beside what the bare database does in the same run."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice

from tests.benchmarks.bare_rows import postgresql_loop, sqlite_loop
from tests.benchmarks.load import Outcome, drive
from tests.benchmarks.offices import BenchOffice, calls, filling, found, presses, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.table import Figures, Row, typical
from tests.servers.nginx import running_nginx
from tests.servers.postgres import running_postgres
from tests.servers.redis import running_redis

WORKERS = (1, 2, 4)
ROUNDS, CLIENTS = 3, 32
OFFICES, COUNTERS = 8, 20
ISSUES, CALLS, BARE = 800, 150, 400  # in a round
WAITING = 20  # more than are called in each office
FLOOR = "the same rows, bare"


def gears(place: Place) -> list[Row]:
    """Numbers and calls in eight offices at 32 clients: SQLite with its one worker, PostgreSQL with one to four."""
    rows = []
    with told("gears, SQLite"):
        url = f"sqlite:///{place.folder / 'gears.db'}"
        offices = _offices(place, url, variants=1)
        with place.server(url, paper=NO_PAPER) as server:
            bare = [sqlite_loop(place.folder / "bare.db", count=place.count(BARE)) for _ in range(ROUNDS)]
            rows += _rows(place, "SQLite, 1 worker", server.port, offices, _in_turn(offices), bare)
    with running_postgres(is_durable=True) as postgres, running_redis() as redis:
        url = postgres.create_database()
        offices = _offices(place, url, variants=len(WORKERS))
        officers = _in_turn(offices)
        for count in WORKERS:
            with told(f"gears, PostgreSQL, {count} workers"), _front(place, url, redis.url, count) as port:
                bare = [postgresql_loop(url, count=place.count(BARE)) for _ in range(ROUNDS)]
                name = f"PostgreSQL, {count} worker{'s' * (count > 1)}"
                rows += _rows(place, name, port, offices, officers, bare)
    return rows


def _offices(place: Place, url: str, *, variants: int) -> list[BenchOffice]:
    """With as many counters as calls will be made: each officer calls once."""
    needed = variants * (ROUNDS + 1) * place.count(CALLS)
    with filling(url) as desk:
        offices = [found(desk, f"gear-{each}", counters=math.ceil(needed / OFFICES)) for each in range(OFFICES)]
        for office in offices:
            wait(desk, office, count=len(office.tokens) + WAITING)
    return offices


@contextmanager
def _front(place: Place, url: str, redis_url: str, count: int) -> Iterator[int]:
    more = f'[live]\nredis_url = "{redis_url}"\n'
    with ExitStack() as stack:
        servers = [
            stack.enter_context(place.server(url, paper=NO_PAPER, more=more, server="proxies = 1"))
            for _ in range(count)
        ]
        yield stack.enter_context(running_nginx([each.port for each in servers])).port


def _rows(
    place: Place, name: str, port: int, offices: list[BenchOffice], officers: Iterator[str],
    bare: list[dict[str, float]],
) -> list[Row]:  # fmt: skip
    count = place.count(CALLS)
    waiting = iter(calls(port, list(islice(officers, (ROUNDS + 1) * count))))
    numbers: list[Figures] = []
    called: list[Figures] = []
    for turn in range(ROUNDS + 1):
        own = _drive(place, port, _presses(offices, place.count(ISSUES)), 201).figures()
        theirs = _drive(place, port, list(islice(waiting, count)), 200).figures()
        if turn:  # the first round pays for what is made once
            numbers.append(own)
            called.append(theirs)
    floor = typical(bare)
    return [
        Row(f"{what}, {name}, {OFFICES} offices, {CLIENTS} clients",
            {**typical(each), "of_floor": typical(each)["per_s"] / floor["per_s"]}, {}, floor, FLOOR)
        for what, each in (("issue", numbers), ("call-next", called))
    ]  # fmt: skip


def _in_turn(offices: list[BenchOffice]) -> Iterator[str]:
    """Every officer once, one of each office after the other."""
    return chain.from_iterable(zip(*(office.tokens for office in offices), strict=True))


def _presses(offices: list[BenchOffice], count: int) -> list[bytes]:
    each = [presses(office, math.ceil(count / OFFICES)) for office in offices]
    return [press for together in zip(*each, strict=True) for press in together]


def _drive(place: Place, port: int, requests: list[bytes], status: int) -> Outcome:
    return place.clients.submit(drive, port, requests, clients=CLIENTS, status=status).result()
