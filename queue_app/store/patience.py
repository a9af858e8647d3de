"""How long whoever asks may be kept while the database is away, and whether something of what they asked was done.

A request has one patience for all that it asks (web/frame/repeated.py); outside of requests each block has its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Patience:
    """until: of the machine's steady clock, in seconds. has_written: a transaction of it is on disk."""

    until: float
    has_written: bool = False

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.until


_current: ContextVar[Patience | None] = ContextVar("patience", default=None)


@contextmanager
def lasting(seconds: float) -> Iterator[Patience]:
    """All that is asked of the database in the block shares these seconds; 0 for whoever must be told at once."""
    kept = Patience(time.monotonic() + seconds)
    token = _current.set(kept)
    try:
        yield kept
    finally:
        _current.reset(token)


def current(usual_s: float) -> Patience:
    """The patience of whoever asks; of `usual_s` from now where nobody has said how long they wait."""
    return _current.get() or Patience(time.monotonic() + usual_s)


def wrote() -> None:
    """A transaction is on disk: what has asked for it must not be asked again from its beginning."""
    if kept := _current.get():
        kept.has_written = True
