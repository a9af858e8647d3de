"""Telling the other workers, through Redis, that an office changed. Only the office's number travels.

Each worker then reads the state for its own screens. While Redis is away nothing is lost: every worker looks at the
database by itself (`live.watch_s`), and this relay connects again as soon as it can.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Flag

import redis
from flask_socketio import SocketIO

logger = logging.getLogger(__name__)

CHANNEL = "antrean.changed"
RETRY_S = 0.5
TIMEOUT_S = 2.0


class Change(Flag):
    """What is to be known of a change before the states are read anew."""

    ANNOUNCED = 1  # the waiting room must hear of it first
    ENDS_PASSES = 2  # somebody who was let in may be so no more
    NEW_SETUP = 4  # what newcomers were promised was of another office


class Relay:
    """Publishes changed offices in the background and hands on what other workers published."""

    def __init__(self, socketio: SocketIO, redis_url: str, *, heard: Callable[[int, Change], None]) -> None:
        self._socketio = socketio
        self._heard = heard
        self._client = redis.Redis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, health_check_interval=10
        )
        self._waiting: dict[int, Change] = {}  # office -> what there is to tell of it
        self._something = socketio.server.eio.create_event()
        self._is_away = False
        socketio.start_background_task(self._publish)
        socketio.start_background_task(self._listen)

    def tell(self, office_id: int, change: Change) -> None:
        """Never blocks and never fails: the request that changed something is not held up by Redis."""
        self._waiting[office_id] = change | self._waiting.get(office_id, Change(0))
        self._something.set()

    def _publish(self) -> None:
        while True:
            self._something.wait()
            self._something.clear()
            while self._waiting:
                office_id, change = self._waiting.popitem()
                try:
                    self._client.publish(CHANNEL, f"{office_id} {change.value}")
                except redis.RedisError as exc:
                    self._note_away(exc)  # the others find the change by looking; they are told as well once it is back
                    self._waiting[office_id] = change | self._waiting.get(office_id, Change(0))
                    self._socketio.sleep(RETRY_S)

    def _listen(self) -> None:
        while True:
            try:
                self._hear()
            except redis.RedisError as exc:
                self._note_away(exc)
            self._socketio.sleep(RETRY_S)

    def _hear(self) -> None:
        with self._client.pubsub(ignore_subscribe_messages=True) as subscription:  # type: ignore[no-untyped-call]
            subscription.subscribe(CHANNEL)
            self._is_away = False
            while True:
                message = subscription.get_message(timeout=TIMEOUT_S / 2)
                if message:
                    office_id, change = map(int, message["data"].split())
                    self._heard(office_id, Change(change))

    def _note_away(self, exc: redis.RedisError) -> None:
        if not self._is_away:
            logger.warning("Redis is away, screens at other workers may be late by live.watch_s: %s", exc)
        self._is_away = True
