"""Sights of a queue with dull defaults: three counters of one service, nobody waits."""

from __future__ import annotations

from typing import Any

from queue_app.domain.citizen.sight import Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy

AT = 1_796_000_400.0  # on a whole minute
KTP, AKTA = 1, 2


def make_waiting(place: int, *, service_id: int = KTP, **more: Any) -> Waiting:
    """Came `place` seconds after the queue began, ten minutes ago."""
    came_at = AT - 600 + place
    times = {"queued_at": came_at, "arrived_at": came_at}
    return Waiting(100 + place, service_id, **{"is_priority": False, "order_no": place, **times, **more})


def make_counter(counter_id: int = 1, **more: Any) -> Counter:
    free = {"ranks": {KTP: 1}, "is_calling": True, "back_at": None, "busy_with": None, "busy_since": None}
    return Counter(counter_id, **{**free, "free_since": AT, **more})


def busy(counter_id: int = 1, *, spent_s: float = 60.0, **more: Any) -> Counter:
    return make_counter(counter_id, busy_with=KTP, busy_since=AT - spent_s, free_since=None, **more)


def make_sight(people: int = 0, **more: Any) -> Sight:
    """people: so many wait for KTP."""
    given = {
        "at": AT, "minute": 600, "weekday": 0, "policy": Policy(), "called": (), "arrived": (),
        "waiting": [make_waiting(place) for place in range(1, people + 1)],
        "counters": [busy(1), busy(2), busy(3)], "standard_s": {KTP: 600.0, AKTA: 600.0},
    }  # fmt: skip
    return Sight(**{**given, **more})
