"""Where the logs ended when it was last told elsewhere: beside the database, and in its backups.

A database that ends before that is older than it should be: a copy without its `-wal`, or one that was put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, text

from queue_app.store.backup import contents, notes
from queue_app.store.backup.contents import HeadOf

_HASH = text("SELECT hash FROM event WHERE office_id = :office AND seq = :seq")


class Mark(msgspec.Struct, frozen=True):
    """What lies beside a database of SQLite.

    restored_at: when a backup was put back on purpose; heads that were told before count no more.
    doubt_at: when it was served though it looked like a copy without its end; lost: what it lacked, if that is known.
    """

    at: datetime
    heads: tuple[HeadOf, ...]
    restored_at: datetime | None = None
    doubt_at: datetime | None = None
    lost: tuple[HeadOf, ...] = ()


class Known(NamedTuple):
    """Heads that were told at some time. where: the name of the file that tells them."""

    where: str
    at: datetime
    heads: tuple[HeadOf, ...]


class Behind(NamedTuple):
    """An office whose log does not hold what is known of it. has: where it ends; it may hold another event there."""

    office: str
    seq: int
    has: int
    known: Known


def mark_of(database: Path) -> Path:
    """The file beside it."""
    return database.with_name(database.name + ".head")


def note(database: Path, mark: Mark) -> None:
    """Writes the mark, whole or not at all. Raises OSError."""
    notes.write(mark_of(database), mark)


def noted(database: Path) -> Mark | None:
    """The mark beside the database; None where there is none that can be read."""
    return notes.read(mark_of(database), Mark)


def since_restored(known: Iterable[Known], mark: Mark | None) -> list[Known]:
    """Those that the database must hold: told after it was last put back, with what the mark itself tells."""
    told = [] if mark is None else [Known("", mark.at, mark.heads)]
    since = mark.restored_at if mark else None
    return [*told, *(each for each in known if since is None or each.at > since)]


def behind(connection: Connection, known: Iterable[Known]) -> list[Behind]:
    """Each office once, by the newest that is known of it and that its log does not hold."""
    found: dict[str, Behind] = {}
    has = {each.office: each for each in contents.heads(connection)}
    for each in _lost(connection, known, has):
        if each.office not in found or each.known.at > found[each.office].known.at:
            found[each.office] = each
    return list(found.values())


def _lost(connection: Connection, known: Iterable[Known], has: dict[str, HeadOf]) -> Iterator[Behind]:
    for one in known:
        for head in one.heads:
            own = has.get(head.office)
            if own is None:
                yield Behind(head.office, head.seq, 0, one)
            elif own.seq < head.seq or not _holds(connection, own.office_id, head):
                yield Behind(head.office, head.seq, own.seq, one)


def _holds(connection: Connection, office_id: int, head: HeadOf) -> bool:
    if head.seq == 0:
        return True
    return connection.execute(_HASH, {"office": office_id, "seq": head.seq}).scalar() == head.hash
