"""The append-only log: written once at the end of a transaction, linked into the office's hash chain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from queue_app.domain.log import chain, events
from queue_app.domain.log.kept_errors import LogCut, LogRewritten
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log.clocks import Kept
from queue_app.store.log.tables import ChainHead, LoggedEvent
from queue_app.store.office.tables import Office
from queue_app.store.statements import Asked, Row, Statement

# Both rows are locked: of one that it does not lock, PostgreSQL answers what stood there before it had to wait.
_LOCK_HEAD = Statement(
    select(ChainHead.seq, ChainHead.hash, Office.setup_version, ChainHead.at, ChainHead.clocks, ChainHead.jumped_until)
    .join(Office, Office.id == ChainHead.office_id)
    .where(ChainHead.office_id == bindparam("office"))
    .with_for_update(key_share=True)
)
_MOVE_HEAD = Statement(
    update(ChainHead)
    .where(ChainHead.office_id == bindparam("office"))
    .values(
        seq=bindparam("to_seq"),
        hash=bindparam("to_hash"),
        at=bindparam("to_at"),
        clocks=bindparam("to_clocks"),
        jumped_until=bindparam("to_jumped_until"),
    )
)
_APPEND = Statement(insert(LoggedEvent))
# PostgreSQL takes a text for each column, with a line for each event, in a tenth of the time of so many rows; what is
# hashed is canonical, and has no line end of its own.
_APPEND_LINES = text(
    "INSERT INTO event (office_id, seq, at, kind, data, hash)"
    " SELECT :office_id, :before + place, :at, kind, data, hash FROM unnest("
    "string_to_array(:kind, chr(10)), string_to_array(:data, chr(10)), string_to_array(:hash, chr(10))"
    ") WITH ORDINALITY AS told (kind, data, hash, place)"
)
FEW, AT_ONCE = 50, 5000  # events: an import writes thousands, everything else a few
_HEAD = Statement(select(ChainHead.seq).where(ChainHead.office_id == bindparam("office")))


RECENT = 200  # events: a clock that was once ahead is not remembered for ever
_KINDS_BEHIND = Statement(
    select(LoggedEvent.kind)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq > bindparam("seq"))
    .distinct()
)
_LATEST = Statement(
    select(
        func.max(
            select(LoggedEvent.at)
            .where(LoggedEvent.office_id == bindparam("office"))
            .order_by(LoggedEvent.seq.desc())
            .limit(RECENT)
            .subquery()
            .c.at
        )
    )
)
BEFORE_ALL, PAGE = -(2**62), 1000
_PAGE = Statement(
    select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data, LoggedEvent.hash)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq > bindparam("after"))
    .order_by(LoggedEvent.seq)
    .limit(PAGE)
)


class Head(NamedTuple):
    """Where an office's log stands, its set-up, and how the clocks stood."""

    seq: int  # of the last event
    hash: str
    setup_version: int
    kept: Kept


def lock_head(connection: Connection, office_id: int) -> Asked[Head]:
    """The head of the office's log; once it is answered, no one else writes for the office until commit."""
    return _LOCK_HEAD.ask(connection, office=office_id).then(_head)


def _head(rows: list[Row]) -> Head:
    seq, link_hash, setup_version, *kept = rows[0]
    return Head(seq, link_hash, setup_version, Kept(*kept))


def head_seq(connection: Connection, office_id: int) -> int:
    """The number of the office's last event, 0 before the first."""
    return int(_HEAD.rows(connection, office=office_id)[0][0])


def kinds_behind(connection: Connection, office_id: int, seq: int) -> set[str]:
    """What kinds of events stand behind number `seq`. For the last few: each of them is read."""
    return {kind for (kind,) in _KINDS_BEHIND.rows(connection, office=office_id, seq=seq)}


def latest_at(connection: Connection, office_id: int) -> datetime | None:
    """The latest time of the last events, which is not that of the last one where the clock was set back."""
    found: datetime | None = _LATEST.rows(connection, office=office_id)[0][0]
    return found


def append(
    connection: Connection, office_id: int, *, head: Head, kept: Kept, happened: Sequence[events.Event]
) -> tuple[int, str]:  # fmt: skip
    """Writes the events behind `head` and moves the head to them. Answers the new head's number and hash.

    kept: how the clocks stand now; its time is that of the events.
    """
    seq, previous, at = head.seq, head.hash, kept.at
    assert at is not None  # noqa: S101 - a look at the clocks tells the time
    stamp = at.isoformat(timespec="microseconds")
    rows: list[dict[str, Any]] = []
    for event in happened:
        seq += 1
        data = chain.canonical(event.data())
        previous = chain.link_hash(previous, office_id, seq, at=stamp, kind=event.kind, data=data)
        rows.append({
            "office_id": office_id, "seq": seq, "at": at, "kind": event.kind, "data": data, "hash": previous
        })  # fmt: skip
    _write(connection, rows)
    _MOVE_HEAD.tell(
        connection, office=office_id, to_seq=seq, to_hash=previous, to_at=at, to_clocks=kept.clocks,
        to_jumped_until=kept.jumped_until,
    )  # fmt: skip
    return seq, previous


def _write(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if len(rows) <= FEW:
        for row in rows:
            _APPEND.tell(connection, **row)
        return
    for start in range(0, len(rows), AT_ONCE):
        _WRITE_MANY[connection.dialect.name](connection, rows[start : start + AT_ONCE])


def _write_rows(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(insert(LoggedEvent), rows)


def _write_lines(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    lines = {name: "\n".join(row[name] for row in rows) for name in ("kind", "data", "hash")}
    of_all = {"office_id": rows[0]["office_id"], "before": rows[0]["seq"] - 1, "at": rows[0]["at"]}
    connection.execute(_APPEND_LINES, {**of_all, **lines})


_WRITE_MANY = {"sqlite": _write_rows, "postgresql": _write_lines}


def links(connection: Connection, office_id: int) -> Iterator[chain.Link]:
    """An office's events in order, as the chain sees them; read in pages, for an office's log may hold millions."""
    after = BEFORE_ALL
    while page := _PAGE.rows(connection, office=office_id, after=after):
        for seq, at, kind, data, link_hash in page:
            yield chain.Link(seq, at.isoformat(timespec="microseconds"), kind, data, link_hash)
        after = page[-1][0]


def verify(connection: Connection, office_id: int) -> tuple[int, str]:
    """Sequence number and hash of a sound log's head. Raises BrokenLog naming the first broken event."""
    head = connection.execute(select(ChainHead.seq, ChainHead.hash).where(ChainHead.office_id == office_id)).one()
    chain.verify(office_id, links(connection, office_id), head_seq=head.seq, head_hash=head.hash)
    return head.seq, head.hash


def check_kept(connection: Connection, office_id: int, office: str, *, seq: int, kept: str) -> None:
    """That a sound log still holds the head that was kept elsewhere: event `seq` with the hash `kept`.

    office: what to call it. Raises LogCut where the log ends before, LogRewritten where the event is another one.
    """
    head = head_seq(connection, office_id)
    if seq > head:
        raise LogCut(office=office, seq=head, expected=seq)
    if hash_at(connection, office_id, seq) != kept:
        raise LogRewritten(office=office, seq=seq)


def head_before(connection: Connection, office_id: int, moment: datetime) -> tuple[int, str]:
    """Number and hash of the last event that happened before the moment; 0 and ROOT before the first."""
    before = (
        select(LoggedEvent.seq, LoggedEvent.hash)
        .where(LoggedEvent.office_id == office_id, LoggedEvent.at < moment)
        .order_by(LoggedEvent.seq.desc())
        .limit(1)
    )
    row = connection.execute(before).one_or_none()
    return (row.seq, row.hash) if row else (0, chain.ROOT)


def hash_at(connection: Connection, office_id: int, seq: int) -> str:
    """Of one event of the office; what stands before the first for 0."""
    asked = select(LoggedEvent.hash).where(LoggedEvent.office_id == office_id, LoggedEvent.seq == seq)
    return connection.execute(asked).scalar() or chain.ROOT


def recorded(connection: Connection, office_id: int) -> Iterator[Recorded]:
    """An office's events as objects, in order, ready for `timeline.fold`."""
    rows = connection.execute(
        select(LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data)
        .where(LoggedEvent.office_id == office_id)
        .order_by(LoggedEvent.seq)
    )
    for row in rows:
        yield Recorded(row.at, events.KINDS[row.kind](**json.loads(row.data)))
