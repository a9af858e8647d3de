"""Events as the chain vouches for them: each is held against the one before it, and then told as an object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, and_, bindparam, func, literal, select, type_coerce
from sqlalchemy.types import Text

from queue_app.domain.log import chain, events
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log.tables import ChainHead, LoggedEvent
from queue_app.store.statements import Row, Statement

# As the chain has it, made by the database itself: a time that is read and written again costs more than its hash.
_AT = {
    "sqlite": func.replace(type_coerce(LoggedEvent.at, Text), " ", "T", type_=Text) + literal("+00:00"),
    "postgresql": func.to_char(func.timezone("UTC", LoggedEvent.at), 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"', type_=Text),
}
_HASH = Statement(
    select(LoggedEvent.hash).where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq == bindparam("seq"))
)
_HEAD = Statement(select(ChainHead.seq, ChainHead.hash).where(ChainHead.office_id == bindparam("office")))
_CLOCKS = Statement(
    select(LoggedEvent.at, ChainHead.at, ChainHead.jumped_until)
    .select_from(ChainHead)
    .outerjoin(LoggedEvent, and_(LoggedEvent.office_id == ChainHead.office_id, LoggedEvent.seq == ChainHead.seq))
    .where(ChainHead.office_id == bindparam("office"))
)
_ENDS = Statement(
    select(func.min(LoggedEvent.seq), func.max(LoggedEvent.seq)).where(LoggedEvent.office_id == bindparam("office"))
)


def pages_of(size: int) -> Statement:
    """The next events from number `first` to `last`, so many at a time."""
    columns = (LoggedEvent.kind, LoggedEvent.data, LoggedEvent.hash)
    part = (LoggedEvent.seq >= bindparam("first"), LoggedEvent.seq <= bindparam("last"))
    return Statement({
        name: select(LoggedEvent.seq, at, *columns)
        .where(LoggedEvent.office_id == bindparam("office"), *part)
        .order_by(LoggedEvent.seq)
        .limit(size)
        for name, at in _AT.items()
    })  # fmt: skip


_PAGE = pages_of(1000)  # a log may hold millions
Sequenced = tuple[int, Recorded]  # an event behind its number in the log
Doubtful = tuple[int, Recorded | None]  # where nothing vouches for it; None: it is missing, or no event at all
_DECODERS = {kind: msgspec.json.Decoder(each) for kind, each in events.KINDS.items()}


class Place(NamedTuple):
    """One place of the chain: the number of an event and its hash."""

    seq: int
    hash: str


def head(connection: Connection, office_id: int) -> Place:
    """Where the office's log ends; 0 and ROOT before the first event."""
    return Place(*_HEAD.rows(connection, office=office_id)[0])


def whole(connection: Connection, office_id: int) -> Place:
    """The same, of a log that is all between its first event and its head. Raises BrokenLog."""
    end = head(connection, office_id)
    first, last = _ENDS.rows(connection, office=office_id)[0]
    if first is not None and (first < 1 or last > end.seq):
        raise BrokenLog(office=office_id, seq=1 if first < 1 else end.seq + 1, fault="missing")
    return end


def clocks(connection: Connection, office_id: int) -> tuple[datetime | None, datetime | None, datetime | None]:
    """The time of the last event; and what the head keeps of it, and of jumps, to compare the next one with."""
    row: tuple[datetime | None, datetime | None, datetime | None] = _CLOCKS.rows(connection, office=office_id)[0]
    return row


def place(connection: Connection, office_id: int, seq: int) -> Place:
    """The event of that number, as the chain goes on from it. Raises BrokenLog where it is missing."""
    if seq == 0:
        return Place(0, chain.ROOT)
    found = _HASH.first(connection, office=office_id, seq=seq)
    if found is None:
        raise BrokenLog(office=office_id, seq=seq, fault="missing")
    return Place(seq, found[0])


def behind(connection: Connection, office_id: int, before: Place, *, last: int) -> Iterator[Sequenced]:
    """The events behind that place up to number `last`, in order; kinds of a newer program are left out.

    Raises BrokenLog naming the first one that is missing, changed or no event at all; where `last` is the head's number
    also against that.
    """
    seq, link = before
    while seq < last and (page := _PAGE.rows(connection, office=office_id, first=seq + 1, last=last)):
        for found, at, kind, data, told in page:
            seq += 1
            if found != seq:
                raise BrokenLog(office=office_id, seq=seq, fault="missing")
            link = chain.link_hash(link, office_id, seq, at=at, kind=kind, data=data)
            if link != told:
                raise BrokenLog(office=office_id, seq=seq, fault="changed")
            if kind in _DECODERS:
                yield _read(office_id, seq, at, kind, data)
    _require_end(connection, office_id, Place(seq, link), last)


def unchecked(connection: Connection, office_id: int, *, first: int, last: int) -> Iterator[list[Doubtful]]:
    """The events `first` to `last` in pages, held against nothing; kinds of a newer program are left out."""
    expected = first
    while expected <= last and (page := _PAGE.rows(connection, office=office_id, first=expected, last=last)):
        yield list(_doubtful(office_id, page, expected))
        expected = page[-1][0] + 1
    if expected <= last:
        yield [(expected, None)]


def _doubtful(office_id: int, page: list[Row], expected: int) -> Iterator[Doubtful]:
    for seq, at, kind, data, _hash in page:
        if seq != expected:
            yield (expected, None)
        expected = seq + 1
        if kind in _DECODERS:
            try:
                yield _read(office_id, seq, at, kind, data)
            except BrokenLog:
                yield (seq, None)


def _read(office_id: int, seq: int, at: str, kind: str, data: str) -> Sequenced:
    try:
        return seq, Recorded(datetime.fromisoformat(at), _DECODERS[kind].decode(data))
    except (ValueError, TypeError) as exc:
        raise BrokenLog(office=office_id, seq=seq, fault="unreadable") from exc


def _require_end(connection: Connection, office_id: int, reached: Place, last: int) -> None:
    if reached.seq < last:
        raise BrokenLog(office=office_id, seq=reached.seq + 1, fault="missing")
    end = head(connection, office_id)
    if reached.seq == end.seq and reached != end:
        raise BrokenLog(office=office_id, seq=end.seq, fault="changed")
