"""Whether the target has room for what comes: no office of that name, and none of the numbers that rows bring along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, select

from queue_app.domain.log.move_errors import NumberTaken, OfficeIsThere
from queue_app.store.backup.contents import HeadOf
from queue_app.store.move import tables
from queue_app.store.move.places import CHUNK, Receiver

Pairs = Sequence[tuple[Table, Table]]  # a table as the source has it, and as the target does


def is_empty(receiving: Connection, there: Mapping[str, Table]) -> bool:
    """Whether there is no office yet."""
    return receiving.execute(select(there[tables.OFFICE].c.id).limit(1)).first() is None


def make(sending: Connection, receiver: Receiver, pairs: Pairs, heads: Sequence[HeadOf]) -> None:
    """Looks at every number before a row is written, and lets the target number its own rows behind them.

    Raises OfficeIsThere, NumberTaken.
    """
    offices = [each.office_id for each in heads]
    names = ", ".join(each.office for each in heads)
    _require_new_names(receiver, tables.by_name([own for _, own in pairs])[tables.OFFICE], heads)
    for table, own in pairs:
        if (key := tables.numbered(table)) is None:
            continue
        coming = _Coming(sending, key, tables.rows(table, offices).with_only_columns(key))
        if (taken := coming.taken(receiver.connection, own.c[key.name])) is not None:
            raise NumberTaken(database=receiver.name, number=taken, table=table.name, office=names)
        receiver.into.make_room(receiver.connection, own, coming.last or 0)


def _require_new_names(receiver: Receiver, office: Table, heads: Sequence[HeadOf]) -> None:
    wanted = {each.office for each in heads}
    asked = select(office.c.slug).where(office.c.slug.in_(wanted)).order_by(office.c.slug)
    if found := receiver.connection.execute(asked).scalars().first():
        raise OfficeIsThere(database=receiver.name, office=found)


class _Coming:
    """The numbers of the rows of one table that are to come."""

    def __init__(self, sending: Connection, key: Column[int], asked: Select[tuple[int]]) -> None:
        self._sending, self._asked = sending, asked
        self.first, self.last = _edges(sending, key)

    def taken(self, receiving: Connection, own: Column[int]) -> int | None:
        """The first that is there already; mostly it is enough to look where the numbers begin and end."""
        first, last = _edges(receiving, own)
        if not (self.first is not None and first is not None and self.first <= last and first <= self.last):
            return None
        with self._sending.execution_options(yield_per=CHUNK).execute(self._asked) as coming:
            for some in coming.scalars().partitions(CHUNK):
                found = receiving.execute(select(func.min(own)).where(own.in_(some))).scalar()
                if found is not None:
                    return int(found)
        return None


def _edges(connection: Connection, key: Column[int]) -> tuple[Any, Any]:
    """The lowest and the highest number of a table; None and None where it is empty."""
    first, last = connection.execute(select(func.min(key), func.max(key))).one()
    return first, last
