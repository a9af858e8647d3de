"""Two workers behind the shipped nginx serve one office on PostgreSQL; Redis tells one of what the other did."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import websocket

from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.served import Names, names, open_counter, server, take_number
from tests.servers.nginx import running_nginx
from tests.servers.redis import Redis
from tests.servers.waiting import PATIENCE_S

NEVER_LOOKS = 60.0  # live.watch_s: longer than any of these tests waits, so that only Redis can have told
LOOKS_OFTEN = 0.2


@dataclass(frozen=True)
class Workers:
    """front: the address of nginx; one, other: the workers themselves, so that a test knows who did what."""

    front: str
    one: str
    other: str
    names: Names


@contextmanager
def two_workers(databases: Databases, folder: Path, redis: Redis, *, watch_s: float) -> Iterator[Workers]:
    url = databases.founded("postgresql", folder)
    live = {"redis_url": redis.url, "watch_s": watch_s, "beat_s": 0.5}
    with ExitStack() as stack:
        one, other = (stack.enter_context(server(folder, url, live=live, server={"proxies": 1})) for _ in range(2))
        front = stack.enter_context(running_nginx([one.port, other.port]))
        yield Workers(front.url, one.url, other.url, names(url))
    databases.give_back(url)


def called_at(workers: Workers, url: str) -> str:
    """Takes a number through nginx and calls it at one worker; answers the number called."""
    take_number(Person(workers.front), workers.names.services["KTP"])
    officer = open_counter(url, "wati", workers.names.counters[1])
    status, answer = officer.post("/counter/call-next")
    assert status == 200, answer
    return str(answer["open"]["number"])


def is_called(wire: Wire, number: str, *, within_s: float = PATIENCE_S) -> bool:
    wire.state_where(lambda state: number in [each["number"] for each in state["calling"]], within_s=within_s)
    return True


def test_a_call_at_one_worker_reaches_a_display_at_the_other(
    databases: Databases, redis_server: Redis, tmp_path: Path
) -> None:
    with (
        two_workers(databases, tmp_path, redis_server, watch_s=NEVER_LOOKS) as workers,
        Wire(workers.other) as far,
    ):
        far.join("display")

        number = called_at(workers, workers.one)

        with pressing_on(workers):
            assert is_called(far, number)


def test_a_screen_through_nginx_gets_its_states_and_beats(
    databases: Databases, redis_server: Redis, tmp_path: Path
) -> None:
    with two_workers(databases, tmp_path, redis_server, watch_s=LOOKS_OFTEN) as workers, Wire(workers.front) as wire:
        wire.join("display")

        number = called_at(workers, workers.front)

        assert is_called(wire, number)
        assert set(wire.next("beat")) == {"seq", "now"}


def test_a_session_made_at_one_worker_holds_at_the_other(
    databases: Databases, redis_server: Redis, tmp_path: Path
) -> None:
    with two_workers(databases, tmp_path, redis_server, watch_s=LOOKS_OFTEN) as workers:
        officer = Person(workers.front)
        officer.sign_in("wati")

        statuses = [officer.post("/counter/open", {"counter_id": workers.names.counters[1]})[0] for _ in range(4)]

    assert statuses == [200] * 4


def test_a_training_stays_with_the_worker_that_began_it(
    databases: Databases, redis_server: Redis, tmp_path: Path
) -> None:
    with two_workers(databases, tmp_path, redis_server, watch_s=LOOKS_OFTEN) as workers:
        officer = Person(workers.front)
        officer.sign_in("wati")
        _status, led_on = officer.ask("POST", "/training", **{"X-CSRFToken": officer.csrf})
        (address,) = set(re.findall(r'href="(/training/[^"]+)/"', led_on))

        asked = [officer.ask("GET", f"{address}/display/latihan")[0] for _ in range(6)]
        at_each = [Person(url).ask("GET", f"{address}/display/latihan")[0] for url in (workers.one, workers.other)]
        line = websocket.create_connection(
            workers.front.replace("http", "ws", 1) + f"{address}/socket.io/?EIO=4&transport=websocket",
            origin=workers.front, timeout=PATIENCE_S,
        )  # fmt: skip

        assert (asked, sorted(at_each)) == ([200] * 6, [200, 404])
        assert str(line.recv()).startswith("0")
        line.close()


def test_without_redis_the_other_worker_finds_the_call_by_looking(
    databases: Databases, redis_server: Redis, tmp_path: Path
) -> None:
    with two_workers(databases, tmp_path, redis_server, watch_s=LOOKS_OFTEN) as workers, Wire(workers.other) as far:
        far.join("display")
        redis_server.stop()

        number = called_at(workers, workers.one)

        assert is_called(far, number)


def test_with_redis_back_its_messages_flow_again(databases: Databases, redis_server: Redis, tmp_path: Path) -> None:
    with (
        two_workers(databases, tmp_path, redis_server, watch_s=NEVER_LOOKS) as workers,
        Wire(workers.other) as far,
    ):
        far.join("display")
        redis_server.stop()
        number = called_at(workers, workers.one)
        with pytest.raises(websocket.WebSocketTimeoutException):
            is_called(far, number, within_s=1)

        redis_server.start()
        with pressing_on(workers):
            assert is_called(far, number)


@contextmanager
def pressing_on(workers: Workers) -> Iterator[None]:
    """Presses go on at the first worker: it may take a moment until both have found Redis, at first or again."""
    ending = threading.Event()

    def press_on() -> None:
        while not ending.wait(0.3):
            take_number(Person(workers.one), workers.names.services["KTP"])

    thread = threading.Thread(target=press_on)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()
