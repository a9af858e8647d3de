"""A line between browser and server that can fall silent without closing, as a pulled cable or a dead switch does."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

from tests.servers.ports import free_port

PIECE = 65536


class SilentLine:
    """A TCP proxy on a port of its own: `hush()` swallows every byte, `hush_answers()` those of the server only.

    `heal()` closes what was swallowed and serves again. Who connects meanwhile is let in and hears nothing.
    """

    def __init__(self, to_port: int) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._to = to_port
        self._silent: frozenset[str] = frozenset()  # the ways on which bytes are lost
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._let_in, daemon=True).start()

    def hush(self) -> None:
        self._silent = frozenset({"there", "back"})

    def hush_answers(self) -> None:
        self._silent = frozenset({"back"})

    def heal(self) -> None:
        """The line is whole again; whoever was cut off in the middle learns that his connection is lost."""
        self._silent = frozenset()
        for each in list(self._open):
            _close(each)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _close(self._door)
        self.heal()

    def _let_in(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._open |= {near, far}
            for way, source, sink in (("there", near, far), ("back", far, near)):
                threading.Thread(target=self._carry, args=(way, source, sink), daemon=True).start()

    def _carry(self, way: str, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if way not in self._silent:
                    sink.sendall(piece)
        if not self._silent:
            _close(source)
            _close(sink)


def _close(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
