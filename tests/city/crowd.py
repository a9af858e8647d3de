"""A small crowd before a city: people press, officers call and serve, a display looks on, whatever fails meanwhile.

Each does what our pages do: a press goes out under its one key until it is answered; an officer whose press was not
answered looks how things stand before the next one.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

import websocket

from tests.live.wire import Wire
from tests.people import JSON, Person
from tests.served import Names

ISSUERS, OFFICERS = 4, 3
PAUSE_S = 0.1  # of a person between two presses: a busy machine must not be kept busier by who waits for it
LOST = (OSError, HTTPException)  # no answer, or half of one
OUR_FAULT = 500


@dataclass
class Crowd:
    """url: of nginx. day: tells its keys from those of another crowd."""

    url: str
    named: Names
    day: str
    ending: threading.Event = field(default_factory=threading.Event)
    issued: dict[str, str] = field(default_factory=dict)  # key of a press -> the number it was answered
    called: list[str] = field(default_factory=list)  # numbers, as officers were answered
    faults: Counter[tuple[str, int]] = field(default_factory=Counter)  # path and status of what was answered 5xx
    unanswered: int = 0  # connections that ended without an answer
    joins: int = 0
    seq: int = -1  # of the last state that the display got
    errors: list[BaseException] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def press(self, name: int) -> None:
        person = Person(self.url, keeps_connection=True)
        for turn in itertools.count():
            if self.ending.is_set():
                break
            key = f"{self.day}-{name}-{turn:05d}"
            self.issued[key] = self._number(person, key, self.named.services["KTP" if turn % 2 else "AKTA"])
            self.ending.wait(PAUSE_S)
        person.close()

    def _number(self, person: Person, key: str, service_id: int) -> str:
        """Sends the press until it is answered, always under its one key."""
        while True:
            status, answer = self._post(person, "/kiosk/uji/tickets", {"key": key, "service_id": service_id})
            if status in {200, 201}:
                return str(answer["number"])
            assert status == 0 or status >= OUR_FAULT, answer
            threading.Event().wait(PAUSE_S)

    def serve(self, number: int) -> None:
        person = Person(self.url, keeps_connection=True)
        person.sign_in(f"petugas{number}")
        status, answer = person.post("/counter/open", {"counter_id": self.named.counters[number]})
        assert status == 200, answer
        while not self.ending.is_set():
            self._serve_one(person)
            self.ending.wait(PAUSE_S)
        person.close()

    def _serve_one(self, person: Person) -> None:
        """Calls, starts and finishes one; where an answer is missing the next look says how things stand."""
        try:
            status, text = person.ask("GET", "/counter/state")
        except LOST:
            self.unanswered += 1
            return
        if status != 200:
            self.faults["/counter/state", status] += 1
            return
        open_now = _open(text)
        if open_now is None:
            status, answer = self._post(person, "/counter/call-next", {})
            if status == 200:
                self.called.append(answer["open"]["number"])
            assert status in {0, 200} or status >= OUR_FAULT or answer["error"] == "nobody_waiting", answer
            return
        verb = {"called": "start", "serving": "finish"}[open_now["state"]]
        status, answer = self._post(person, f"/counter/{verb}", {"leg_id": open_now["leg_id"]})
        assert status in {0, 200} or status >= OUR_FAULT, answer

    def _post(self, person: Person, path: str, body: object) -> tuple[int, Any]:
        """Status 0: no answer came. Of a fault, which may be a page of nginx, only the status counts."""
        headers = {"Content-Type": JSON, "X-CSRFToken": person.csrf}
        try:
            status, text = person.ask("POST", path, json.dumps(body), **headers)
        except LOST:
            self.unanswered += 1
            return 0, None
        if status >= OUR_FAULT:
            self.faults[path, status] += 1
            return status, None
        return status, json.loads(text)

    def watch(self) -> None:
        while not self.ending.is_set():
            try:
                self._watch_once()
            except (*LOST, websocket.WebSocketException, AssertionError, KeyError):
                self.ending.wait(PAUSE_S)

    def _watch_once(self) -> None:
        with Wire(self.url) as wire:
            state = wire.join("display")["state"]
            self.joins += 1
            while not self.ending.is_set():
                self.seq = max(self.seq, state["seq"])
                state = wire.next(within_s=5)

    def answers(self, count: int) -> Callable[[], bool]:
        """Whether so many more presses were answered since now."""
        enough = len(self.issued) + count
        return lambda: len(self.issued) >= enough or bool(self.errors)

    def begin(self) -> None:
        work: list[tuple[Callable[..., None], list[int]]] = [(self.watch, [])]
        work += [(self.press, [name]) for name in range(ISSUERS)]
        work += [(self.serve, [number]) for number in range(1, OFFICERS + 1)]
        self.threads = [threading.Thread(target=self._kept, args=each) for each in work]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Once everybody has been answered. Raises what anybody met."""
        self.ending.set()
        for thread in self.threads:
            thread.join(timeout=90)
        assert [thread.name for thread in self.threads if thread.is_alive()] == []
        for error in self.errors:
            raise error

    def _kept(self, target: Callable[..., None], arguments: list[int]) -> None:
        try:
            target(*arguments)
        except BaseException as exc:  # noqa: BLE001 - raised by end(), in the thread of the test
            self.errors.append(exc)


def _open(text: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(text)["state"]["open"]
    return found


@contextmanager
def busy(crowd: Crowd) -> Iterator[Crowd]:
    """All of them at work in the block."""
    crowd.begin()
    try:
        yield crowd
    finally:
        crowd.end()
