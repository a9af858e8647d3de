"""Reading the office's log: a page of it, a day of it, and whether its chain still holds. Nobody can change it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from sqlalchemy import Connection

from queue_app.domain.log.events import KINDS, HistoryVisit
from queue_app.domain.queue.numbering import day_start
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import chain, journal
from queue_app.store.log.journal import Entry, Names, Stretch

PAGE = 100  # entries


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; None: anything. group: the part of a kind before its dot. before: a number of the log."""

    group: str | None = None
    day: date | None = None
    officer_id: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Entries, newest first, with the names behind them. older: what to ask for as `before` to read on."""

    entries: list[Entry]
    names: Names
    older: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A log whose chain holds: number and hash of its last event, and how long looking at all of it took."""

    seq: int
    hash: str
    took_s: float


def groups() -> list[str]:
    """The groups of kinds, in the order of the kinds."""
    return list(dict.fromkeys(kind.partition(".")[0] for kind in KINDS))


def read(desk: Desk, office_id: int, wish: Wish) -> Found:
    """One page of the log. Visits of another system come by the thousand: they are told where their group is asked."""
    return _found(desk, desk.office(office_id), wish, limit=PAGE)


def whole_day(desk: Desk, office_id: int, day: date) -> Found:
    """Every entry of one day of the office's own calendar."""
    return _found(desk, desk.office(office_id), Wish(day=day), limit=None)


def check(desk: Desk, office_id: int) -> Checked:
    """Looks at every event since the first. Raises BrokenLog naming the first that is missing or changed."""
    began = time.perf_counter()
    with desk.reading() as connection:
        seq, head = cast("tuple[int, str]", desk.offload(lambda: chain.verify(connection, office_id)))
    return Checked(seq, head, time.perf_counter() - began)


def _found(desk: Desk, office: OfficeKey, wish: Wish, *, limit: int | None) -> Found:
    with desk.reading() as connection:
        # Outside the event loop: who looks for something rare may look through years.
        return cast("Found", desk.offload(lambda: _look(connection, office, wish, limit)))


def _look(connection: Connection, office: OfficeKey, wish: Wish, limit: int | None) -> Found:
    stretch = Stretch(
        kinds={kind for kind in KINDS if kind.startswith(f"{wish.group}.")} if wish.group else None,
        without=HistoryVisit.kind if limit and not wish.group else None,
        since=day_start(wish.day, office.time_zone) if wish.day else None,
        until=day_start(wish.day + timedelta(days=1), office.time_zone) if wish.day else None,
        officer_id=wish.officer_id,
        before=wish.before,
    )
    more = journal.entries(connection, office.id, stretch, limit=limit and limit + 1)
    shown = more[:limit]
    return Found(shown, journal.names(connection, office.id, shown), shown[-1].seq if len(more) > len(shown) else None)
