"""A printer on a real TCP port, in a thread, that behaves well or badly, and whose state a test may change.

`TcpPrinter()` prints and tells nothing, as the cheapest do; `speaks=True` answers DLE EOT and GS r. A test breaks it
before it starts or while it runs: `paper`, `is_cover_open`, `is_offline`, `ends_after`, `drops_after`, `stalls`,
`bytes_per_s`; `stops_at` holds it in the middle of a ticket for as long as a test needs. `slips` is what lies in the
tray, `asked` every question it was asked; `refusing_port()` is a port where nobody listens.
"""

from __future__ import annotations

import contextlib
import queue
import re
import socket
import struct
import threading
import time
from types import TracebackType
from typing import Self

from tests.servers.ports import free_port
from tests.servers.waiting import PATIENCE_S

LOOPBACK = "127.0.0.1"
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
TICK_S = 0.005
AT_ONCE = 1e9  # bytes a second
NOW = re.compile(rb"\x10\x04([\x01-\x04])")  # DLE EOT n: never printed, answered at once
NOW_BEGUN = re.compile(rb"\x10\x04?\Z")
IN_TURN = b"\x1dr\x01"
CUT = re.compile(rb"\x1dV[\x00\x01]")


def refusing_port() -> int:
    """A port where nobody listens: connecting to it is refused, until a TcpPrinter(port=...) is there."""
    return free_port()


class TcpPrinter:
    """Use as a context manager; `next_job()` waits for the bytes of the next whole connection that carried any."""

    host = LOOPBACK

    def __init__(
        self,
        *,
        speaks: bool = False,
        confirms: bool = True,
        stalls: bool = False,
        keeps_open: bool = False,
        drops_after: int | None = None,
        bytes_per_s: float = AT_ONCE,
        port: int = 0,
    ) -> None:
        self.speaks, self.confirms = speaks, confirms  # confirms: knows GS r
        self.stalls, self.keeps_open, self.drops_after = stalls, keeps_open, drops_after
        self.bytes_per_s = bytes_per_s
        self.paper = "ok"  # "ok", "near_end", "end"
        self.is_cover_open = self.is_offline = self.is_faulty = self.is_mute = False
        self.ends_after: int | None = None  # bytes of ticket after which the paper is at its end
        self.stops_at: bytes | None = None  # prints no further once this is on the paper, until it is None again
        self.asked: list[int] = []  # each DLE EOT that came, and IN_TURN as 0
        self.connections = 0
        self._buffer = b""  # taken and not printed yet
        self._printed = b""  # on the paper that still hangs in the printer
        self._tray: list[bytes] = []
        self._jobs: queue.Queue[bytes] = queue.Queue()
        self._ending = threading.Event()
        self._server = socket.create_server((LOOPBACK, port))
        self._server.settimeout(TICK_S)
        self.port: int = self._server.getsockname()[1]
        self._printed_at, self._may_print = time.monotonic(), 0.0  # bytes, by its speed
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._ending.set()
        self._thread.join()
        self._server.close()

    def next_job(self, timeout_s: float = PATIENCE_S) -> bytes:
        """The bytes of the next connection that ended or was dropped. Raises queue.Empty after timeout_s."""
        return self._jobs.get(timeout=timeout_s)

    @property
    def slips(self) -> list[bytes]:
        """What was cut off, and last what hangs in the printer, if it is anything."""
        return [*self._tray, *([self._printed] if self._printed else [])]

    @property
    def is_well(self) -> bool:
        return not (self.is_cover_open or self.is_offline or self.is_faulty or self.paper == "end")

    def new_roll(self) -> None:
        """Somebody puts a new roll in: what hung in the printer is torn off, and what it had taken goes on."""
        if self._printed:
            self._tray.append(self._printed)
        self._printed, self.ends_after, self.paper = b"", None, "ok"

    def forget(self) -> None:
        """It is switched off and on: what it had taken and not printed is gone, and the half paper is torn off."""
        self._buffer = b""
        self.new_roll()

    # The thread.

    def _serve(self) -> None:
        while not self._ending.is_set():
            self._print(None)
            with contextlib.suppress(TimeoutError):
                connection, _ = self._server.accept()
                self.connections += 1
                with connection:
                    self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        connection.settimeout(TICK_S)
        job, unread, is_open = b"", b"", True
        while is_open and not self._ending.is_set():
            if self.stalls:
                time.sleep(TICK_S)
                continue
            unread, is_open = _read(connection, unread)
            data, unread = self._without_questions(connection, unread)
            left = None if self.drops_after is None else self.drops_after - len(job)
            job += data[:left]
            self._buffer += data[:left]
            self._print(connection)
            if left is not None and left <= len(data):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                is_open = False
        if job or self.drops_after is not None:
            self._jobs.put(job.replace(IN_TURN, b""))
        while self.keeps_open and not self._ending.wait(TICK_S):
            pass

    def _without_questions(self, connection: socket.socket, data: bytes) -> tuple[bytes, bytes]:
        """Answers each DLE EOT; the rest of the data, and what may be the beginning of another one."""
        for asked in NOW.finditer(data):
            self.asked.append(asked[1][0])
            if self.speaks and not self.is_mute:
                _tell(connection, self._now(asked[1][0]))
        data = NOW.sub(b"", data)
        begun = NOW_BEGUN.search(data)
        return (data[: begun.start()], data[begun.start() :]) if begun else (data, b"")

    def _now(self, number: int) -> int:
        bits = {
            1: 0x00 if self.is_well else 0x08,
            2: 0x04 * self.is_cover_open | 0x20 * (self.paper == "end") | 0x40 * self.is_faulty,
            3: 0x08 * self.is_faulty,
            4: {"ok": 0x00, "near_end": 0x0C, "end": 0x6C}[self.paper],
        }
        return 0x12 | bits[number]

    def _print(self, connection: socket.socket | None) -> None:
        """Puts as much on paper as time and paper allow; questions in their turn are answered on the way."""
        now = time.monotonic()
        passed_s, self._printed_at = now - self._printed_at, now
        self._may_print = self._may_print + passed_s * self.bytes_per_s if self._buffer else 0.0
        self._may_print = len(self._buffer) if self.bytes_per_s == AT_ONCE else self._may_print
        while self._may_print >= 1 and self._buffer and self.is_well and not self._is_held():
            if self._buffer.startswith(IN_TURN):
                self._buffer = self._buffer[len(IN_TURN) :]
                self.asked.append(0)
                if self.speaks and self.confirms and not self.is_mute and connection:
                    _tell(connection, 0x03 if self.paper == "near_end" else 0x00)
                continue
            before, _asked, _rest = self._buffer.partition(IN_TURN)
            count = min(int(self._may_print), len(before), len(before) if self.ends_after is None else self.ends_after)
            count = 1 if self.stops_at else count
            self._may_print -= count
            self._put(self._buffer[:count])

    def _is_held(self) -> bool:
        return self.stops_at is not None and self.stops_at in self._printed

    def _put(self, data: bytes) -> None:
        self._buffer = self._buffer[len(data) :]
        self._printed += data
        if self.ends_after is not None:
            self.ends_after -= len(data)
            if self.ends_after <= 0:
                self.paper = "end"
        while cut := CUT.search(self._printed):
            self._tray.append(self._printed[: cut.end()])
            self._printed = self._printed[cut.end() :]


def _read(connection: socket.socket, unread: bytes) -> tuple[bytes, bool]:
    try:
        piece = connection.recv(65536)
    except TimeoutError:
        return unread, True
    except OSError:
        return unread, False
    return unread + piece, bool(piece)


def _tell(connection: socket.socket, byte: int) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(bytes([byte]))
