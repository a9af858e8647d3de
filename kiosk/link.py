"""The line to the server: one websocket, opened anew by whoever notices that it broke."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any, Self

import socketio

from queue_app import __version__

AGENT = f"antrean-kiosk/{__version__}"
ANSWER_WITHIN_S = 8.0


class LinkLost(Exception):
    """The server cannot be reached, or did not answer in time; what it did with the last question is not known."""


class Refused(Exception):
    """The server answered that it will not."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Link:
    """As a context; the line is open inside. on_state: called with each new state, in another thread."""

    def __init__(self, url: str, office: str, *, cookie: str, on_state: Callable[[dict[str, Any]], None]) -> None:
        self._url, self._office, self._cookie = url, office, cookie
        self._socket = socketio.Client(reconnection=False, handle_sigint=False)
        self._is_cut = threading.Event()
        self._socket.on("state", on_state)
        self._socket.on("disconnect", lambda *_why: self._is_cut.set())

    def ask(self, event: str, **values: Any) -> dict[str, Any]:
        """The server's answer. Raises LinkLost, Refused."""
        if self._is_cut.is_set():
            raise LinkLost("the line was cut")
        try:
            answer = self._socket.call(event, {"office": self._office, **values}, timeout=ANSWER_WITHIN_S)
        except (socketio.exceptions.SocketIOError, OSError) as exc:
            raise LinkLost(f"no answer to {event!r}") from exc
        if not isinstance(answer, dict):
            raise LinkLost(f"an answer to {event!r} that is none of ours")
        if "error" in answer:
            raise Refused(str(answer["error"]), str(answer.get("message", "")))
        return answer

    def tell(self, event: str, **values: Any) -> None:
        """Says it without waiting for an answer; on a cut line it is lost."""
        with contextlib.suppress(socketio.exceptions.SocketIOError, OSError):
            self._socket.emit(event, {"office": self._office, **values})

    @property
    def is_cut(self) -> bool:
        return self._is_cut.is_set()

    def __enter__(self) -> Self:
        headers = {"Cookie": self._cookie, "User-Agent": AGENT}
        try:
            self._socket.connect(self._url, headers=headers, transports=["websocket"], wait_timeout=ANSWER_WITHIN_S)
        except (socketio.exceptions.SocketIOError, OSError, ValueError) as exc:
            raise LinkLost(str(exc) or "cannot connect") from exc
        return self

    def __exit__(self, *_why: object) -> None:
        # First the bare connection: on a dead line the library would wait for the reading thread, three quarters of a
        # minute long.
        with contextlib.suppress(OSError, AttributeError):
            self._socket.eio.ws.sock.shutdown(socket.SHUT_RDWR)
        self._socket.disconnect()
