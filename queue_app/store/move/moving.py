"""The move itself: looked through, copied, read back and compared, and only then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from queue_app.domain.log import chain
from queue_app.domain.log.chain import Link
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.move_errors import MoveDiffers, MoveFailed, NothingToMove, SchemasDiffer
from queue_app.store import schema
from queue_app.store.backup import contents
from queue_app.store.backup.contents import HeadOf
from queue_app.store.move import places, room, sums, tables
from queue_app.store.move.places import CHUNK, Receiver
from queue_app.store.move.sums import Adding, Sum, Values

TOLD_EVERY = 100_000  # rows
Progress = Callable[[str], None]
Row = TypeVar("Row")


class Moved(NamedTuple):
    """heads: of the offices that moved. uploads: files that the source names, which no database holds.

    since: slug -> events that came to the source while the rows were on their way, and are not in the target.
    """

    heads: tuple[HeadOf, ...]
    sums: Mapping[str, Sum]
    uploads: int
    since: Mapping[str, int]


def move(source: str, target: str, *, office: str | None = None, tell: Progress = lambda _how_far: None) -> Moved:
    """Copies the office of that short name, or all offices, as they are at one moment; the target keeps all or nothing.

    A target without a table is migrated first. Raises NothingToMove, SchemasDiffer, NotFound (no such office),
    OfficeIsThere, NumberTaken, MoveFailed, MoveDiffers, BrokenLog (the log was broken before it was moved).
    """
    _require_schemas(source, target)
    with places.source(source) as sending:
        found = contents.read(sending)
        heads = tuple(each for each in found.heads if office in {None, each.office})
        if not heads:
            raise NotFound(what="office")
        with places.target(target) as receiver:
            told = _Moving(sending, receiver, heads, tell).run(is_whole=len(heads) == len(found.heads))
    return Moved(heads, told, len(found.uploads), _since(source, heads))


def _require_schemas(source: str, target: str) -> None:
    if not places.is_there(source):
        raise NothingToMove(database=places.shown(source))
    schema.prepare(target)
    for url in (source, target):
        if not schema.is_current(url):
            raise SchemasDiffer(database=places.shown(url), schema=schema.newest())


def _since(source: str, heads: Sequence[HeadOf]) -> dict[str, int]:
    with places.source(source) as connection:
        now = {each.office: each.seq for each in contents.heads(connection)}
    grown = {each.office: now.get(each.office, 0) - each.seq for each in heads}
    return {office: count for office, count in grown.items() if count}


class _Moving:
    def __init__(self, sending: Connection, receiver: Receiver, heads: Sequence[HeadOf], tell: Progress) -> None:
        self._sending, self._receiver, self._heads, self._tell = sending, receiver, heads, tell
        self._receiving = receiver.connection
        self._ids = [each.office_id for each in heads]

    def run(self, *, is_whole: bool) -> dict[str, Sum]:
        """Answers what was sent of each table. is_whole: all of the source moves, not an office among others."""
        sent, there = tables.of(self._sending), tables.by_name(tables.of(self._receiving))
        if not (is_whole and room.is_empty(self._receiving, there)):
            sent = [table for table in sent if tables.belongs(table)]
        pairs = [(table, there[table.name]) for table in sent]
        room.make(self._sending, self._receiver, pairs, self._heads)
        told = {table.name: self._copy(table, own) for table, own in pairs}
        for _table, own in pairs:
            self._compare(own, told[own.name])
        for head in self._heads:
            self._verify(head, tables.by_name(sent)["event"], there["event"])
        return told

    def _copy(self, table: Table, own: Table) -> Sum:
        adding = Adding()
        try:
            with self._rows(self._sending, table) as rows:
                passing = self._telling(sums.passing(rows, adding), table.name)
                self._receiver.into.write(self._receiving, own, passing)
        except (SQLAlchemyError, ValueError) as exc:
            raise MoveFailed(table=table.name, reason=str(getattr(exc, "orig", exc)).partition("\n")[0]) from exc
        return adding.sum

    def _compare(self, own: Table, sent: Sum) -> None:
        with self._rows(self._receiving, own) as rows:
            arrived = sums.of_all(self._telling(rows, f"{own.name}, read back"))
        if arrived != sent:
            raise MoveDiffers(where=f"{own.name}, {sent.rows} rows sent, {arrived.rows} arrived")

    @contextmanager
    def _rows(self, connection: Connection, table: Table) -> Iterator[Iterator[Values]]:
        with connection.execution_options(yield_per=CHUNK).execute(tables.rows(table, self._ids)) as found:
            yield map(sums.plainly(table), found)

    def _verify(self, head: HeadOf, sent: Table, own: Table) -> None:
        """Every hash computed anew from what arrived, and each event beside the one that was sent."""
        with _links(self._sending, sent, head) as left, _links(self._receiving, own, head) as arrived:
            links = _same(head.office, zip(left, arrived, strict=True))
            same = self._telling(links, f"{head.office}, hash by hash")
            chain.verify(head.office_id, same, head_seq=head.seq, head_hash=head.hash)

    def _telling(self, rows: Iterable[Row], what: str) -> Iterator[Row]:
        for count, row in enumerate(rows, 1):
            if count % TOLD_EVERY == 0:
                self._tell(f"{what}: {count}")
            yield row


@contextmanager
def _links(connection: Connection, event: Table, head: HeadOf) -> Iterator[Iterator[Link]]:
    asked = select(event.c.seq, event.c.at, event.c.kind, event.c.data, event.c.hash)
    asked = asked.where(event.c.office_id == head.office_id).order_by(event.c.seq)
    with connection.execution_options(yield_per=CHUNK).execute(asked) as found:
        yield (
            Link(seq, sums.utc(at).isoformat(timespec="microseconds"), kind, data, link_hash)
            for seq, at, kind, data, link_hash in found
        )


def _same(office: str, links: Iterable[tuple[Link, Link]]) -> Iterator[Link]:
    for sent, arrived in links:
        if sent != arrived:
            raise MoveDiffers(where=f"event {sent.seq} of {office}")
        yield arrived
