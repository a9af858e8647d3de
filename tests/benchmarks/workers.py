"""Two workers on a PostgreSQL that reaches the disk, behind the shipped nginx, with Redis between them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests.benchmarks.load import Outcome, drive, get, post
from tests.benchmarks.offices import BenchOffice, filling, found, presses, signed_headers, wait
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Figures, Row, typical
from tests.benchmarks.waiting_room import Line
from tests.servers.nginx import running_nginx
from tests.servers.postgres import running_postgres
from tests.servers.redis import running_redis

ROUNDS = 3
COUNTERS = 20
ISSUES = {1: 150, 8: 500, 32: 1000}  # clients -> requests in a round
CALLS = {1: 60, 8: 160}
ASKED = 60  # of a state, by one client
ISSUE_AIMS: dict[int, Figures] = {32: {"per_s": 700, "p99_ms": 80}}
CALL_AIMS: dict[int, Figures] = {1: {"p50_ms": 4}, 8: {"p50_ms": 16}}
FINISH_AIMS: dict[int, Figures] = {1: {"p50_ms": 6}, 8: {"p50_ms": 25}}
STATE_AIMS: dict[str, Figures] = {"display's state": {"p50_ms": 8}}


def workers(place: Place) -> list[Row]:
    """Numbers, calls and ends of service at several clients; and what a display and a supervisor read."""
    needed = ROUNDS * sum(place.count(each) for each in CALLS.values()) + COUNTERS
    with told("two workers on PostgreSQL"), running_postgres(is_durable=True) as postgres:
        url = postgres.create_database()
        with filling(url) as desk:
            offices = [found(desk, f"bench-{number}", counters=COUNTERS) for number in range(math.ceil(needed / 20))]
            for office in offices:
                wait(desk, office, count=COUNTERS + 20)
        with _front(place, url) as port:
            _drive(place, port, presses(offices[0], COUNTERS), 8, 201)  # the first requests pay for what is made once
            return [
                *_issue(place, port, offices[0]), *_call_and_finish(place, port, offices),
                *_states(place, port, offices[0]),
            ]  # fmt: skip


@contextmanager
def _front(place: Place, url: str) -> Iterator[int]:
    with running_redis() as redis, ExitStack() as stack:
        more = f'[live]\nredis_url = "{redis.url}"\n'
        each = [stack.enter_context(place.server(url, more=more, server="proxies = 1")) for _ in range(2)]
        yield stack.enter_context(running_nginx([one.port for one in each])).port


def _drive(place: Place, port: int, requests: list[bytes], clients: int, status: int) -> Outcome:
    return place.clients.submit(drive, port, requests, clients=clients, status=status).result()


def _issue(place: Place, port: int, office: BenchOffice) -> list[Row]:
    rounds: dict[int, list[Figures]] = {clients: [] for clients in ISSUES}
    for _ in range(ROUNDS):
        for clients, count in ISSUES.items():
            rounds[clients].append(_drive(place, port, presses(office, place.count(count)), clients, 201).figures())
    return [
        Row(f"issue, two workers, {clients} clients", typical(own), ISSUE_AIMS.get(clients, {}))
        for clients, own in rounds.items()
    ]


def _call_and_finish(place: Place, port: int, offices: list[BenchOffice]) -> list[Row]:
    """Each officer calls once, starts, and finishes."""
    tokens = [token for office in offices for token in office.tokens]
    headers = iter(signed_headers(port, tokens))
    called: dict[int, list[Figures]] = {clients: [] for clients in CALLS}
    ended: dict[int, list[Figures]] = {clients: [] for clients in CALLS}
    for _ in range(ROUNDS):
        for clients, count in CALLS.items():
            mine = [next(headers) for _ in range(place.count(count))]
            called[clients].append(_verb(place, port, "call-next", mine, clients).figures())
            legs = _open_legs(port, mine)
            _verb(place, port, "start", mine, clients, legs)
            ended[clients].append(_verb(place, port, "finish", mine, clients, legs).figures())
    return [
        *(
            Row(f"call-next, two workers, {each} clients", typical(own), CALL_AIMS[each])
            for each, own in called.items()
        ),
        *(Row(f"finish, two workers, {each} clients", typical(own), FINISH_AIMS[each]) for each, own in ended.items()),
    ]


def _verb(place: Place, port: int, verb: str, headers: list[str], clients: int, legs: Sequence[int] = ()) -> Outcome:
    bodies = [{"leg_id": leg} for leg in legs] if legs else [{}] * len(headers)
    requests = [
        post(f"/counter/{verb}", json.dumps(body).encode(), headers=lines)
        for body, lines in zip(bodies, headers, strict=True)
    ]
    return _drive(place, port, requests, clients, 200)


def _open_legs(port: int, headers: list[str]) -> list[int]:
    line = Line(port)
    found = [line.ask(get("/counter/state", headers=lines))["state"]["open"]["leg_id"] for lines in headers]
    line.close()
    return found


def _states(place: Place, port: int, office: BenchOffice) -> list[Row]:
    signed = signed_headers(port, office.tokens)[0]
    asked = {
        "display's state": get(f"/display/{office.slug}/state"),
        "counter's state": get("/counter/state", headers=signed),
    }
    return [
        Row(f"{name}, two workers, one client", _drive(place, port, [request] * place.count(ASKED), 1, 200).figures(),
            STATE_AIMS.get(name, {}))
        for name, request in asked.items()
    ]  # fmt: skip
