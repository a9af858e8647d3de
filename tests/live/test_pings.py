"""One line that cannot be pinged is that line's fault, and no other screen's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from engineio import packet

from queue_app.live.lean_line import Pings


class Server:
    """Runs what it is given to do later once it is asked to, and never waits."""

    ping_interval = 0

    def __init__(self) -> None:
        self.tasks: list[Callable[[], None]] = []

    def start_background_task(self, task: Callable[..., None], *asked: object) -> None:
        self.tasks.append(lambda: task(*asked))

    def sleep(self, _seconds: float) -> None:
        """Time stands."""

    def work(self) -> None:
        while self.tasks:
            self.tasks.pop(0)()


class Line:
    closing = closed = False

    def __init__(self, server: Server, *, fault: BaseException | None = None) -> None:
        self.server = server
        self.last_ping: float | None = 1.0
        self.pinged = 0
        self._fault = fault

    def send(self, _packet: packet.Packet) -> None:
        if self._fault is not None:
            raise self._fault
        self.pinged += 1


def scheduled(pings: Pings, *lines: Any) -> None:
    for line in lines:
        pings.schedule(line)


def test_who_cannot_be_pinged_keeps_nobody_else_waiting(caplog: pytest.LogCaptureFixture) -> None:
    pings, server = Pings(), Server()
    broken, well = Line(server, fault=RuntimeError("no greenlet")), Line(server)

    scheduled(pings, broken, well)
    server.work()

    assert (well.pinged, [each.message for each in caplog.records]) == (1, ["a screen could not be pinged"])


def test_pings_that_were_ended_begin_anew_with_the_next_screen() -> None:
    pings, server = Pings(), Server()
    scheduled(pings, Line(server, fault=KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        server.work()

    well = Line(server)
    scheduled(pings, well)
    server.work()

    assert well.pinged == 1
