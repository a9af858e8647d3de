"""Tries are counted for all workers together while Redis is there, and by each for itself while it is not."""

from __future__ import annotations

import logging

import pytest
from limits import RateLimitItemPerSecond

from queue_app.web.frame.throttle import Throttle
from tests.servers.redis import Redis

THREE = RateLimitItemPerSecond(3, 600)


def hits(*workers: Throttle) -> list[bool]:
    return [worker.hit(THREE, "10.0.0.1", "wati") for worker in workers]


def test_without_redis_a_worker_counts_for_itself() -> None:
    one, other = Throttle(""), Throttle("")

    assert hits(one, one, one, one, other) == [True, True, True, False, True]


def test_with_redis_all_workers_count_together(redis_server: Redis) -> None:
    one, other = Throttle(redis_server.url), Throttle(redis_server.url)

    assert hits(one, other, one, other) == [True, True, True, False]


def test_what_is_proved_is_forgiven_at_every_worker(redis_server: Redis) -> None:
    one, other = Throttle(redis_server.url), Throttle(redis_server.url)
    hits(one, one, one)

    one.clear(THREE, "10.0.0.1", "wati")

    assert hits(other) == [True]


def test_one_name_does_not_lock_out_another(redis_server: Redis) -> None:
    one = Throttle(redis_server.url)
    hits(one, one, one)

    assert one.hit(THREE, "10.0.0.1", "joko")


def test_while_redis_is_away_it_is_said_once_and_tries_are_counted_here(
    redis_server: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    one = Throttle(redis_server.url)
    redis_server.stop()

    with caplog.at_level(logging.WARNING, logger="queue_app"):
        found = hits(one, one, one, one)

    assert found == [True, True, True, False]
    assert [each.message.partition(":")[0] for each in caplog.records] == [
        "Redis is away, each worker counts tries for itself"
    ]


def test_with_redis_back_workers_count_together_again(redis_server: Redis) -> None:
    one, other = Throttle(redis_server.url), Throttle(redis_server.url)
    redis_server.stop()
    hits(one)
    redis_server.start()

    assert hits(one, other, one, other) == [True, True, True, False]
