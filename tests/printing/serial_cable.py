"""A serial cable from a terminal device, as /dev/ttyUSB0 is one, to a printer of the tests."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import socket
import threading
import tty
from types import TracebackType
from typing import Self

from tests.printing.tcp_printer import TcpPrinter

TICK_S = 0.005


class SerialCable:
    """Use as a context manager. path: the device. is_held: the printer lets nothing through, as by its ready line."""

    def __init__(self, printer: TcpPrinter) -> None:
        self._far, self._near = pty.openpty()
        tty.setraw(self._near)
        os.set_blocking(self._far, False)
        self.path = os.ttyname(self._near)
        self.is_held = False
        self._printer = printer
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._carry, daemon=True)

    def pull(self) -> None:
        """Somebody pulls the plug: the device stays, and nobody is at its other end."""
        self._ending.set()
        self._thread.join()
        with contextlib.suppress(OSError):
            os.close(self._far)

    def _carry(self) -> None:
        with socket.create_connection((self._printer.host, self._printer.port)) as line:
            while not self._ending.is_set():
                ends = [line.fileno()] if self.is_held else [line.fileno(), self._far]
                for end in select.select(ends, [], [], TICK_S)[0]:
                    if end == self._far:
                        line.sendall(os.read(self._far, 1024))
                    else:
                        os.write(self._far, line.recv(1024))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.pull()
        os.close(self._near)
