"""Counting tries (passwords, codes): for all workers together in Redis where there is one, else in this process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

import redis
from flask import Flask, current_app
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

logger = logging.getLogger(__name__)

T = TypeVar("T")
TIMEOUT_S = 1.0
PREFIX = "antrean.tries"


class Throttle:
    """A moving window for each thing that is tried. While Redis is away every worker counts for itself."""

    def __init__(self, redis_url: str) -> None:
        self._here = MovingWindowRateLimiter(MemoryStorage())
        self._shared = self._in_redis(redis_url) if redis_url else None
        self._is_away = False

    def hit(self, limit: RateLimitItemPerSecond, *who: str) -> bool:
        """Counts one try; answers False when there were too many."""
        return self._ask(lambda limiter: limiter.hit(limit, *who))

    def has_room(self, limit: RateLimitItemPerSecond, *who: str) -> bool:
        """Whether one more try would be let through; counts none."""
        return self._ask(lambda limiter: limiter.test(limit, *who))

    def clear(self, limit: RateLimitItemPerSecond, *who: str) -> None:
        """What was tried has been proved; the tries before it are forgiven."""
        self._ask(lambda limiter: limiter.clear(limit, *who))

    def _ask(self, question: Callable[[MovingWindowRateLimiter], T]) -> T:
        if self._shared is None:
            return question(self._here)
        try:
            found = question(self._shared)
        except redis.RedisError as exc:
            if not self._is_away:
                logger.warning("Redis is away, each worker counts tries for itself: %s", exc)
            self._is_away = True
            return question(self._here)
        self._is_away = False
        return found

    @staticmethod
    def _in_redis(url: str) -> MovingWindowRateLimiter:
        storage = RedisStorage(url, key_prefix=PREFIX, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S)
        return MovingWindowRateLimiter(storage)


def register(app: Flask, redis_url: str) -> None:
    app.extensions["antrean.throttle"] = Throttle(redis_url)


def throttle() -> Throttle:
    """The throttle of this program."""
    found: Throttle = current_app.extensions["antrean.throttle"]
    return found
