"""The hash chain of the log: each event carries the hash of the one before it in its office."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queue_app.domain.log.errors import BrokenLog

ROOT = "0" * 64  # the hash "before" an office's first event

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


@dataclass(frozen=True, slots=True)
class Link:
    """One stored event, as the chain sees it."""

    seq: int
    at: str  # UTC, ISO 8601, microseconds
    kind: str
    data: str  # canonical JSON, byte for byte as stored
    hash: str


def canonical(data: Mapping[str, object]) -> str:
    """The one way to write an event's facts, so that the same facts give the same hash for ever."""
    return _encode(data)


def link_hash(previous: str, office_id: int, seq: int, *, at: str, kind: str, data: str) -> str:
    """SHA-256 (hex) over the previous hash and everything the event says."""
    text = f"{previous}\n{office_id}\n{seq}\n{at}\n{kind}\n{data}"
    return hashlib.sha256(text.encode()).hexdigest()  # every link that we wrote is ASCII


def verify(office_id: int, links: Iterable[Link], *, head_seq: int, head_hash: str) -> str:
    """Walks an office's events in order and answers the head's hash.

    Raises BrokenLog naming the first event that is missing, changed, or beyond the head.
    """
    previous, expected = ROOT, 1
    for link in links:
        if link.seq != expected:
            raise BrokenLog(office=office_id, seq=expected, fault="missing")
        if link.hash != link_hash(previous, office_id, link.seq, at=link.at, kind=link.kind, data=link.data):
            raise BrokenLog(office=office_id, seq=link.seq, fault="changed")
        previous, expected = link.hash, expected + 1
    if expected - 1 != head_seq:
        raise BrokenLog(office=office_id, seq=min(expected, head_seq + 1), fault="missing")
    if previous != head_hash:
        raise BrokenLog(office=office_id, seq=head_seq, fault="changed")
    return previous
