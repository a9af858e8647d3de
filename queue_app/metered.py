"""What this process counts of itself: any part may add, only `live.metrics` reads.

A count costs a dictionary's look-up and no lock. A label is a word of the program (an endpoint, a kind), never what
somebody typed or holds; should one grow without end all the same, what is beyond MOST counts as OTHER.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST = 400  # sets of labels of one meter
OTHER = "other"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SIZES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)

Labels = tuple[str, ...]


@dataclass(slots=True)
class Spread:
    """How often values fell into each of the meter's steps, and their sum."""

    counts: list[int]
    total: float = 0.0


@dataclass(slots=True)
class Count:
    """Something that happens. names: of its labels."""

    name: str
    says: str
    names: Labels = ()
    values: dict[Labels, float] = field(default_factory=dict)

    def add(self, *labels: str, by: float = 1) -> None:
        key = _bounded(self.values, labels)
        self.values[key] = self.values.get(key, 0) + by


@dataclass(slots=True)
class Level:
    """Something that is so much now."""

    name: str
    says: str
    names: Labels = ()
    values: dict[Labels, float] = field(default_factory=dict)

    def set(self, value: float, *labels: str) -> None:
        self.values[_bounded(self.values, labels)] = value


@dataclass(slots=True)
class Spreading:
    """Something of which it counts how much each was. steps: upper ends, ascending."""

    name: str
    says: str
    names: Labels = ()
    steps: Sequence[float] = SECONDS
    values: dict[Labels, Spread] = field(default_factory=dict)

    def took(self, value: float, *labels: str) -> None:
        key = _bounded(self.values, labels)
        spread = self.values.get(key)
        if spread is None:
            spread = self.values[key] = Spread([0] * (len(self.steps) + 1))
        spread.counts[bisect_left(self.steps, value)] += 1
        spread.total += value

    @contextmanager
    def timing(self, *labels: str) -> Iterator[None]:
        """Counts how long the block took, also where it failed."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.took(time.perf_counter() - began, *labels)


def _bounded(values: dict[Labels, float] | dict[Labels, Spread], labels: Labels) -> Labels:
    return labels if labels in values or len(values) < MOST else (OTHER,) * len(labels)


REQUESTS = Spreading("antrean_request_seconds", "Requests by address and class of their status", ("address", "status"))
TRANSACTIONS = Spreading("antrean_transaction_seconds", "Changes, from their begin to the disk")
FAILURES = Count("antrean_transaction_failures_total", "Changes that were undone", ("why",))
BATCHES = Spreading("antrean_commit_batch_size", "Changes that shared one commit", steps=SIZES)
PUSHES = Count("antrean_state_pushes_total", "States sent to rooms of screens", ("room",))
RETRIES = Count("antrean_retries_inside_total", "Requests that were run again, as nothing of them was done")
DAY_WATCH = Level("antrean_day_watch_looked_at_seconds", "When the day watch last looked through an office's day")
LOOP_LAG = Spreading("antrean_loop_lag_seconds", "How late the event loop was")
HOOK_BEHIND = Level("antrean_hook_events_behind", "Events that a receiver of news was not told yet", ("hook",))
COUNTS: list[Count | Level | Spreading] = [
    REQUESTS, TRANSACTIONS, FAILURES, BATCHES, PUSHES, RETRIES, DAY_WATCH, LOOP_LAG, HOOK_BEHIND,
]  # fmt: skip
