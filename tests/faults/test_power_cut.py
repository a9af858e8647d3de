"""`kill -9` of the server while people press and officers call, again and again: what was answered is there."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
import websocket

from queue_app.domain.queue.lifecycle import State
from queue_app.store.engines import Database
from queue_app.store.office.tables import Series
from queue_app.store.queue.tables import Leg, Ticket
from tests.databases import Databases
from tests.live.wire import Wire
from tests.offices import make_office
from tests.people import Person
from tests.served import Names, found, large_plan, names, rows, server
from tests.servers.antrean import Antrean
from tests.servers.waiting import becomes_true

KILLS, MANY_KILLS = 5, 100
ISSUERS, OFFICERS = 4, 3
RETRY_S = 0.05
LOST = (OSError, HTTPException, ValueError)  # no answer, or half of one


class Refused(OSError):
    """The server is there and cannot do it now (5xx): a page asks again, with the same key."""


class Crowd:
    """Threads that press, call and watch on while the server comes and goes, and remember what they were answered."""

    def __init__(self, url: str, named: Names) -> None:
        self.url = url
        self.named = named
        self.ending = threading.Event()
        self.issued: dict[str, str] = {}  # key of a press -> the number it was answered
        self.unanswered: set[str] = set()  # keys that had to be sent again
        self.finished: set[int] = set()  # legs whose finish was answered
        self.refused = 0  # answers of 5xx
        self.joins = 0
        self.seq = -1  # of the last state the display got
        self.officers = [self._at_counter(number) for number in range(1, OFFICERS + 1)]

    def _at_counter(self, number: int) -> Person:
        person = Person(self.url, keeps_connection=True)
        person.sign_in(f"petugas{number}")
        assert person.post("/counter/open", {"counter_id": self.named.counters[number]})[0] == 200
        return person

    def press(self, name: int) -> None:
        person = Person(self.url, keeps_connection=True)
        for turn in itertools.count():
            if self.ending.is_set():
                break
            key = f"kill-{name}-{turn:05d}"
            self.issued[key] = self._number(person, key, self.named.services["KTP" if turn % 2 else "AKTA"])
        person.close()

    def _number(self, person: Person, key: str, service_id: int) -> str:
        """Sends the press until it is answered, always under its one key."""
        while True:
            try:
                status, answer = self._post(person, "/kiosk/uji/tickets", {"key": key, "service_id": service_id})
            except LOST:
                self.unanswered.add(key)
                self.ending.wait(RETRY_S)
                continue
            assert status in {200, 201}, answer
            return str(answer["number"])

    def _post(self, person: Person, path: str, body: object = None) -> tuple[int, Any]:
        status, answer = person.post(path, body)
        if status >= 500:
            self.refused += 1
            raise Refused(answer)
        return status, answer

    def serve(self, number: int) -> None:
        person = self.officers[number]
        while not self.ending.is_set():
            try:
                self._step(person, self._state(person)["open"])
            except LOST:
                self.ending.wait(RETRY_S)
        person.close()

    def _state(self, person: Person) -> dict[str, Any]:
        found = person.get("/counter/state")
        if "state" not in found:
            raise Refused(found)
        state: dict[str, Any] = found["state"]
        return state

    def _step(self, person: Person, open_now: dict[str, Any] | None) -> None:
        if open_now is None:
            self._post(person, "/counter/call-next")
            return
        leg_id = open_now["leg_id"]
        verb = {"called": "start", "serving": "finish"}[open_now["state"]]
        status, answer = self._post(person, f"/counter/{verb}", {"leg_id": leg_id})
        assert status == 200, answer
        if verb == "finish":
            self.finished.add(leg_id)

    def watch(self) -> None:
        while not self.ending.is_set():
            try:
                self._watch_once()
            except (*LOST, websocket.WebSocketException):
                self.ending.wait(RETRY_S)

    def _watch_once(self) -> None:
        with Wire(self.url) as wire:
            state = wire.joined("display")
            self.joins += 1
            while not self.ending.is_set():
                assert state["seq"] >= self.seq, "a state from before the restart is gone"
                self.seq = state["seq"]
                state = wire.next(within_s=5)


@contextmanager
def busy(crowd: Crowd) -> Iterator[list[threading.Thread]]:
    work: list[tuple[Callable[..., None], list[int]]] = [(crowd.watch, [])]
    work += [(crowd.press, [name]) for name in range(ISSUERS)]
    work += [(crowd.serve, [number]) for number in range(OFFICERS)]
    threads = [threading.Thread(target=target, args=arguments) for target, arguments in work]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        crowd.ending.set()
        for thread in threads:
            thread.join(timeout=60)


def kept(url: str) -> dict[str, str]:
    """Key of each press in the database -> its number."""
    letters = {row.id: row.letter for row in rows(url, Series.id, Series.letter)}
    found = rows(url, Ticket.press_key, Ticket.series_id, Ticket.number)
    return {key: f"{letters[series]}{number:03d}" for key, series, number in found}


def kill_in_the_middle(running: Antrean, crowd: Crowd, chance: random.Random) -> None:
    """Kills the server a few answers later, starts it, and looks for what was answered before."""
    enough = len(crowd.issued) + chance.randint(4, 40)
    assert becomes_true(lambda: len(crowd.issued) >= enough)
    running.kill9()
    joins, answered, finished = crowd.joins, dict(crowd.issued), set(crowd.finished)
    running.start()
    found = kept(running_url(running))
    assert {key: found.get(key) for key in answered} == answered
    states = dict(rows(running_url(running), Leg.id, Leg.state))
    assert {states.get(leg_id) for leg_id in finished} <= {State.FINISHED}
    assert becomes_true(lambda: crowd.joins > joins), "the display did not come back"


def running_url(running: Antrean) -> str:
    return running.program.env["ANTREAN_DATABASE_URL"]


@pytest.mark.timeout(1500)
@pytest.mark.slow("the server starts again and again")
@pytest.mark.parametrize("kills", [KILLS, pytest.param(MANY_KILLS, marks=pytest.mark.long)])
def test_kills_under_load_lose_nothing_that_was_answered(databases: Databases, tmp_path: Path, kills: int) -> None:
    url = databases.empty("sqlite", tmp_path)
    found(url, large_plan(OFFICERS))
    chance = random.Random(9)

    with server(tmp_path, url) as running:
        crowd = Crowd(running.url, names(url))
        with busy(crowd) as threads:
            for _ in range(kills):
                kill_in_the_middle(running, crowd, chance)

    assert [thread.name for thread in threads if thread.is_alive()] == []
    assert kept(url) == crowd.issued
    assert crowd.unanswered, "no press was under way at any kill"
    assert crowd.refused == 0
    assert_whole(url)


def assert_whole(url: str) -> None:
    """Numbers without a gap, each leg the fold of its events, the chain of events whole."""
    numbers = sorted(kept(url).values())
    series = {letter: sum(each[0] == letter for each in numbers) for letter in "AB"}
    database = Database(url)
    make_office(database, 1).check()
    database.close()
    assert sorted(int(each[1:]) for each in numbers) == sorted(n + 1 for count in series.values() for n in range(count))
