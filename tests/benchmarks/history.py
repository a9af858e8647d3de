"""What a million tickets of the past cost the citizen who takes a number today."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import system_clock
from tests.benchmarks.offices import BenchOffice, calls, filling, found, presses, wait
from tests.benchmarks.past import free_counters, write_past
from tests.benchmarks.place import QUICK, Place, told
from tests.benchmarks.start import MEMORY
from tests.benchmarks.table import Figures, Row
from tests.servers.antrean import Antrean

SIZES = (0, 100_000, 1_000_000)
ROUNDS = 8  # the first only warms up
CLIENTS = 8
COUNTERS = 40
ISSUES = 160  # in a round
CALLS_EACH = 4  # calls of every counter in a round
WAITING = 300
AIMS = {2: {"times": 1.15}}  # of the largest: times the cost without history


@dataclass(slots=True)
class Office:
    """One server whose database holds so much of the past. The lists hold each round's median, in ms."""

    size: int
    path: Path
    server: Antrean
    office: BenchOffice
    issue_ms: list[float] = field(default_factory=list)
    call_ms: list[float] = field(default_factory=list)


def history(place: Place) -> list[Row]:
    """The same load on offices with and without a past, in turns, so that a disturbance meets all of them."""
    with ExitStack() as stack:
        with told("writing history"):
            offices = [stack.enter_context(office) for office in _offices(place)]
        with told("cost of history"):
            for number in range(place.count(ROUNDS)):
                for office in offices[number % 3 :] + offices[: number % 3]:
                    _round(place, office)
        place.remember_memory(offices[-1].server, f"over {offices[-1].size:,} tickets", MEMORY)
        return [
            _row(f"{verb}, {CLIENTS} clients, {office.size:,} tickets before", getattr(office, name),
                 getattr(offices[0], name), AIMS.get(place_in_line, {}))
            for verb, name in (("issue", "issue_ms"), ("call-next", "call_ms"))
            for place_in_line, office in enumerate(offices)
        ]  # fmt: skip


def _round(place: Place, office: Office) -> None:
    issued = place.drive(office.server, presses(office.office, ISSUES), clients=CLIENTS, status=201)
    office.issue_ms.append(issued.figures()["p50_ms"])
    latencies: list[float] = []
    requests = calls(office.server.port, office.office.tokens)
    for _ in range(CALLS_EACH):
        free_counters(office.path)
        latencies += place.drive(office.server, requests, clients=CLIENTS, status=200).latencies_s
    office.call_ms.append(median(latencies) * 1000)


def _row(name: str, own: list[float], bare: list[float], aims: Figures) -> Row:
    """own, bare: medians of the rounds with and without history, of which the first only warmed up."""
    times = median(mine / other for mine, other in zip(own[1:], bare[1:], strict=True))
    return Row(name, {"p50_ms": median(own[1:]), "times": times}, aims)


def _offices(place: Place) -> Iterator[AbstractContextManager[Office]]:
    empty = place.folder / "history.db"
    with filling(f"sqlite:///{empty}") as desk:
        office = found(desk, "bench", counters=COUNTERS)
    for size in SIZES:
        yield _office(place, empty, office, size // QUICK if place.is_quick else size)


@contextmanager
def _office(place: Place, empty: Path, office: BenchOffice, size: int) -> Iterator[Office]:
    path = place.folder / f"history-{size}.db"
    shutil.copy(empty, path)
    if size:
        with filling(f"sqlite:///{path}") as desk:
            zone = desk.office(office.id).time_zone
        write_past(path, office.id, count=size, today=business_date(system_clock(), zone))
    with filling(f"sqlite:///{path}") as desk:
        wait(desk, office, count=WAITING)
    with place.server(f"sqlite:///{path}") as server:
        yield Office(size, path, server, office)
