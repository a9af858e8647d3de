"""What is read of an office's set-up once, and kept until the set-up changes."""

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

    def of(self, connection: Connection, office_id: int, setup_version: int) -> T:
        """What the set-up of that version says; no statement where this process has read it before."""
        kept = self._kept.setdefault(connection.engine, {})
        known = kept.get(office_id)
        if known is None or known[0] != setup_version:
            known = kept[office_id] = (setup_version, self._read(connection, office_id))
        return known[1]
