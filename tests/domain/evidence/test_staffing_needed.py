"""How many counters are needed, held against theory and against itself; and a past day with one more or one fewer."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from queue_app.domain.evidence.staffing.answer import Answer, Question, answered
from queue_app.domain.evidence.staffing.duty import Desk
from queue_app.domain.evidence.staffing.needed import Office
from queue_app.domain.evidence.staffing.past import compared
from queue_app.domain.evidence.staffing.pattern import pattern
from queue_app.domain.evidence.staffing.service_times import pools
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.people import Arrival, CounterDay
from tests.domain.evidence.weeks import weeks_of
from tests.domain.queue import erlang
from tests.factories import MORNING

HOURS = range(16, 21)
PER_HALF, SERVICE_S = 9.0, 600.0  # three erlangs


def question(*, target_min: float = 15, counters: int = 8, usual: float = 0, hours: range = HOURS) -> Question:
    cases = weeks_of(10, per_half=PER_HALF, halves=HOURS, service_s=SERVICE_S, weekdays=1)
    desks = [Desk(number, {1: 1}) for number in range(1, counters + 1)]
    return Question(
        pattern(cases, 0), pools(cases, {1: 600.0}), desks, hours, [usual] * len(hours), Policy("arrival"),
        target_min * 60,
    )  # fmt: skip


@cache
def answer_to(*, target_min: float = 15, counters: int = 8, usual: float = 0, hours: range = HOURS) -> Answer:
    """Kept, since it takes a moment."""
    return answered(question(target_min=target_min, counters=counters, usual=usual, hours=hours), Random)


def counts(answer: Answer) -> list[int]:
    return [each.counters for each in answer.needed.halves]


def by_erlang(load: float, target_s: float) -> int:
    """The fewest counters with which nine of ten wait no longer in a day without end."""
    return next(
        c for c in range(math.ceil(load), 99)
        if c > load and erlang.c_waits(load, c) * math.exp(-(c - load) * target_s / SERVICE_S) <= 0.1
    )  # fmt: skip


@pytest.mark.parametrize("target_min", [5, 15])
def test_as_many_are_needed_as_erlang_says_and_one_more_where_every_half_hour_must_hold(target_min: int) -> None:
    answer = answer_to(target_min=target_min)

    least = by_erlang(PER_HALF * SERVICE_S / 1800, target_min * 60)
    assert least <= max(counts(answer)) <= least + 2
    assert answer.needed.holds >= 0.8
    assert [each.holds >= 0.8 for each in answer.needed.halves] == [True] * len(HOURS)


def test_one_counter_fewer_would_not_do() -> None:
    asked = question()
    office = Office(asked.pattern, asked.times, asked.desks, hours=HOURS, policy=asked.policy, lots=Random)
    needed = office.needed(asked.target_s).counts

    fewer = office.judged([max(1, each - 1) for each in needed], asked.target_s)

    assert [fewer.holds < 0.6, office.judged(needed, asked.target_s).holds > 0.85] == [True, True]


def test_the_same_question_has_the_same_answer() -> None:
    assert answered(question(), Random) == answer_to()


def test_where_all_counters_are_not_enough_it_is_said() -> None:
    answer = answer_to(counters=2, target_min=5)

    assert max(counts(answer)) == 2
    assert HOURS[-1] in answer.out_of_reach
    assert answer.needed.holds < 0.2


def test_a_counter_that_calls_nobody_of_those_who_wait_is_not_asked_for() -> None:
    asked = question(counters=1, target_min=5)
    idle = [Desk(number, {2: 1}) for number in (8, 9)]

    answer = answered(replace(asked, desks=[*asked.desks, *idle]), Random)

    assert (counts(answer), answer.order[0]) == ([1] * len(HOURS), 1)


def test_the_usual_counters_are_judged_by_the_same_days() -> None:
    asked, without = answer_to(usual=2.4), answer_to()

    assert asked.usual
    assert {each.counters for each in asked.usual.halves} == {2}
    assert asked.usual.holds < asked.needed.holds
    assert (asked.needed, without.usual) == (without.needed, None)


def test_who_comes_before_the_opening_waits_from_the_opening_and_who_comes_late_is_served() -> None:
    answer = answer_to(hours=range(17, 20))

    assert list(answer.halves) == [17, 18, 19]
    assert [each > 1.5 * PER_HALF for each in answer.arrivals] == [True, False, True]
    assert answer.needed.left == 0


def a_day(*, people: int = 6, takes_min: float = 10) -> list[Arrival]:
    """They come at once; one counter called them in their order."""
    return [
        Arrival(number, number, 1, False, MORNING, MORNING, takes_min * 60, waited_s=number * takes_min * 60)
        for number in range(people)
    ]  # fmt: skip


def open_counter(number: int, *, ranks: dict[int, int] | None = None) -> CounterDay:
    return CounterDay(number, ranks or {1: 1}, [(MORNING, MORNING + timedelta(hours=4))])


def test_a_counter_that_was_closed_would_have_halved_the_waits() -> None:
    found = compared(a_day(), [open_counter(1)], [Desk(1, {1: 1}), Desk(2, {2: 1}), Desk(3, {1: 1})], policy=Policy())

    assert (found.added, found.is_copy, found.off_s) == (3, False, 0)
    assert found.as_it_was == found.again
    assert found.more
    assert (found.again.waits.longest_s, found.more.waits.longest_s) == (3000, 1200)
    assert (found.fewer, found.removed) == (None, None)


def test_where_no_closed_one_can_help_a_second_one_of_the_kind_is_tried() -> None:
    found = compared(a_day(), [open_counter(1)], [Desk(1, {1: 1}), Desk(2, {2: 1})], policy=Policy())

    assert (found.added, found.is_copy) == (1, True)


def test_without_one_of_two_counters_the_waits_are_those_of_one() -> None:
    counters = [open_counter(1), open_counter(2, ranks={2: 1, 1: 2})]

    found = compared(a_day(), counters, [], policy=Policy(help_after_min=0))

    assert found.removed == 2
    assert found.fewer
    assert (found.again.waits.longest_s, found.fewer.waits.longest_s) == (1200, 3000)
    assert found.off_s == 900


def test_a_day_at_which_no_counter_was_open_is_told_as_it_was() -> None:
    found = compared(a_day(people=1), [], [Desk(1, {1: 1})], policy=Policy())

    assert (found.again.left, found.more, found.fewer, found.off_s) == (1, None, None, None)
