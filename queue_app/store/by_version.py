"""What is read of an office once, and kept until the version changes that it is read by: its set-up's, or its log's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

T = TypeVar("T")


class KeptByVersion(Generic[T]):
    """The latest version of each office, by database too: the programs of one process may serve several.

    read: answers what is to be kept, from a connection and an office's id.
    """

    def __init__(self, read: Callable[[Connection, int], T]) -> None:
        self._read = read
        self._kept: WeakKeyDictionary[Engine, dict[int, tuple[int, T]]] = WeakKeyDictionary()

    def latest(self, connection: Connection, office_id: int) -> T | None:
        """What held when it was asked last; another version may hold by now. No statement."""
        known = self._kept.get(connection.engine, {}).get(office_id)
        return known[1] if known else None

    def of(self, connection: Connection, office_id: int, version: int) -> T:
        """What holds in that version; no statement where this process has read it before."""
        kept = self._kept.setdefault(connection.engine, {})
        known = kept.get(office_id)
        if known is None or known[0] != version:
            known = kept[office_id] = (version, self._read(connection, office_id))
        return known[1]
