"""A line between a program and PostgreSQL that is cut at a COMMIT: before it arrives, or before its answer does."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress

COMMIT = b"\0COMMIT\0"  # of a pipeline; what the driver itself commits when it connects goes by another kind of message
BEFORE, AFTER = "before it arrives", "before its answer arrives"


class CutLine:
    """Carries everything, until `cut_next` says where the line breaks; each break ends one connection."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._breaks: list[str] = []
        self.cuts = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def cut_next(self, *where: str) -> None:
        """The next COMMITs, in this order."""
        self._breaks += where

    def close(self) -> None:
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._carry, args=(self._door.accept()[0],), daemon=True).start()

    def _carry(self, program: socket.socket) -> None:
        with program, socket.create_connection(self._server) as database, suppress(OSError):
            other = {program: database, database: program}
            while True:
                for speaker in select.select(list(other), [], [])[0]:
                    said = speaker.recv(65536)
                    if not said:
                        return
                    if speaker is program and COMMIT in said and self._breaks:
                        self._cut(self._breaks.pop(0), said, database)
                        return
                    other[speaker].sendall(said)

    def _cut(self, where: str, said: bytes, database: socket.socket) -> None:
        self.cuts += 1
        if where == AFTER:
            database.sendall(said)
            while b"COMMIT" not in database.recv(65536):
                pass
