"""Logarithmic buckets of durations: counts in them merge exactly, and tell every quantile within one percent.

Edges are whole microseconds that whole numbers make (no logarithm of a machine's own), so that every computer puts a
duration into the same bucket, today and in ten years. Edges and numbers are stored: they never change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

FIRST_US, DAY_US = 100_000, 86_400_000_000


def _edges() -> tuple[int, ...]:
    """From a tenth of a second to beyond a day, each 1.02 times the one before, rounded half up."""
    found: list[int] = []
    power = 0
    while not found or found[-1] <= DAY_US:
        found.append((2 * FIRST_US * 102**power + 100**power) // (2 * 100**power))
        power += 1
    return tuple(found)


EDGES_US = _edges()
COUNT = len(EDGES_US) + 1  # bucket 0 holds what is shorter than the first edge, the last all that is longer than a day
# The value that stands for a bucket is as far from both of its ends, as a share of them.
_MIDDLES_S = (
    0.0,
    *(2 * low * high / (low + high) / 1_000_000 for low, high in pairwise(EDGES_US)),
    EDGES_US[-1] / 1_000_000,
)


def bucket(seconds: float) -> int:
    """The number of the bucket that holds a duration, 0 to COUNT - 1. Fractions of a microsecond are no matter."""
    return bisect_right(EDGES_US, round(seconds * 1_000_000))


def quantiles(counts: Sequence[int], shares: Sequence[float]) -> list[float | None]:
    """For each share the seconds below which that part of what was counted lies; None where nothing was.

    counts: by bucket. Within one percent of performance.quantile of the durations themselves, from a tenth of a second
    to a day: it lies between the same two neighbours in order, and each stands for its bucket.
    """
    reached = list(accumulate(counts))
    if not reached or not reached[-1]:
        return [None for _ in shares]
    return [_quantile(reached, share) for share in shares]


def _quantile(reached: list[int], share: float) -> float:
    place = share * (reached[-1] - 1)
    below = int(place)
    low, high = (_MIDDLES_S[bisect_right(reached, each)] for each in (below, min(below + 1, reached[-1] - 1)))
    return low + (place - below) * (high - low)
