"""Who may do what: the status of every address, method and role, each asked of the office as it was recorded."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from werkzeug.test import TestResponse

from tests.golden import plain
from tests.golden.addresses import Address, addresses
from tests.golden.caller import Caller
from tests.golden.held import Chance
from tests.golden.house import House, opened

COLUMNS = ("address", "path", "method", "body", "role", "status", "answer")
BODIES: Mapping[str, Mapping[str, Any]] = {  # of what may change something, with every choice in the address
    "json": {"json": {}},
    "form": {"data": {}},
}
ONCE: Mapping[str, Mapping[str, Any]] = {"json without token": {"json": {}, "headers": {"X-CSRFToken": ""}}}
NONE: Mapping[str, Mapping[str, Any]] = {"": {}}
READING = {"GET", "HEAD", "OPTIONS"}


class Asked(NamedTuple):
    address: Address
    method: str
    body: str
    more: Mapping[str, Any]


class Untouched:
    """Houses that are the same office again and again: a new copy once something was changed."""

    def __init__(self, source: Path, folder: Path, *, house: House, chance: Chance) -> None:
        self._source, self._folder, self._now, self._chance = source, folder, house.clock.now, chance
        self._copies = 0
        self._open()

    def _open(self) -> None:
        self._copies += 1
        file = self._folder / f"copy-{self._copies}.db"
        file.write_bytes(self._source.read_bytes())
        self.house = opened(self._folder, file, now=self._now, chance=self._chance)
        self._watch = sqlite3.connect(file)
        self._version = self._data_version()

    def _data_version(self) -> int:
        """Changes with whatever another connection commits."""
        version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return version

    def renew(self) -> None:
        """After a request."""
        if self._data_version() != self._version:
            self.close()
            self._open()

    def close(self) -> None:
        self._watch.close()
        self.house.close()
        self.house.file.unlink()


def record(untouched: Untouched, callers: Mapping[str, Caller], path: Path) -> None:
    asked = list(_all(addresses(untouched.house)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for address, method, body, more in asked:
            for role, caller in callers.items():
                answer = caller.ask(untouched.house, method, address.path, **_copied(more))
                writer.writerow([address.rule, address.path, method, body, role, answer.status_code, _short(answer)])
                untouched.renew()


def _all(found: Sequence[Address]) -> Iterator[Asked]:
    """What needs one choice only is asked of the first path of each rule; the pages hold the others."""
    seen: set[tuple[str, str]] = set()
    for address in found:
        for method in address.methods:
            is_first = (address.rule, method) not in seen
            seen.add((address.rule, method))
            often, once = ({}, NONE) if method in READING else (BODIES, ONCE)
            for body, more in ({**often, **once} if is_first else often).items():
                yield Asked(address, method, body, more)


def _copied(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: dict(value) for name, value in more.items()}


def _short(answer: TestResponse) -> str:
    """Why it was refused, or where it leads."""
    if answer.location:
        return plain.marked(answer.location)
    if answer.mimetype == "application/json" and answer.data:
        told = json.loads(answer.text)
        return str(told.get("error", "")) if isinstance(told, dict) else ""
    return ",".join(sorted(answer.headers.get("Allow", "").replace(" ", "").split(",")))
