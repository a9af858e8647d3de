"""A clock that is moved by hand, and chance that is the same in each run."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")


def local(text: str) -> datetime:
    """The moment when the office's wall shows "2026-11-23 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Chance:
    """What `secrets` would draw. Begun anew before each request, so that one draw more shifts nothing after it."""

    def __init__(self) -> None:
        self._random = Random("golden")

    def begin(self, name: str) -> None:
        self._random = Random(name)

    def token_urlsafe(self, size: int = 32) -> str:
        return base64.urlsafe_b64encode(self._random.randbytes(size)).rstrip(b"=").decode()

    def token_hex(self, size: int = 32) -> str:
        return self._random.randbytes(size).hex()

    def randbelow(self, limit: int) -> int:
        return self._random.randrange(limit)


@contextmanager
def held_chance() -> Iterator[Chance]:
    chance = Chance()
    names = ("token_urlsafe", "token_hex", "randbelow")
    with patch.multiple(secrets, **{name: getattr(chance, name) for name in names}):
        yield chance
