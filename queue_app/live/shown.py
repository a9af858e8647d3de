"""Which announcements each socket was shown: nobody can have spoken one that was never sent there."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

REMEMBERED = 200  # announcements of each room


@dataclass(frozen=True, slots=True)
class _Seat:
    room: str
    since: float
    seqs: frozenset[int]  # in the state with which it joined


class Shown:
    """Of the displays at this worker."""

    def __init__(self) -> None:
        self._seats: dict[str, _Seat] = {}
        self._sent: dict[str, dict[int, float]] = {}  # room -> announcement -> when it was sent there last
        self._keys: dict[str, str] = {}  # socket -> the one screen that it is

    def joined(self, sid: str, room: str, seqs: Iterable[int]) -> None:
        """The socket is in the room and was shown these."""
        self._seats[sid] = _Seat(room, time.monotonic(), frozenset(seqs))

    def sent(self, room: str, seqs: Iterable[int]) -> None:
        """Everybody in the room was shown these."""
        known, now = self._sent.setdefault(room, {}), time.monotonic()
        for seq in seqs:
            known.pop(seq, None)
            known[seq] = now
        for seq in list(known)[:-REMEMBERED]:
            del known[seq]

    def left(self, sid: str) -> None:
        self._seats.pop(sid, None)
        self._keys.pop(sid, None)

    def has(self, sid: str, seq: int) -> bool:
        """Whether the socket was shown the announcement."""
        seat = self._seats.get(sid)
        return seat is not None and (seq in seat.seqs or self._sent.get(seat.room, {}).get(seq, 0.0) >= seat.since)

    def is_one(self, sid: str, key: str) -> bool:
        """Whether the socket is this screen: the first that it said it was, and no other."""
        return self._keys.setdefault(sid, key) == key
