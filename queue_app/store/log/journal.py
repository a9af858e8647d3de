"""Reading the log as people do: a stretch of it, newest first, and the names behind its numbers."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from queue_app.domain.queue.numbering import shown
from queue_app.store.hall.tables import Device
from queue_app.store.log import chain, jumps
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Counter, Officer, Series, Service
from queue_app.store.queue.tables import Ticket

# A clock may be set back by so much without a word, and the log's times are still found by halving. What the log tells
# of is added, up to some months: the calendar has a beginning and an end.
DISORDER, MOST_TOLD = timedelta(hours=1), timedelta(days=300)
AT_ONCE = 500  # numbers in one statement; SQLite takes 999 of old


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the log, as stored. data: empty where somebody has spoiled it."""

    seq: int
    at: datetime
    kind: str
    text: str
    hash: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of the log: kinds None means all of them but `without`; `before` is a number of the log, left out."""

    kinds: Collection[str] | None = None
    without: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    officer_id: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the rows that events speak of: row number -> name, for each sort of row."""

    officers: Mapping[int, str]
    counters: Mapping[int, str]
    services: Mapping[int, tuple[str, str]]  # in Indonesian and in English
    devices: Mapping[int, str]
    tickets: Mapping[int, str]


def kinds(connection: Connection, office_id: int) -> set[str]:
    """Of everything that ever happened at the office."""
    return set(connection.execute(select(LoggedEvent.kind).where(LoggedEvent.office_id == office_id)).scalars())


def entries(connection: Connection, office_id: int, stretch: Stretch, *, limit: int | None) -> list[Entry]:
    """The newest events of the stretch, newest first."""
    wanted = (
        select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data, LoggedEvent.hash)
        .where(LoggedEvent.office_id == office_id, *_conditions(connection, office_id, stretch))
        .order_by(LoggedEvent.seq.desc())
        .limit(limit)
    )
    rows = connection.execute(wanted)
    return [Entry(row.seq, row.at, row.kind, row.data, row.hash, _facts(row.data)) for row in rows]


def names(connection: Connection, office_id: int, found: Iterable[Entry]) -> Names:
    """The names behind these events; of officers, counters, services and devices all that the office ever had."""
    tickets = {int(each.data[name]) for each in found for name in ("ticket_id", "next_ticket_id") if name in each.data}
    officers = select(Officer.id, Officer.name).where(Officer.office_id == office_id)
    counters = select(Counter.id, Counter.number).where(Counter.office_id == office_id)
    services = select(Service.id, Service.name_id, Service.name_en).where(Service.office_id == office_id)
    devices = select(Device.id, Device.name).where(Device.office_id == office_id)
    return Names(
        officers={row.id: row.name for row in connection.execute(officers)},
        counters={row.id: str(row.number) for row in connection.execute(counters)},
        services={row.id: (row.name_id, row.name_en) for row in connection.execute(services)},
        devices={row.id: row.name for row in connection.execute(devices)},
        tickets=_tickets(connection, sorted(tickets)),
    )


def _tickets(connection: Connection, ids: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    numbers = select(Ticket.id, Series.letter, Ticket.number).join(Series, Series.id == Ticket.series_id)
    for start in range(0, len(ids), AT_ONCE):
        for row in connection.execute(numbers.where(Ticket.id.in_(ids[start : start + AT_ONCE]))):
            found[row.id] = shown(row.letter, row.number)
    return found


def _facts(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _conditions(connection: Connection, office_id: int, stretch: Stretch) -> list[ColumnElement[bool]]:
    asked = [LoggedEvent.seq < stretch.before] if stretch.before is not None else []
    if stretch.kinds is not None:
        asked.append(LoggedEvent.kind.in_(sorted(stretch.kinds)))
    if stretch.without is not None:
        asked.append(LoggedEvent.kind != stretch.without)
    if stretch.officer_id is not None:
        asked.append(or_(*_speaks_of(stretch.officer_id)))
    if stretch.since is not None:
        first = _seq_at(connection, office_id, stretch.since - _disorder(connection, office_id))
        asked += [LoggedEvent.at >= stretch.since, LoggedEvent.seq >= first]
    if stretch.until is not None:
        end = _seq_at(connection, office_id, stretch.until + _disorder(connection, office_id))
        asked += [LoggedEvent.at < stretch.until, LoggedEvent.seq < end]
    return asked


def _speaks_of(officer_id: int) -> Iterable[ColumnElement[bool]]:
    """The log is canonical JSON: a number ends with a comma or with the brace."""
    for name in ("officer_id", "to_officer_id", "by_id"):
        for end in ",}":
            yield LoggedEvent.data.contains(f'"{name}":{officer_id}{end}', autoescape=True)


def _disorder(connection: Connection, office_id: int) -> timedelta:
    """By how much an event may be told with a later time than one behind it."""
    told_s = sum(max(0.0, -jump.by_s) for jump in jumps.last(connection, office_id))
    return DISORDER + min(timedelta(seconds=told_s), MOST_TOLD)


def _seq_at(connection: Connection, office_id: int, moment: datetime) -> int:
    """The number of the first event at or after the moment, by halving: the log has numbers and no index on time."""
    one = select(LoggedEvent.at).where(LoggedEvent.office_id == office_id).order_by(LoggedEvent.seq).limit(1)

    def at(seq: int) -> datetime:
        found = connection.execute(one.where(LoggedEvent.seq >= seq)).scalar_one_or_none()
        return found or datetime.max.replace(tzinfo=UTC)

    numbers = range(1, chain.head_seq(connection, office_id) + 1)
    return bisect_left(numbers, moment, key=at) + 1
