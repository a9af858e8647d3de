"""How many lines the server keeps open, and for whom: nobody alone can take all places of a hall.

A line costs a file of the process and, as a screen's, 34 kB. Where both ran out, SQLite could open nothing either and
everybody was turned away. A whole office may come from one address, behind its router: so an address may have half of
all places, which is far more than its screens and phones, and leaves the other half to everyone else.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent.pywsgi import WSGIServer

from queue_app.texts import LANGUAGES, translate

logger = logging.getLogger(__name__)

MOST_LINES = 16_384  # some 560 MB, if all of them are screens
FOR_FILES = 256  # of the process's files: the database's, uploads, pages, printers
TOLD_EVERY_S = 60.0
HEARD_S = 0.5  # for what a refused client still sends: closed at once, it would not read why
HEAD = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 10\r\n"


@dataclass(slots=True)
class Lines:
    """Who is in. most: lines of all together; most_of_one: of one address."""

    most: int
    most_of_one: int
    open: int = 0
    of: Counter[str] = field(default_factory=Counter)
    _told_at: float = -TOLD_EVERY_S

    @contextmanager
    def held(self, address: str) -> Iterator[bool]:
        """A block as long as the line: whether there is a place for it."""
        if self.open >= self.most or self.of[address] >= self.most_of_one:
            self._tell(address)
            yield False
            return
        self.open += 1
        self.of[address] += 1
        try:
            yield True
        finally:
            self.open -= 1
            self.of[address] -= 1
            if not self.of[address]:
                del self.of[address]

    def _tell(self, address: str) -> None:
        if time.monotonic() - self._told_at < TOLD_EVERY_S:
            return
        self._told_at = time.monotonic()
        told = self.open, self.most, self.of[address], address
        logger.warning("no place for another line: %s of %s are open, %s of them from %s", *told)


def lines(files: int, *, is_behind_proxy: bool) -> Lines:
    """files: how many the process may have open. Behind a proxy everybody comes from its address."""
    most = max(1, min(MOST_LINES, files - FOR_FILES))
    return Lines(most, most if is_behind_proxy else max(1, most // 2))


class Entrance(WSGIServer):
    """pywsgi's server, with a place for each line or a word that there is none."""

    lines: Lines

    def handle(self, sock: Any, address: tuple[str, int]) -> None:
        with self.lines.held(address[0]) as is_in:
            if is_in:
                super().handle(sock, address)
            else:
                _refuse(sock)


def _refuse(sock: Any) -> None:
    said = [translate(lang, "Too many lines are open. Please try again soon.") for lang in LANGUAGES]
    body = "\n".join([*said, ""]).encode()
    with gevent.Timeout(HEARD_S, exception=False), suppress(OSError):
        sock.sendall(f"{HEAD}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        sock.recv(4096)
