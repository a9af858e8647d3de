from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.queue.routing import POLICIES, Policy, Turn
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.drawn import Coming, Lots, drawn
from queue_app.domain.queue.simulated.people import Arrival, CounterDay, Simulated, Waits, waits
from tests.factories import MORNING

ALL_DAY = (0, 480)
RATIO = Policy()
AS_BEFORE = {  # of the calls of a large day, by kind of order
    "arrival": "14e193bdec8dda0b",
    "ratio": "5a395840c7f8efbd",
    "ageing": "6fb7e7ca9a0e0a5f",
    "appointment_window": "2b68561e7358c6cc",
}


def minutes(count: float) -> datetime:
    return MORNING + timedelta(minutes=count)


def arrive(number: int, at: float, *, takes: float = 10, service: int = 1, **more: Any) -> Arrival:
    times = {"queued_at": minutes(at), "arrived_at": minutes(at), "takes_s": takes * 60}
    return Arrival(leg_id=number, order_no=number, service_id=service, **{"is_priority": False, **times, **more})


def counter(number: int = 1, *intervals: tuple[float, float], ranks: dict[int, int] | None = None) -> CounterDay:
    opened = [(minutes(opens), minutes(closes)) for opens, closes in intervals or [ALL_DAY]]
    return CounterDay(number, ranks or {1: 1}, opened)


def told(day: Simulated) -> list[tuple[int, int, float]]:
    """Who was called, at which counter, at which minute."""
    return [(call.arrival.leg_id, call.counter_id, (call.at - MORNING) / timedelta(minutes=1)) for call in day.calls]


def test_one_counter_calls_one_after_the_other() -> None:
    day = simulate([arrive(1, 0), arrive(2, 1), arrive(3, 25)], [counter()], policy=RATIO)

    assert told(day) == [(1, 1, 0), (2, 1, 10), (3, 1, 25)]
    assert [call.waited_s for call in day.calls] == [0, 540, 0]


def test_who_is_late_is_passed_and_then_called_in_the_old_place() -> None:
    late = arrive(1, 0, not_before=minutes(15))
    alone = arrive(1, 0, not_before=minutes(7))

    assert told(simulate([late, *(arrive(each, 0) for each in (2, 3, 4))], [counter()], policy=RATIO)) == [
        (2, 1, 0), (3, 1, 10), (1, 1, 20), (4, 1, 30),
    ]  # fmt: skip
    assert told(simulate([alone], [counter()], policy=RATIO)) == [(1, 1, 7)]


def test_of_two_free_counters_the_one_free_for_longer_calls() -> None:
    day = simulate([arrive(1, 0), arrive(2, 0, takes=5), arrive(3, 20)], [counter(1), counter(2)], policy=RATIO)

    assert told(day) == [(1, 1, 0), (2, 2, 0), (3, 2, 20)]


def test_a_counter_calls_nobody_outside_its_hours_and_serves_on_past_them() -> None:
    people = [arrive(1, 0), arrive(2, 0), arrive(3, 0), arrive(4, 0)]

    day = simulate(people, [counter(1, (5, 20), (30, 31))], policy=RATIO)

    assert told(day) == [(1, 1, 5), (2, 1, 15), (3, 1, 30)]
    assert [left.leg_id for left in day.left] == [4]


def test_the_policy_decides_who_is_called() -> None:
    people = [arrive(1, 0), *(arrive(n, 1) for n in (2, 3, 4)), arrive(5, 2, is_priority=True)]

    orders = {kind: [number for number, *_ in told(simulate(people, [counter()], policy=Policy(kind)))]
              for kind in POLICIES}  # fmt: skip

    assert orders == {
        "arrival": [1, 2, 3, 4, 5], "ratio": [1, 2, 5, 3, 4], "ageing": [1, 5, 2, 3, 4],
        "appointment_window": [1, 2, 5, 3, 4],
    }  # fmt: skip


def test_an_appointment_is_called_at_its_time() -> None:
    people = [*(arrive(n, 0) for n in (1, 2, 3, 4)), arrive(5, 0, appointed_at=minutes(20))]

    day = simulate(people, [counter()], policy=Policy("appointment_window", early_min=5))

    assert told(day)[:4] == [(1, 1, 0), (2, 1, 10), (5, 1, 20), (3, 1, 30)]


def test_a_counter_helps_another_service_as_soon_as_it_is_due() -> None:
    people = [arrive(1, 0, takes=60, service=1), arrive(2, 1, service=1)]
    helper = counter(2, ranks={2: 1, 1: 2})

    day = simulate(people, [counter(1), helper], policy=Policy(help_after_min=15))

    assert told(day) == [(1, 1, 0), (2, 2, 16)]
    assert [call.rule for call in day.calls] == ["only_regular", "help"]


def test_a_replay_helps_as_the_counters_do_first_who_has_waited_there_long_enough() -> None:
    people = [
        arrive(9, 0, takes=120), arrive(1, 30, arrived_at=minutes(0)), arrive(5, 5, takes=30), arrive(7, 7, takes=30)
    ]  # fmt: skip
    helper = counter(2, ranks={2: 1, 1: 2})

    day = simulate(people, [counter(1), helper], policy=Policy(help_after_min=15))

    assert told(day)[:4] == [(9, 1, 0), (5, 2, 20), (1, 2, 50), (7, 2, 60)]


def test_a_directed_ticket_waits_for_its_counter_while_anybody_is_there() -> None:
    people = [arrive(1, 0, takes=30), arrive(2, 10, counter_id=1), arrive(3, 50, counter_id=1)]

    day = simulate(people, [counter(1, (0, 40)), counter(2, (5, 100))], policy=RATIO)

    assert told(day) == [(1, 1, 0), (2, 1, 30), (3, 2, 50)]


def test_a_day_may_begin_in_its_middle_with_who_waits_and_whoever_is_served() -> None:
    people = [arrive(1, 50), arrive(2, 60), arrive(3, 61)]
    busy = replace(counter(1, (0, 200)), busy_until=minutes(64), turn=Turn(regular_run=2))
    later = counter(2, (0, 60), (62, 63))

    day = simulate(people, [busy, later], policy=RATIO, start=minutes(60))

    assert told(day) == [(1, 2, 62), (2, 1, 64), (3, 1, 74)]
    assert [call.waited_s for call in day.calls] == [12 * 60, 4 * 60, 13 * 60]


def test_a_counter_goes_on_with_its_own_turn() -> None:
    people = [arrive(1, 0), arrive(2, 0, is_priority=True)]

    day = simulate(people, [replace(counter(), turn=Turn(regular_run=2))], policy=RATIO)

    assert [call.rule for call in day.calls] == ["priority_turn", "only_regular"]


def test_who_comes_is_drawn_with_a_time_that_a_seed_repeats() -> None:
    class Fair:
        def keeps_s(self, lots: Lots, service_id: int) -> float:
            return service_id * lots.choice([60, 120])

        def rest_s(self, _lots: Lots, _service_id: int, *, spent_s: float) -> float:
            return spent_s

    coming = [Coming(minutes(each), 1 + each % 2, is_priority=each == 3) for each in (3, 1, 2, 0)]

    first, again, other = (drawn(coming, Fair(), lots=Random(seed)) for seed in (1, 1, 2))

    assert [(each.leg_id, each.queued_at, each.is_priority) for each in first] == [
        (number + 1, minutes(number), number == 3) for number in range(4)
    ]
    assert first == again
    assert [each.takes_s for each in first] != [each.takes_s for each in other]


def test_who_went_away_is_not_called_afterwards() -> None:
    day = simulate([arrive(1, 0), arrive(2, 0, leaves_at=minutes(9)), arrive(3, 0)], [counter()], policy=RATIO)

    assert told(day) == [(1, 1, 0), (3, 1, 10)]
    assert [left.leg_id for left in day.left] == [2]


def test_waits_are_summed_up() -> None:
    assert waits([60.0, 0.0, 120.0]) == Waits(3, 60.0, 108.0, 120.0)
    assert waits([]) == Waits(0, None, None, None)


days = st.lists(
    st.builds(
        arrive,
        number=st.just(0),
        at=st.integers(0, 90),
        takes=st.integers(0, 15),
        service=st.integers(1, 3),
        is_priority=st.booleans(),
        appointed_at=st.none() | st.integers(0, 120).map(minutes),
        counter_id=st.none() | st.integers(1, 4),
    ),
    max_size=40,
).map(
    lambda people: [
        Arrival(number, number, each.service_id, each.is_priority, each.queued_at, each.arrived_at, each.takes_s,
                each.appointed_at, each.counter_id)
        for number, each in enumerate(sorted(people, key=lambda each: each.queued_at), 1)
    ]
)  # fmt: skip
rank_tables = st.lists(st.dictionaries(st.integers(1, 3), st.integers(1, 3), max_size=3), min_size=1, max_size=2)
policies = st.sampled_from([Policy(kind) for kind in POLICIES])


def offices(tables: Sequence[dict[int, int]]) -> list[CounterDay]:
    """Counters with these ranks and breaks; the last one offers everything until late at night."""
    some = [counter(number, (0, 30), (40, 90), ranks=ranks) for number, ranks in enumerate(tables, 1)]
    return [*some, counter(9, (0, 10_000), ranks={1: 1, 2: 1, 3: 1})]


@given(people=days, tables=rank_tables, policy=policies)
def test_everybody_is_served_once(people: list[Arrival], tables: list[dict[int, int]], policy: Policy) -> None:
    day = simulate(people, offices(tables), policy=policy)

    assert sorted(call.arrival.leg_id for call in day.calls) == [each.leg_id for each in people]
    assert day.left == []


@given(people=days, tables=rank_tables, policy=policies)
def test_no_counter_serves_two_at_once_or_outside_its_hours(
    people: list[Arrival], tables: list[dict[int, int]], policy: Policy
) -> None:
    counters = offices(tables)

    day = simulate(people, counters, policy=policy)

    for each in counters:
        own = [call for call in day.calls if call.counter_id == each.counter_id]
        assert [one.until <= following.at for one, following in pairwise(own)] == [True] * (len(own) - 1)
        assert all(any(opens <= call.at < closes for opens, closes in each.intervals) for call in own)
        assert all(call.at >= call.arrival.queued_at for call in own)


@given(people=days, tables=rank_tables, policy=policies)
def test_the_same_policy_gives_the_same_day(
    people: list[Arrival], tables: list[dict[int, int]], policy: Policy
) -> None:
    assert simulate(people, offices(tables), policy=policy) == simulate(people[::-1], offices(tables), policy=policy)


@given(people=days, tables=rank_tables, policy=policies)
def test_nobody_waits_while_a_counter_that_may_call_is_free(
    people: list[Arrival], tables: list[dict[int, int]], policy: Policy
) -> None:
    """The last counter offers everything: while somebody without a direction waits, it is busy."""
    calls = simulate(people, offices(tables), policy=policy).calls
    own = [call for call in calls if call.counter_id == 9]

    for call in calls:
        if call.arrival.counter_id is None:
            busy_until = call.arrival.queued_at
            for each in own:
                if each.at <= busy_until:
                    busy_until = max(busy_until, each.until)
            assert call.at <= busy_until


def big_day(tickets: int) -> tuple[list[Arrival], list[CounterDay]]:
    random = Random(7)
    people = [
        arrive(number, random.uniform(0, 360), takes=random.uniform(2, 9), service=random.randint(1, 10),
               is_priority=random.random() < 0.15)
        for number in range(tickets)
    ]  # fmt: skip
    ranks = [{(each + step) % 10 + 1: 1 + step // 3 for step in range(5)} for each in range(12)]
    return people, [counter(number, ALL_DAY, ranks=own) for number, own in enumerate(ranks, 1)]


@pytest.mark.parametrize(("kind", "digest"), list(AS_BEFORE.items()))
def test_a_large_day_is_called_as_it_was_by_the_replay_before_this_simulator(kind: str, digest: str) -> None:
    people, counters = big_day(900)
    people = [
        replace(each, appointed_at=minutes(each.leg_id % 300)) if each.leg_id % 9 == 0 else each for each in people
    ]

    calls = simulate(people, counters, policy=Policy(kind)).calls

    told_ = "\n".join(f"{call.arrival.leg_id} {call.counter_id} {call.at.isoformat()} {call.rule}" for call in calls)
    assert hashlib.sha256(told_.encode()).hexdigest()[:16] == digest


def test_a_day_of_900_tickets_is_replayed_in_well_under_two_seconds() -> None:
    people, counters = big_day(900)

    began = time.perf_counter()
    day = simulate(people, counters, policy=RATIO)

    assert time.perf_counter() - began < 1
    assert len(day.calls) + len(day.left) == 900
