"""A printer on a real TCP port, in a thread, that behaves well or badly.

`TcpPrinter()` collects; `TcpPrinter(stalls=True)` accepts and then neither reads nor closes;
`TcpPrinter(drops_after=n)` resets the connection after n bytes; `TcpPrinter(keeps_open=True)` collects
but never closes its side; `refusing_port()` is a port where nobody listens.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import struct
import threading
from types import TracebackType
from typing import Self

LOOPBACK = "127.0.0.1"
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def refusing_port() -> int:
    """A port that was free a moment ago: connecting to it is refused."""
    with socket.create_server((LOOPBACK, 0)) as server:
        return int(server.getsockname()[1])


class TcpPrinter:
    """Use as a context manager; `next_job()` waits for the bytes of the next whole connection."""

    host = LOOPBACK

    def __init__(
        self, *, stalls: bool = False, keeps_open: bool = False, drops_after: int | None = None, port: int = 0
    ) -> None:
        self.stalls, self.keeps_open, self.drops_after = stalls, keeps_open, drops_after
        self._jobs: queue.Queue[bytes] = queue.Queue()
        self._held: list[socket.socket] = []
        self._server = socket.create_server((LOOPBACK, port))
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        # shutdown wakes the accept() that a plain close() would leave waiting; macOS and Windows wake on close.
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(timeout=5)
        for connection in self._held:
            connection.close()

    def next_job(self, timeout_s: float = 5) -> bytes:
        """The bytes of the next connection that ended or was dropped. Raises queue.Empty after timeout_s."""
        return self._jobs.get(timeout=timeout_s)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return  # the test is over
            if self.stalls:
                self._held.append(connection)
            elif self.drops_after is not None:
                self._drop(connection, self.drops_after)
            else:
                self._collect(connection)

    def _collect(self, connection: socket.socket) -> None:
        job = bytearray()
        while piece := connection.recv(65536):
            job += piece
        if self.keeps_open:
            self._held.append(connection)
        else:
            connection.close()
        self._jobs.put(bytes(job))

    def _drop(self, connection: socket.socket, count: int) -> None:
        job = bytearray()
        while len(job) < count and (piece := connection.recv(count - len(job))):
            job += piece
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        connection.close()
        self._jobs.put(bytes(job))
