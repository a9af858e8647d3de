"""What a screen's open line takes of the server's memory, beside one of a server that only accepts it."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.benchmarks.displays import play_displays
from tests.benchmarks.offices import filling, found
from tests.benchmarks.place import NO_PAPER, Place, rss_mb, told
from tests.benchmarks.table import Row
from tests.benchmarks.waiting_room import process
from tests.servers.antrean import ROOT
from tests.servers.ports import free_port
from tests.servers.program import Program

SOCKETS, BATCHES = 1000, 3  # a batch each time, on top of the ones before
SETTLED_S = 1.0
FLOOR = "a bare Socket.IO server"


def socket_memory(place: Place) -> list[Row]:
    """Displays in batches: the median of what a batch adds, divided by its lines."""
    url = f"sqlite:///{place.folder / 'sockets.db'}"
    with filling(url) as desk:
        office = found(desk, "bench", counters=6)
    with told("memory of a line"):
        with place.server(url, paper=NO_PAPER) as server:
            ours = _each_kb(place, server.port, office.slug, server.program.pid)
        bare = _bare(place)
    return [Row("memory of a display's line", {"each_kb": ours}, {"each_kb": 60.0}, {"each_kb": bare}, FLOOR)]


def _bare(place: Place) -> float:
    port = free_port()
    program = Program(
        [sys.executable, "-m", "tests.benchmarks.bare_sockets", str(port)], log=place.folder / "bare.log", cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    program.start()
    program.wait_until(lambda: "ready" in Path(place.folder / "bare.log").read_text())
    try:
        return _each_kb(place, port, "bench", program.pid)
    finally:
        program.kill()


def _each_kb(place: Place, port: int, office: str, pid: int) -> float:
    count = place.count(SOCKETS)
    seen = []
    with ExitStack() as rooms:
        for _ in range(BATCHES + 1):  # the first pays for what is made once
            room = rooms.enter_context(process(play_displays, port, office, count))
            assert room.recv() == "ready"
            rooms.callback(room.send, "report")
            time.sleep(SETTLED_S)
            seen.append(rss_mb(pid))
    return median((after - before) * 1000 / count for before, after in pairwise(seen))
