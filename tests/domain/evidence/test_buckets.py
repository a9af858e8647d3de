"""Buckets: every duration from a tenth of a second to a day lies within one percent of what stands for it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.domain.evidence import buckets
from queue_app.domain.queue.performance import quantile

DURATIONS = st.floats(0.1, 86_400)


def counts(durations: list[float]) -> list[int]:
    found = Counter(map(buckets.bucket, durations))
    return [found[number] for number in range(buckets.COUNT)]


@settings(max_examples=50)
@given(st.lists(DURATIONS, min_size=1, max_size=60), st.floats(0, 1))
def test_a_quantile_is_within_one_percent_of_that_of_the_durations(durations: list[float], share: float) -> None:
    found = buckets.quantiles(counts(durations), [share, 0.5])

    assert found == pytest.approx([quantile(sorted(durations), each) for each in (share, 0.5)], rel=0.01)


def test_edges_grow_by_two_percent_and_are_the_same_on_every_computer() -> None:
    assert buckets.EDGES_US[:4] == (100_000, 102_000, 104_040, 106_121)
    assert (buckets.EDGES_US[-1], buckets.COUNT) == (87_643_293_131, 693)
    assert max(high / low for low, high in pairwise(buckets.EDGES_US)) < 1.02001


def test_the_ends_take_what_is_shorter_and_what_is_longer() -> None:
    numbers = [buckets.bucket(each) for each in (-1.0, 0.0, 0.0999, 0.1, 86_400.0, 10**9)]

    assert numbers == [0, 0, 0, 1, 691, 692]


def test_a_fraction_of_a_microsecond_moves_nothing() -> None:
    assert buckets.bucket(0.1 + 0.2 - 0.198) == buckets.bucket(0.102) == 2


def test_of_nothing_there_is_no_quantile() -> None:
    assert buckets.quantiles([0] * buckets.COUNT, (0.5, 0.9)) == [None, None]
