"""Which numbers are lent, and which places of a quota."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.queue.lease.blocks import Block, Held, may_adopt, next_block, places, wants_more
from queue_app.domain.queue.numbering import LAST_NUMBER, LENT

DAY = date(2026, 11, 23)


@given(st.lists(st.integers(1, 100), min_size=1, max_size=60))
def test_whatever_is_lent_no_number_is_lent_twice_nor_ever_counted(sizes: list[int]) -> None:
    last, numbers = None, list[int]()
    for size in sizes:
        block = next_block(1, DAY, size=size, last_lent=last)
        if block:
            last = block.last
            numbers += range(block.first, block.last + 1)

    assert len(numbers) == len(set(numbers))
    assert all(number in LENT and number > LAST_NUMBER for number in numbers)


def test_when_all_is_lent_there_is_no_block_more() -> None:
    assert next_block(1, DAY, size=20, last_lent=9990) == Block(1, DAY, 9991, 9999)
    assert next_block(1, DAY, size=20, last_lent=9999) is None


def test_more_is_wanted_below_half_a_block() -> None:
    block = Block(1, DAY, 9001, 9020)

    assert [wants_more([Held(block, next_)], size=20) for next_ in (9001, 9011, 9012, 9021)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_a_block_that_nobody_knows_is_believed_where_it_meets_no_other() -> None:
    known = [Block(1, DAY, 9001, 9020)]
    asked = [Block(1, DAY, 9021, 9040), Block(1, DAY, 9020, 9039), Block(1, DAY, 9021, 9041), Block(1, DAY, 8990, 9000)]

    assert [may_adopt(each, known, size=20) for each in asked] == [True, False, False, False]


@given(left=st.integers(0, 500), held=st.integers(0, 50))
def test_a_tenth_of_a_quota_is_held_and_never_more_than_there_is(left: int, held: int) -> None:
    found = places(left=left, held=held, size=20)

    assert 0 <= found <= min(20, left + held)
