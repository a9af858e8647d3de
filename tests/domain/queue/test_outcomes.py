from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.queue.outcomes import Place, Rules, restored_order

LINE = [20, 30, 40, 50]


@pytest.mark.parametrize(
    ("place", "own", "expected"),
    [
        (Place.ARRIVAL, 10, 10),
        (Place.FRONT, 10, 10),
        (Place.FRONT, 35, 19),
        (Place.AFTER, 10, 31),
        (Place.AFTER, 45, 45),
        (Place.END, 10, 51),
    ],
)
def test_a_restored_ticket_stands_where_the_rules_state(place: Place, own: int, expected: int) -> None:
    assert restored_order(own, LINE, Rules(restore_place=place, restore_after=2)) == expected


@pytest.mark.parametrize("place", Place)
def test_nobody_waiting_leaves_the_own_place(place: Place) -> None:
    assert restored_order(10, [], Rules(restore_place=place)) == 10


@given(
    own=st.integers(1, 10**6),
    line=st.lists(st.integers(1, 10**6), unique=True).map(sorted),
    place=st.sampled_from([Place.ARRIVAL, Place.AFTER, Place.END]),
    after=st.integers(0, 10),
)
def test_missing_a_call_never_leads_before_the_own_place(own: int, line: list[int], place: Place, after: int) -> None:
    order = restored_order(own, line, Rules(restore_place=place, restore_after=after))

    passed = {Place.ARRIVAL: 0, Place.AFTER: after, Place.END: len(line)}[place]
    assert order >= own
    assert sum(1 for each in line if each < order) >= min(passed, len(line))
