"""What a report costs that reads from the log: the chain checked, legs folded; and the whole log against its rows."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

from sqlalchemy import Connection

from queue_app.actions.queue.days import note_days
from queue_app.domain.queue import timeline
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.engines import Database
from queue_app.store.log import day_rows, row_check
from queue_app.store.log.days import recorded_of
from tests.benchmarks.offices import filling, found
from tests.benchmarks.past import A_DAY, chain, write_past
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Figures, Row

EVENTS_EACH = 4  # of a ticket: issued, called, started, finished
A_MONTH = 22  # working days
ALL, FULL = 1_000_000, 10_000_000  # events
COUNTERS = 40
TODAY = date(2026, 11, 27)
Fold = Callable[[Iterable[Recorded]], object]
FOLDS: dict[str, Fold] = {
    "read, each event held to the chain": lambda log: deque(log, maxlen=0),
    "fold of legs and marks": timeline.told,
    "fold of stretches": lambda log: Stretches().read(log),
}


def fold(place: Place) -> list[Row]:
    """A day, a month, and all that there is; each in a process of its own, whose memory is its own, too."""
    events = FULL if place.is_full else place.count(ALL)
    url = _past(place, events // EVENTS_EACH)
    days = events // EVENTS_EACH // A_DAY
    spans = {"a day": 1, f"a month of {A_MONTH} days": A_MONTH, f"{events:,} events, day by day": days}
    rows = [_alone(f"{name}: {what}", _folded, url, what, days) for name, days in spans.items() for what in FOLDS]
    return [*rows, _alone(f"{events:,} events: verify-log, with all rows", _verified, url)]


def _past(place: Place, tickets: int) -> str:
    path = place.folder / "fold.db"
    with filling(f"sqlite:///{path}") as desk:
        office = found(desk, "bench", counters=COUNTERS)
    with told(f"{tickets:,} tickets of the past"):
        write_past(path, office.id, count=tickets, today=TODAY)
        chain(path, office.id)
    with told("where each day stands"), filling(f"sqlite:///{path}") as desk:
        note_days(desk, office.id)
    return f"sqlite:///{path}"


def _alone(name: str, work: Callable[..., Figures], *given: object) -> Row:
    with told(name), ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as own:
        return Row(name, own.submit(work, *given).result())


def _folded(url: str, what: str, days: int) -> Figures:
    database = Database(url)
    with database.reading() as connection:
        return _figures(lambda: sum(_day(connection, FOLDS[what], TODAY - timedelta(days=n + 1)) for n in range(days)))


def _day(connection: Connection, each: Fold, day: date) -> int:
    log = list(recorded_of(connection, 1, day, day))
    each(log)
    return len(log)


def _verified(url: str) -> Figures:
    database = Database(url)

    def verify() -> int:
        with database.reading() as connection:
            deque(row_check.differences(connection, 1), maxlen=0)
            return day_rows.stand(connection, 1).seq

    return _figures(verify)


def _figures(work: Callable[[], int]) -> Figures:
    """work: answers how many events it went through."""
    before_mb, began = _most_mb(), time.process_time()
    count = work()
    took_s = time.process_time() - began
    return {"took_s": took_s, "each_us": took_s / count * 1e6, "grown_mb": _most_mb() - before_mb}


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
