"""One message to one receiver, over a line of its own: whom it may reach, how long it may take, what it answered.

Not through a library that follows redirects, keeps lines, or asks for a name twice: the number that was looked at is
the number that is spoken to.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from http.client import HTTPConnection, HTTPException
from typing import Any

from queue_app import __version__
from queue_app.domain.log.errors import BadInput
from queue_app.domain.office.hooks import pacing, reached
from queue_app.domain.office.hooks.pacing import Answer
from queue_app.domain.office.hooks.reached import Target

logger = logging.getLogger(__name__)

HEARD = 1024  # bytes of an answer that are read; nobody looks at them
HEADERS = {"Content-Type": "application/json", "User-Agent": f"Antrean/{__version__}", "Connection": "close"}
Resolve = Callable[[str, int], list[str]]


def numbers_of(host: str, port: int) -> list[str]:
    """The numbers that a name stands for just now. Raises OSError where it stands for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_about, sockaddr in found))


class Poster:
    """Sends messages. allow_private: into the office's own network, too, and there without TLS."""

    def __init__(
        self, *, allow_private: bool, timeout_s: float = pacing.TIMEOUT_S, resolve: Resolve = numbers_of
    ) -> None:
        self._allow_private = allow_private
        self._timeout_s = timeout_s
        self._resolve = resolve

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """Knows whom this computer trusts, or SSL_CERT_FILE names; made at the first message, for it takes a while."""
        return ssl.create_default_context()

    def send(self, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One try, over within the time that it may take, whatever the receiver does."""
        began = time.monotonic()
        try:
            target = reached.target(address, allow_private=self._allow_private)
        except BadInput:  # the settings allowed it when it was added
            return _failed("not_allowed", began)
        try:
            numbers = self._resolve(target.host, target.port)
        except (OSError, UnicodeError):
            return _failed("unknown_name", began)
        number = next((each for each in numbers if self._may_reach(each, target)), None)
        if number is None:
            return _failed("not_allowed", began)
        return self._told(_Line(target, number, self._secure(target)), target.path, headers, body, began)

    def _may_reach(self, number: str, target: Target) -> bool:
        return reached.may_reach(number, is_secure=target.is_secure, allow_private=self._allow_private)

    def _secure(self, target: Target) -> ssl.SSLContext | None:
        return self._context if target.is_secure else None

    def _told(self, line: _Line, path: str, headers: Mapping[str, str], body: bytes, began: float) -> Answer:
        left_s = self._timeout_s - (time.monotonic() - began)
        if left_s <= 0:
            return _failed("too_slow", began)
        line.timeout = left_s
        with _ended_after(line, left_s) as is_over:
            try:
                line.request("POST", path, body, {**HEADERS, **headers})
                with line.getresponse() as response:
                    response.read(HEARD)
                    return _heard(response.status, response.getheader("Retry-After"), began)
            except (OSError, HTTPException, ValueError) as exc:  # ValueError: of a line that was ended meanwhile
                return _failed("too_slow" if is_over() else _fault(exc), began)


class _Line(HTTPConnection):
    """To one number, whatever the name stands for by now; the name is who must be there."""

    def __init__(self, target: Target, number: str, context: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port)
        self.default_port = reached.PORTS["https" if target.is_secure else "http"]
        self._number = number
        self._context = context

    def connect(self) -> None:
        self.sock: Any = socket.create_connection((self._number, self.port), self.timeout)
        if self._context is not None:
            # Not within wrap_socket: while it shakes hands there, nobody could end the line.
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


@contextmanager
def _ended_after(line: _Line, seconds: float) -> Iterator[Callable[[], bool]]:
    """Ends the line after so long, however often a byte comes: the time of a socket begins anew with each.

    Gives a question: whether the time is over.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        with suppress(OSError):
            if line.sock is not None:
                line.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield over.is_set
    finally:
        watch.cancel()
        line.close()


def _heard(status: int, retry_after: str | None, began: float) -> Answer:
    wait_s = float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdecimal() else 0.0
    return Answer(status, pacing.judged(status), _ms(began), min(wait_s, pacing.LONGEST_S))


def _failed(fault: str, began: float) -> Answer:
    return Answer(None, fault, _ms(began))


# The first that fits: an error of TLS, and one of time, is one of the system as well.
_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "insecure"),
    (TimeoutError, "too_slow"),
    (OSError, "no_connection"),
    (Exception, "no_http"),
)


def _fault(exc: Exception) -> str:
    logger.info("a receiver could not be told: %s", exc)
    return next(fault for kind, fault in _FAULTS if isinstance(exc, kind))


def _ms(began: float) -> int:
    return round(1000 * (time.monotonic() - began))
