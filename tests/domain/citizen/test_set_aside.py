"""What is offered to a citizen who waits, and the law that nobody gains by it, whatever is pressed when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.citizen.set_aside import NOTHING, Offer, Place, Standing, offer, place_behind
from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.log.wish_errors import NobodyBehind, WishNotOffered
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import POLICIES, Candidate, Policy, Turn, choose
from tests.factories import MORNING, make_leg

RULES = Rules(late_wish_min=10, let_pass_most=5, wishes_most=2)
LATE = replace(make_leg(), not_before=MORNING + timedelta(minutes=10))


def standing(**changed: Any) -> Standing:
    return replace(
        Standing(make_leg(), wishes=0, is_today=True, is_appointed=False, number="A001"), **changed
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        (standing(), Offer(10, 3, None, 2, may_cancel=True)),
        (standing(wishes=1), Offer(10, 3, None, 1, may_cancel=True)),
        (standing(wishes=2), Offer(0, 0, None, 0, may_cancel=True)),
        (standing(leg=LATE, wishes=1), Offer(0, 0, LATE.not_before, 1, may_cancel=True)),
        (standing(is_today=False), Offer(0, 0, None, 2, may_cancel=True)),
        (standing(is_appointed=True), Offer(10, 0, None, 2, may_cancel=True)),
        (standing(leg=replace(make_leg(), to_counter_id=2)), Offer(10, 0, None, 2, may_cancel=True)),
        (standing(leg=replace(make_leg(), to_officer_id=2)), Offer(10, 0, None, 2, may_cancel=True)),
        *((standing(leg=make_leg(state)), NOTHING) for state in State if state is not State.WAITING),
    ],
)
def test_what_is_offered_follows_from_where_the_ticket_stands(stands: Standing, expected: Offer) -> None:
    assert offer(stands, RULES, behind=3, now=MORNING) == expected


def test_a_time_that_is_over_is_over_to_the_second() -> None:
    stands = standing(leg=LATE, wishes=1)

    assert [
        offer(stands, RULES, behind=0, now=MORNING + timedelta(minutes=10, seconds=each)).late_until for each in (-1, 0)
    ] == [LATE.not_before, None]


def test_the_place_is_behind_the_last_of_those_who_are_let_past() -> None:
    offered = offer(standing(), RULES, behind=3, now=MORNING)

    assert place_behind(standing(), [(2, 2000), (3, 3000), (4, 4000)], offered=offered, count=2) == Place(3001, (2, 3))


def test_nobody_behind_is_another_refusal_than_too_many() -> None:
    offered = offer(standing(), RULES, behind=9, now=MORNING)

    with pytest.raises(NobodyBehind):
        place_behind(standing(), [], offered=offered, count=1)
    with pytest.raises(WishNotOffered):
        place_behind(standing(), [(each, each * 1000) for each in range(2, 9)], offered=offered, count=7)


# The law. A day in slots: in each, as many counters as there are call one, and wishes are pressed in between.

Press = tuple[int, int, str, int]  # before which slot, who, the wish, and how many or how long
PRESSES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 9), st.sampled_from(["late", "let_pass", "here"]), st.integers(1, 4)),
    max_size=6,
)
CLASSES = st.lists(st.booleans(), min_size=2, max_size=9)
SLOT = timedelta(minutes=5)


def day(classes: Sequence[bool], presses: Sequence[Press], policy: Policy, *, counters: int = 1) -> dict[int, int]:
    """Who waits from the morning on -> the slot in which each is called."""
    waiting = {
        each: Candidate(each, each * 1024, is_priority, MORNING, MORNING + timedelta(seconds=each))
        for each, is_priority in enumerate(classes, 1)
    }
    turns, called = [Turn()] * counters, dict[int, int]()
    for slot in range(30):
        now = MORNING + slot * SLOT
        for _slot, who, wish, count in (each for each in presses if each[0] == slot):
            if who in waiting:
                waiting[who] = wished(waiting, who, wish, count, now)
        for each in range(counters):
            try:
                choice = choose(waiting.values(), turns[each], policy=policy, now=now)
            except NobodyWaiting:
                break
            turns[each], called[choice.candidate.leg_id] = choice.turn, slot
            del waiting[choice.candidate.leg_id]
    return called


def wished(waiting: dict[int, Candidate], who: int, wish: str, count: int, now: Any) -> Candidate:
    """As the actions do it."""
    own = waiting[who]
    if wish == "here":
        return replace(own, not_before=None)
    if own.is_late(now):
        return own
    if wish == "late":
        return replace(own, not_before=now + count * SLOT)
    line = sorted((each.order_no, each.leg_id) for each in waiting.values() if each.is_priority == own.is_priority)
    behind = [
        (leg, order) for order, leg in line if (order, leg) > (own.order_no, who) and not waiting[leg].is_late(now)
    ]
    offered = Offer(0, len(behind), None, 1, may_cancel=True)
    stands = standing(leg=replace(make_leg(leg_id=who), order_no=own.order_no))
    return replace(own, order_no=place_behind(stands, behind, offered=offered, count=count).order_no) if behind else own


@given(CLASSES, PRESSES, st.sampled_from(sorted(POLICIES)), st.integers(1, 3))
def test_nobody_is_called_sooner_by_the_own_wishes(
    classes: list[bool], presses: list[Press], kind: str, counters: int
) -> None:
    policy = Policy(kind=kind)
    plain = day(classes, [], policy, counters=counters)
    for who in plain:
        own = [each for each in presses if each[1] == who]
        assert day(classes, own, policy, counters=counters)[who] >= plain[who]


@given(st.integers(2, 9), PRESSES, st.integers(1, 3))
def test_nobody_else_who_waits_then_is_called_later_for_it(count: int, presses: list[Press], counters: int) -> None:
    plain = day([False] * count, [], Policy(kind="arrival"), counters=counters)
    for who in plain:
        told = day(
            [False] * count, [each for each in presses if each[1] == who], Policy(kind="arrival"), counters=counters
        )
        assert {other: max(told[other], plain[other]) for other in plain if other != who} == {
            other: plain[other] for other in plain if other != who
        }


@given(CLASSES, PRESSES, st.sampled_from(sorted(POLICIES)))
def test_all_others_of_a_class_keep_their_order(classes: list[bool], presses: list[Press], kind: str) -> None:
    policy = Policy(kind=kind)
    for who in range(1, len(classes) + 1):
        called = day(classes, [each for each in presses if each[1] == who], policy)
        for is_priority in (False, True):
            others = [each for each in called if each != who and classes[each - 1] == is_priority]
            assert others == sorted(others)


@given(CLASSES, PRESSES, st.sampled_from(sorted(POLICIES)))
def test_everybody_is_called_whatever_is_pressed(classes: list[bool], presses: list[Press], kind: str) -> None:
    assert set(day(classes, presses, Policy(kind=kind))) == set(range(1, len(classes) + 1))
