"""Two hosts on one machine: network namespaces with a cable between them, which can be pulled. For root alone."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

NEW_NET = 0x40000000  # CLONE_NEWNET
Answer = TypeVar("Answer")


def why_not() -> str:
    """Why there cannot be two hosts here; "" where there can."""
    if not shutil.which("ip"):
        return "network namespaces need iproute2: apt-get install iproute2"
    if os.geteuid() != 0:
        return "network namespaces are made by root alone"
    name = f"antrean-try-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False).returncode:
        return "this machine (a container, perhaps) lets nobody make network namespaces"
    _ip("netns", "del", name)
    return ""


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Host:
    """One of the two, with its own address and its own 127.0.0.1."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self.prefix = ["ip", "netns", "exec", name]  # before a command that is run there
        self._thread = ThreadPoolExecutor(1, initializer=self._move)

    def do(self, what: Callable[[], Answer]) -> Answer:
        """Does it there: its sockets are that host's."""
        return self._thread.submit(what).result()

    def _move(self) -> None:
        handle = os.open(Path("/run/netns", self.name), os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).setns(handle, NEW_NET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
        finally:
            os.close(handle)

    def close(self) -> None:
        self._thread.shutdown()
        _ip("netns", "del", self.name)


class TwoHosts:
    """As a context: server and kiosk, and a cable between them."""

    def __init__(self) -> None:
        mark = os.getpid()
        names = [f"antrean-{what}-{mark}" for what in ("server", "kiosk")]
        ends = [f"an{mark % 100_000}{letter}" for letter in "sk"]
        for name in names:
            _ip("netns", "add", name)
        _ip("link", "add", ends[0], "netns", names[0], "type", "veth", "peer", "name", ends[1], "netns", names[1])
        for number, (name, end) in enumerate(zip(names, ends, strict=True), start=1):
            _ip("-n", name, "addr", "add", f"10.99.7.{number}/24", "dev", end)
            _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", name, "link", "set", end, "up")
        self._end = (names[0], ends[0])
        self.server, self.kiosk = (Host(name, f"10.99.7.{number}") for number, name in enumerate(names, start=1))

    def pull(self) -> None:
        """The cable is out: nothing is refused, nothing arrives."""
        _ip("-n", self._end[0], "link", "set", self._end[1], "down")

    def plug(self) -> None:
        _ip("-n", self._end[0], "link", "set", self._end[1], "up")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kiosk.close()
        self.server.close()
