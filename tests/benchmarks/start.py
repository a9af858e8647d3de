"""From nothing to the first answer, and what the server takes in memory then."""

from __future__ import annotations

import time
from statistics import median

from tests.benchmarks.offices import filling, found
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Row

STARTS = 5
MEMORY = {"rss_mb": 120.0}  # aim


def start(place: Place) -> list[Row]:
    """Starts and stops the server; the time is from the start of its process to the first answer of /healthz."""
    times = []
    url = f"sqlite:///{place.folder / 'start.db'}"
    with filling(url) as desk:
        found(desk, "bench", counters=6)
    server = place.server(url)
    with told("start"):
        for number in range(STARTS):
            began = time.monotonic()
            server.start()
            times.append(time.monotonic() - began)
            if number == STARTS - 1:
                place.remember_memory(server, "after the start", MEMORY)
            server.stop()
    return [Row(f"start, median of {STARTS}", {"start_s": median(times)}, {"start_s": 2.0})]
