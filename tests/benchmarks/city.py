"""A city at work: many offices behind one nginx, on PostgreSQL and Redis, with its phones and its displays beside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import create_engine, text

from queue_app.domain.log.errors import BrokenLog
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import chain, row_check
from tests.benchmarks.city_hall import ScreensSeen, play_screens
from tests.benchmarks.city_people import AtOffice, Day, live_a_day
from tests.benchmarks.offices import BenchOffice, filling, found, signed_headers
from tests.benchmarks.place import NO_PAPER, Place, rss_mb, told
from tests.benchmarks.table import Row, latency
from tests.benchmarks.waiting_room import process
from tests.servers.antrean import Antrean
from tests.servers.nginx import running_nginx
from tests.servers.postgres import running_postgres
from tests.servers.redis import running_redis

TWICE = "SELECT count(*) FROM (SELECT 1 FROM ticket GROUP BY office_id, series_id, business_date, number HAVING count(*) > 1) AS twice"  # noqa: E501 - one statement
GAPS = "SELECT coalesce(sum(last - given), 0) FROM (SELECT max(number) AS last, count(*) AS given FROM ticket GROUP BY series_id, business_date) AS line"  # noqa: E501 - one statement


@dataclass(frozen=True, slots=True)
class City:
    """acting: officers of each office who press keys; every counter is held. tickets: of all offices together."""

    offices: int = 100
    counters: int = 20
    acting: int = 5
    tickets: int = 6000
    pages: int = 5000
    displays: int = 500
    workers: int = 2


WHOLE_DAY = 60_000  # tickets, with --full


def city(place: Place) -> list[Row]:
    """Everybody of a city at once, as fast as the machine answers."""
    if place.is_full:
        return measured(place, City(tickets=WHOLE_DAY, acting=20))
    full = City()
    return measured(
        place,
        City(
            offices=place.count(full.offices), tickets=place.count(full.tickets), pages=place.count(full.pages),
            displays=place.count(full.displays),
        ),
    )  # fmt: skip


def measured(place: Place, size: City) -> list[Row]:
    """What the day took, what the screens beside it had of it, and what the log and the rows say afterwards."""
    with running_postgres(is_durable=True) as postgres:
        url = postgres.create_database()
        with told(f"founding {size.offices} offices"), filling(url) as desk:
            offices = [found(desk, f"kota-{number:03}", counters=size.counters) for number in range(size.offices)]
        with _front(place, url, size) as (port, workers):
            with told(f"signing {size.offices * size.acting} officers in"):
                at_work = [_at_work(port, office, size) for office in offices]
            with told(
                f"{size.tickets} tickets in {size.offices} offices, {size.pages} pages, {size.displays} displays"
            ):
                day, seen = _day(place, port, at_work, size)
            memory = [rss_mb(worker.program.pid) for worker in workers]
        with told("reading every log anew"):
            proof = _proof(url)
    return _rows(size, day, seen, proof, memory)


@contextmanager
def _front(place: Place, url: str, size: City) -> Iterator[tuple[int, list[Antrean]]]:
    with running_redis() as redis, ExitStack() as stack:
        more = f'[live]\nredis_url = "{redis.url}"\n'
        workers = [
            stack.enter_context(place.server(url, paper=NO_PAPER, more=more, server="proxies = 1"))
            for _ in range(size.workers)
        ]
        yield stack.enter_context(running_nginx([each.port for each in workers])).port, workers


def _at_work(port: int, office: BenchOffice, size: City) -> AtOffice:
    return AtOffice(office.slug, office.service_ids, signed_headers(port, office.tokens[: size.acting]))


def _day(place: Place, port: int, at_work: list[AtOffice], size: City) -> tuple[Day, ScreensSeen]:
    slugs = [each.slug for each in at_work]
    with process(play_screens, port, slugs, size.pages, size.displays) as screens:
        assert screens.recv() == "ready"
        day = place.clients.submit(live_a_day, port, at_work, size.tickets).result()
        screens.send("over")
        seen: ScreensSeen = screens.recv()
    return day, seen


def _proof(url: str) -> dict[str, float]:
    """Of all offices: numbers given twice, numbers left out, and logs or rows that are not whole."""
    engine = create_engine(url)
    with engine.connect() as connection:
        figures = {name: float(connection.execute(text(sql)).scalar_one()) for name, sql in _COUNTED.items()}
    engine.dispose()
    database = Database(url)
    with Desk(database).reading() as connection:
        ids = list(connection.execute(text("SELECT id FROM office")).scalars())
        figures["broken"] = float(sum(not _is_whole(connection, office_id) for office_id in ids))
    database.close()
    return figures


_COUNTED = {"twice": TWICE, "gaps": GAPS}


def _is_whole(connection: Any, office_id: int) -> bool:
    try:
        chain.verify(connection, office_id)
    except BrokenLog:
        return False
    return next(iter(row_check.differences(connection, office_id)), None) is None


def _rows(size: City, day: Day, seen: ScreensSeen, proof: dict[str, float], memory: list[float]) -> list[Row]:
    name = f"city of {size.offices} offices, {size.workers} workers"
    given = {"per_s": len(day.issued_s) / day.took_s, **latency(day.issued_s)}
    pages = {"per_s": len(seen.pages_s) / seen.watched_s, **latency(seen.pages_s)}
    displays = {"behind": seen.behind, "cut": seen.cut}
    return [
        Row(f"{name}: {len(day.issued_s)} numbers, each served", given),
        *(Row(f"{name}: {verb}", latency(took_s)) for verb, took_s in day.verbs_s.items()),
        Row(f"{name}: {size.pages} open pages", pages),
        Row(f"{name}: {size.displays} displays", displays, dict.fromkeys(displays, 0)),
        Row(f"{name}: its logs and rows", proof, dict.fromkeys(proof, 0)),
        *(Row(f"memory of worker {number}, city", {"rss_mb": mb}) for number, mb in enumerate(memory, 1)),
    ]
