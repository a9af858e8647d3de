"""An office's line as bytes, made once after a change and handed to every phone that asks.

Thousands of pages are open in an office on a busy day, and each asks every few seconds. They all get the same bytes;
most get none, as theirs are the newest. `before` hands them out ahead of the program, which a request costs three times
as much; whatever it does not have at hand the program answers, from the same place.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from flask import Flask, current_app

from queue_app.screens import line
from queue_app.store.desk import Desk, OfficeKey

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FRESH_S = 1.0  # how long nobody looks whether there is something new
OLDEST_S = 10.0  # read again by then: some of it changes by the clock alone
BUILDING_S = 2.0  # while one request reads the line anew, the others are handed the one before
KEPT_BY_PROXIES = "public, max-age=1"
FIRST, LAST = "/o/", "/line"
NAMED = ("HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")

Name = tuple[str | None, ...]
Answer = tuple[str, list[tuple[str, str]], bytes]  # status, headers, body
_encode = msgspec.json.Encoder().encode


@dataclass(slots=True, eq=False)
class Kept:
    """The line of one office, ready to be sent. names: of hosts under which the program has answered for it."""

    version: tuple[object, ...]
    made_at: float
    until: float
    mark: str
    whole: Answer
    packed: Answer
    unchanged: Answer
    names: set[Name] = field(default_factory=set)

    def to(self, environ: WSGIEnvironment) -> Answer:
        """What whoever asks is to be sent."""
        if self.mark in environ.get("HTTP_IF_NONE_MATCH", ""):
            return self.unchanged
        return self.packed if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else self.whole


class OfficeLines:
    """Those of one program. clock: seconds."""

    def __init__(
        self, desk: Desk, headers: Callable[[], Mapping[str, str]], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk = desk
        self._headers = headers
        self._clock = clock
        self._kept: dict[str, Kept] = {}  # by the office's slug
        self._turns: dict[int, threading.Lock] = {}

    def of(self, slug: str, environ: WSGIEnvironment) -> Answer:
        """The line as it is now; read by one request at a time. Raises NotFound."""
        office = self._desk.office_called(slug)
        kept = self._fresh(slug)
        if kept is None:
            with self._turns.setdefault(office.id, threading.Lock()):
                kept = self._fresh(slug) or self._read(office)
        kept.names.add(_name(environ))
        return kept.to(environ)

    def at_hand(self, slug: str, environ: WSGIEnvironment) -> Answer | None:
        """The same where nothing has to be read for it, and only under a name that the program answers to."""
        kept = self._fresh(slug)
        return kept.to(environ) if kept and _name(environ) in kept.names else None

    def _fresh(self, slug: str) -> Kept | None:
        kept = self._kept.get(slug)
        return kept if kept and self._clock() < kept.until else None

    def _read(self, office: OfficeKey) -> Kept:
        now, before = self._clock(), self._kept.get(office.slug)
        if before:
            before.until = min(now + BUILDING_S, before.made_at + OLDEST_S + BUILDING_S)
        with self._desk.reading() as connection:
            at = self._desk.clock()
            version = line.version(connection, office, now=at)
            if before and before.version == version and now < before.made_at + OLDEST_S:
                before.until = now + FRESH_S
                return before
            told = _encode(line.office_line(connection, office, now=at))
        kept = self._kept[office.slug] = _ready(told, version, now, self._headers())
        return kept


def before(app: WSGIApplication, lines: OfficeLines) -> WSGIApplication:
    """Answers for lines that are at hand; the program answers everything else."""

    def asked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] == "GET" and path.startswith(FIRST) and path.endswith(LAST):
            answer = lines.at_hand(path[len(FIRST) : -len(LAST)], environ)
            if answer:
                status, headers, body = answer
                start_response(status, headers)
                return [body]
        return app(environ, start_response)

    return asked


def register(app: Flask, desk: Desk) -> None:
    """To be called once all else stands before the program."""
    lines = OfficeLines(desk, lambda: app.config["HEADERS"])
    app.extensions["antrean.lines"] = lines
    app.wsgi_app = before(app.wsgi_app, lines)  # type: ignore[assignment, method-assign]


def lines() -> OfficeLines:
    """Those of this program."""
    found: OfficeLines = current_app.extensions["antrean.lines"]
    return found


def _name(environ: WSGIEnvironment) -> Name:
    return tuple(environ.get(each) for each in NAMED)


def _ready(told: bytes, version: tuple[object, ...], now: float, headers: Mapping[str, str]) -> Kept:
    mark = f'"{hashlib.sha256(told).hexdigest()[:16]}"'
    usual = [
        *headers.items(), ("Content-Type", "application/json"), ("Cache-Control", KEPT_BY_PROXIES),
        ("ETag", f"W/{mark}"), ("Vary", "Accept-Encoding"),
    ]  # fmt: skip
    small = gzip.compress(told, 6, mtime=0)
    return Kept(
        version, now, now + FRESH_S, mark,
        whole=("200 OK", [*usual, ("Content-Length", str(len(told)))], told),
        packed=("200 OK", [*usual, ("Content-Length", str(len(small))), ("Content-Encoding", "gzip")], small),
        unchanged=("304 Not Modified", usual, b""),
    )  # fmt: skip
