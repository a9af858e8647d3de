"""A city: workers of one program behind the shipped nginx, with PostgreSQL (and its standby, where asked) and Redis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from queue_app.store.log.tables import ChainHead, LoggedEvent
from tests.city.crowd import OFFICERS, Crowd
from tests.faults.test_power_cut import assert_whole, kept
from tests.served import Names, found, large_plan, names, rows, server
from tests.servers.antrean import Antrean
from tests.servers.nginx import running_nginx
from tests.servers.postgres import Postgres, running_postgres
from tests.servers.redis import Redis, running_redis
from tests.servers.waiting import becomes_true

# Longer than any outage of these tests on a busy machine, so that whatever can be answered within is answered within.
AWAY_S = 40.0


@dataclass(frozen=True)
class City:
    """database_url: of the program, with all hosts."""

    front: str
    workers: list[Antrean]
    postgres: Postgres
    standby: Postgres | None
    redis: Redis
    database_url: str
    named: Names

    def crowd(self, day: str) -> Crowd:
        return Crowd(self.front, self.named, day)


@contextmanager
def running_city(
    folder: Path, *, has_standby: bool = False, workers: int = 2, away_s: float = AWAY_S
) -> Iterator[City]:
    with ExitStack() as stack:
        postgres = stack.enter_context(running_postgres(is_durable=True))
        redis = stack.enter_context(running_redis())
        url = postgres.create_database()
        found(url, large_plan(OFFICERS))
        standby = stack.enter_context(follower(postgres)) if has_standby else None
        both = hosts(url, postgres.port, standby.port) if standby else url
        sections: dict[str, Any] = {
            "live": {"redis_url": redis.url, "watch_s": 1.0, "beat_s": 1.0}, "server": {"proxies": 1},
            "database": {"away_s": away_s},
        }  # fmt: skip
        started = [stack.enter_context(server(folder, both, **sections)) for _ in range(workers)]
        front = stack.enter_context(running_nginx([each.port for each in started]))
        yield City(front.url, started, postgres, standby, redis, both, names(url))


@contextmanager
def follower(primary: Postgres) -> Iterator[Postgres]:
    """A standby that has whatever the primary answers as done."""
    with running_postgres(is_durable=True, standby_of=primary) as standby:
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.execute("SELECT pg_reload_conf()")
        yield standby


def assert_nothing_lost_nothing_double(crowd: Crowd, url: str) -> None:
    """Each answered press is there once, numbers have no gap, nobody was called twice, and the log is sound."""
    mine = {key: number for key, number in kept(url).items() if key.startswith(f"{crowd.day}-")}
    assert mine == crowd.issued
    assert_whole(url)  # numbers without a gap, each leg the fold of its events, the chain of events whole
    calls = Counter(crowd.called)
    assert {number: times for number, times in calls.items() if times > 1} == {}
    told = [data for kind, data in rows(url, LoggedEvent.kind, LoggedEvent.data) if kind == "ticket.called"]
    assert len(told) == len({_leg(data) for data in told})


def _leg(data: str) -> str:
    return str(json.loads(data)["leg_id"])


def catches_up(crowd: Crowd, url: str) -> bool:
    """Whether the display, which still looks on, comes to what the log says now."""
    (head,) = (seq for (seq,) in rows(url, ChainHead.seq))
    return becomes_true(lambda: crowd.seq >= head or bool(crowd.errors))


def hosts(url: str, *ports: int) -> str:
    """The address of one database on several servers, of which the one that takes writing is meant."""
    of = make_url(url)
    query = "&".join(f"host=127.0.0.1:{port}" for port in ports)
    return f"postgresql+psycopg://{of.username}@/{of.database}?{query}&target_session_attrs=read-write"
