"""`python -m tests.benchmarks`: prints one table and writes build/bench.json."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.city import city
from tests.benchmarks.counter_load import call, issue
from tests.benchmarks.counter_page import page
from tests.benchmarks.desk_day import desk, order
from tests.benchmarks.evaluation import evaluation
from tests.benchmarks.fold import fold
from tests.benchmarks.gears import gears
from tests.benchmarks.history import history
from tests.benchmarks.imports import imports
from tests.benchmarks.phones import phones
from tests.benchmarks.place import Place
from tests.benchmarks.rollups import rollups
from tests.benchmarks.rounds import rounds
from tests.benchmarks.socket_memory import socket_memory
from tests.benchmarks.start import start
from tests.benchmarks.table import Row, as_json, table
from tests.benchmarks.wait import wait
from tests.benchmarks.waiting_room import displays
from tests.benchmarks.waiting_wall import memory, reconnect, sound
from tests.benchmarks.weights import weights
from tests.benchmarks.workers import workers
from tests.servers.antrean import ROOT

PARTS: dict[str, Callable[[Place], list[Row]]] = {
    "start": start,
    "issue": issue,
    "call": call,
    "desk": desk,
    "page": page,
    "weights": weights,
    "phones": phones,
    "workers": workers,
    "gears": gears,
    "lines": socket_memory,
    "city": city,
    "order": order,
    "displays": displays,
    "sound": sound,
    "memory": memory,
    "reconnect": reconnect,
    "history": history,
    "fold": fold,
    "imports": imports,
    "rollups": rollups,
    "evaluation": evaluation,
    "rounds": rounds,
    "wait": wait,
}
RESULT = ROOT / "build" / "bench.json"
OPEN_FILES = 4096  # a thousand displays here, as many at the server
NOTES = """\
On SQLite every commit is on disk (WAL, synchronous=FULL), on PostgreSQL too (fsync on, one worker). All clients run on
the same machine, in a process of their own. Each number comes with a print job for a network printer that is switched
off. Call-next alone, without paper: offices of 20 counters, each of which calls once, while 40 to 20 people wait; the
answer says what was called, the rest of the officer's screen follows over its socket. Counter actions: 12 officers,
each with an open screen, act every 0.25 s or so, some 50 times as fast as people. The page: every byte that Chromium
reads for it, on the wire; its update: the largest state that any of the 12 screens was sent. Weights: each file's
content, as it is and after gzip. Phones: an office with 500 waiting; pages ask every 5 s or so, each on a connection of
its own. Displays: from the sending of the call until the last display has it, a call every
0.5 s, fresh_s = 5. Sound: from the press until the audio clock of a display in Chromium lets the chime sound. Memory: a
page that lives a week and a half in fast time. Back: from the first answer of a server that was killed until the last
display has its state again, with the page's own delays and jitter. History: 900 tickets a day; times are the median
over rounds of the cost without any. Fold: days of 900 tickets, four events each, read from SQLite one at a time, in a
process of its own: the processor's time, and how much its memory grew at most. Imports: into an office whose people
and services are new, while another program writes one event every 10 ms, whose longest wait is told. Evaluation and
a round of promises: the processor's time. Gears: eight offices; the floor is one client that writes the same rows, a
commit each, without any of our code. Lines: a thousand displays more each time. Wait: a model of an office's past is
learned, and asked about a full hall: the processor's time. City: 100 offices of 20 counters, each number given, called,
started and finished, as fast as two workers on the same two cores as all clients answer; pages and displays spread over
the offices."""


def main() -> None:
    """Measures what was asked for, prints the table, writes the file."""
    wanted, asked = _arguments()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, hard), hard))
    rows: list[Row] = []
    with (
        tempfile.TemporaryDirectory(prefix="antrean-bench-") as folder,
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as clients,
    ):
        place = Place(Path(folder), asked.quick, clients, is_full=asked.full)
        for name in wanted:
            found = PARTS[name](place)
            print(table(found), end="\n\n", flush=True)  # what was measured is not lost with a part that fails later
            rows += found
        rows += place.memory
    machine = _machine()
    print(f"\n{table(rows)}\n\n{NOTES}\n{', '.join(machine.values())}")
    RESULT.parent.mkdir(exist_ok=True)
    result = {"taken_at": datetime.now(UTC).isoformat(), "is_quick": asked.quick, "machine": machine}
    RESULT.write_text(json.dumps({**result, "rows": list(map(as_json, rows))}, indent=2) + "\n")


def _arguments() -> tuple[list[str], argparse.Namespace]:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small counts, to see whether it runs")
    parser.add_argument(
        "--full",
        action="store_true",
        help="ten million events (6 GB, 20 minutes) and 60,000 tickets",
    )
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts to measure, of {','.join(PARTS)}")
    parsed = parser.parse_args()
    wanted = parsed.only.split(",")
    if unknown := sorted(set(wanted) - set(PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return wanted, parsed


def _machine() -> dict[str, str]:
    return {
        "system": platform.platform(),
        "cores": f"{os.cpu_count()} cores",
        "python": f"Python {platform.python_version()}",
        "sqlite": f"SQLite {sqlite3.sqlite_version}",
    }


if __name__ == "__main__":
    main()
