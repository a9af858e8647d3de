from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.errors import NobodyWaiting
from queue_app.domain.routing import REASONS, Candidate, Choice, Ratio, choose, order
from tests.factories import make_candidate

TWO = Ratio(regular=2)
REGULAR = [make_candidate(number) for number in (1, 3, 4, 6, 7)]
PRIORITY = [make_candidate(number, is_priority=True) for number in (2, 5)]


def test_two_regular_are_called_to_one_priority_while_both_wait() -> None:
    called = order([*PRIORITY, *REGULAR], 0, ratio=TWO, limit=9)

    assert [candidate.order_no for candidate in called] == [1, 3, 2, 4, 6, 5, 7]


def test_the_ratio_is_a_setting() -> None:
    called = order([*PRIORITY, *REGULAR], 0, ratio=Ratio(regular=1), limit=4)

    assert [candidate.order_no for candidate in called] == [1, 2, 3, 5]


def test_within_a_class_the_first_to_arrive_is_first_whatever_the_order_given() -> None:
    assert choose(REGULAR[::-1], 0, ratio=TWO).candidate == make_candidate(1)
    assert choose(PRIORITY[::-1], 0, ratio=TWO).candidate == make_candidate(2, is_priority=True)


def test_nobody_waiting_is_said() -> None:
    with pytest.raises(NobodyWaiting):
        choose([], 0, ratio=TWO)


@pytest.mark.parametrize(
    ("candidates", "run", "expected"),
    [
        (REGULAR, 0, Choice(REGULAR[0], "only_regular", 1)),
        (REGULAR, 2, Choice(REGULAR[0], "only_regular", 2)),
        (PRIORITY, 1, Choice(PRIORITY[0], "only_priority", 0)),
        ([*REGULAR, *PRIORITY], 0, Choice(REGULAR[0], "regular_turn", 1)),
        ([*REGULAR, *PRIORITY], 1, Choice(REGULAR[0], "regular_turn", 2)),
        ([*REGULAR, *PRIORITY], 2, Choice(PRIORITY[0], "priority_turn", 0)),
    ],
)
def test_each_choice_tells_its_reason_and_the_run_after(
    candidates: list[Candidate], run: int, expected: Choice
) -> None:
    assert choose(candidates, run, ratio=TWO) == expected


def test_every_reason_has_its_sentence() -> None:
    assert list(REASONS) == ["only_regular", "only_priority", "regular_turn", "priority_turn"]


def test_a_priority_ticket_that_comes_after_a_long_regular_run_is_next() -> None:
    run = 0
    for candidate in REGULAR:
        run = choose([candidate], run, ratio=TWO).regular_run

    assert choose([make_candidate(8), make_candidate(9, is_priority=True)], run, ratio=TWO).candidate.order_no == 9


def test_the_order_shown_stops_at_the_limit() -> None:
    assert order(REGULAR, 0, ratio=TWO, limit=2) == REGULAR[:2]
    assert order([], 0, ratio=TWO, limit=2) == []


# A day at one counter: True and False arrive (priority or not), None is the counter calling the next.
streams = st.lists(st.sampled_from([True, False, None, None]), max_size=60)
ratios = st.builds(Ratio, regular=st.integers(1, 4))


def play(stream: list[bool | None], ratio: Ratio) -> list[tuple[Choice, list[Candidate]]]:
    """Every call of the day with those who were waiting when it was made."""
    waiting: list[Candidate] = []
    calls: list[tuple[Choice, list[Candidate]]] = []
    run = 0
    for order_no, step in enumerate(stream):
        if step is not None:
            waiting.append(make_candidate(order_no, is_priority=step))
        elif waiting:
            choice = choose(waiting, run, ratio=ratio)
            calls.append((choice, list(waiting)))
            run = choice.regular_run
            waiting.remove(choice.candidate)
    return calls


@given(stream=streams, ratio=ratios)
def test_in_any_day_nobody_of_the_same_class_is_overtaken(stream: list[bool | None], ratio: Ratio) -> None:
    for choice, waiting in play(stream, ratio):
        same_class = [one.order_no for one in waiting if one.is_priority == choice.candidate.is_priority]
        assert choice.candidate.order_no == min(same_class)


@given(stream=streams, ratio=ratios)
def test_in_any_day_a_waiting_class_gets_its_turn(stream: list[bool | None], ratio: Ratio) -> None:
    passed = {True: 0, False: 0}  # calls in a row given to the other class while this one waited
    for choice, waiting in play(stream, ratio):
        for is_priority in (True, False):
            is_passed = choice.candidate.is_priority != is_priority and any(
                one.is_priority == is_priority for one in waiting
            )
            passed[is_priority] = passed[is_priority] + 1 if is_passed else 0
        assert passed[True] <= ratio.regular
        assert passed[False] <= 1


@given(ahead=st.integers(0, 12), others=st.integers(0, 40), ratio=ratios, is_priority=st.booleans())
def test_nobody_starves(ahead: int, others: int, ratio: Ratio, is_priority: bool) -> None:
    mine = make_candidate(ahead, is_priority=is_priority)
    before = [make_candidate(number, is_priority=is_priority) for number in range(ahead)]
    rivals = [make_candidate(100 + number, is_priority=not is_priority) for number in range(others)]

    place = order([*rivals, *before, mine], 0, ratio=ratio, limit=1000).index(mine) + 1

    turns = ahead + 1
    rivals_between = turns * ratio.regular if is_priority else turns // ratio.regular
    assert place <= turns + rivals_between


@given(stream=streams, ratio=ratios, limit=st.integers(0, 10))
def test_the_order_shown_is_the_order_called(stream: list[bool | None], ratio: Ratio, limit: int) -> None:
    waiting = [make_candidate(number, is_priority=step) for number, step in enumerate(stream) if step is not None]
    shown = order(waiting, 0, ratio=ratio, limit=limit)

    called = play([*sorted_steps(waiting), *([None] * limit)], ratio)

    assert [one.is_priority for one in shown] == [choice.candidate.is_priority for choice, _waiting in called]


def sorted_steps(waiting: list[Candidate]) -> list[bool | None]:
    return [one.is_priority for one in sorted(waiting, key=lambda one: one.order_no)]
