"""A month of another system, taken in while the office serves: how long it takes, and how long it holds others up."""

from __future__ import annotations

import multiprocessing
import random
import time
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime, timedelta

from queue_app.actions.evidence.imports import Asked, import_visits
from queue_app.domain.evidence.imported_row import COLUMNS
from queue_app.domain.log.events import SignedIn
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.benchmarks.offices import filling, found
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Row
from tests.servers.postgres import running_postgres

VISITS = 23_000
DAYS, STAFF, SERVICES = 20, 24, 6
AIMS = {"took_s": 15.0, "longest_s": 2.0}
PRESS_EVERY_S = 0.01


def imports(place: Place) -> list[Row]:
    """The same file on both databases, while another program writes a little all the time."""
    content = visits(place.count(VISITS))
    with running_postgres(is_durable=True) as postgres:
        urls = {"SQLite": f"sqlite:///{place.folder / 'imports.db'}", "PostgreSQL": postgres.create_database()}
        return [_row(name, url, content) for name, url in urls.items()]


def visits(count: int) -> bytes:
    """A file of so many visits of DAYS days, the same each time."""
    chance, first = random.Random(13), datetime(2025, 2, 3, 8)  # noqa: DTZ001 - the office's own clock
    lines = [",".join(COLUMNS)]
    for number in range(count):
        day, nth = divmod(number, -(-count // DAYS))
        issued = first + timedelta(days=day, seconds=25 * nth)
        called = issued + timedelta(seconds=chance.randrange(600))
        finished = called + timedelta(seconds=20 + int(chance.expovariate(1 / 200)))
        staff, service = f"Petugas {chance.randrange(STAFF)}", f"L{chance.randrange(SERVICES)}"
        times = ",".join(each.isoformat() for each in (issued, called, finished))
        lines.append(f"{number},{service},{int(chance.random() < 0.2)},{staff},{times},completed")
    return "\n".join(lines).encode()


def _row(name: str, url: str, content: bytes) -> Row:
    with filling(url) as desk:
        office = found(desk, "bench", counters=1)
    with told(f"an import on {name}"), ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as own:
        own.submit(time.time).result()  # it is there, and has loaded what it needs
        longest_s = _longest(url, office.id, work := own.submit(_imported, url, content))
    return Row(f"import of {VISITS:,} visits, {name}", {"took_s": work.result(), **longest_s}, AIMS)


def _imported(url: str, content: bytes) -> float:
    began = time.monotonic()
    database = Database(url)
    import_visits(Desk(database), content, Asked("bench", creates=True))
    database.close()
    return time.monotonic() - began


def _longest(url: str, office_id: int, work: Future[float]) -> dict[str, float]:
    """How long at most another program waited for a small write meanwhile."""
    desk, waited = Desk(Database(url)), [0.0]
    while not work.done():
        began = time.monotonic()
        with desk.transaction(office_id) as own:
            own.record(SignedIn(officer_id=1))
        waited.append(time.monotonic() - began)
        time.sleep(PRESS_EVERY_S)
    desk.database.close()
    return {"longest_s": max(waited)}
