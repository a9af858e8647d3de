"""A network between agent and server that a test may cut: what is cut neither closes nor carries anything."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

TICK_S = 0.01


class Cable:
    """One TCP port that leads to another. While `is_cut`, bytes of either side wait nowhere: they are lost."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(TICK_S)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._ending = threading.Event()
        self.is_cut = False
        self.cuts_after: bytes | None = None  # cut as soon as the agent has sent something that holds this
        self.loses_answers = False  # to presses: they reach the server, and what it says is lost
        self._thread = threading.Thread(target=self._run, daemon=True)

    def mend(self) -> None:
        """Whole again; what was connected before stays dead."""
        for pair in self._pairs:
            for end in pair:
                end.close()
        self._pairs.clear()
        self.is_cut = self.loses_answers = False

    def _run(self) -> None:
        while not self._ending.is_set():
            with contextlib.suppress(OSError):
                agent, _ = self._server.accept()
                if self.is_cut:
                    agent.close()
                    continue
                pair = (agent, socket.create_connection(("127.0.0.1", self._target)))
                self._pairs.append(pair)
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, agent: socket.socket, server: socket.socket) -> None:
        other, loses = {agent: server, server: agent}, False
        with contextlib.suppress(OSError, ValueError), agent, server:
            while not self._ending.is_set():
                for end in select.select([agent, server], [], [], TICK_S)[0]:
                    data = end.recv(65536)
                    if not data:
                        return
                    if self.loses_answers and end is agent and data.startswith(b"POST /kiosk/uji/tickets"):
                        loses = True
                    if not self.is_cut and not (loses and end is server):
                        other[end].sendall(data)
                        if loses and data.endswith(b"}"):  # the press is whole
                            self.is_cut = True
                    if end is agent and self.cuts_after and any(self.cuts_after in text for text in _unmasked(data)):
                        self.is_cut, self.cuts_after = True, None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._thread.join()
        self._server.close()
        for pair in self._pairs:
            for end in pair:
                end.close()


def _unmasked(frames: bytes) -> Iterator[bytes]:
    """The texts of short websocket frames as a client sends them, one or several at once."""
    while len(frames) >= 6:
        is_short = frames[1] & 0x7F < 126
        start, length = (2, frames[1] & 0x7F) if is_short else (4, int.from_bytes(frames[2:4], "big"))
        mask, text = frames[start : start + 4], frames[start + 4 : start + 4 + length]
        yield bytes(byte ^ mask[index % 4] for index, byte in enumerate(text))
        frames = frames[start + 4 + length :]
