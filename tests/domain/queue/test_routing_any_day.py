"""What holds on any day: streams of arrivals that no one would wish on an office."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.queue.routing import (
    POLICIES,
    Candidate,
    Choice,
    Policy,
    Turn,
    choose,
    help_from,
    in_window,
    order,
)
from tests.factories import MORNING, make_candidate

policies = st.builds(
    Policy,
    kind=st.sampled_from(list(POLICIES)),
    regular=st.integers(1, 4),
    head_start_min=st.integers(0, 30),
    early_min=st.integers(0, 15),
    late_min=st.integers(0, 20),
    appointed_in_a_row=st.integers(1, 4),
    help_after_min=st.integers(0, 20),
)
arrivals = st.fixed_dictionaries(
    {"is_priority": st.booleans()},
    optional={
        "rank": st.integers(1, 5),
        "is_directed": st.just(True),
        "appointed_at": st.integers(-20, 80).map(lambda minute: MORNING + timedelta(minutes=minute)),
    },
)
Stream = list[list[dict[str, Any]]]
streams = st.lists(st.lists(arrivals, max_size=3), max_size=50)  # who comes in each minute; then the counter calls
plain = st.fixed_dictionaries({"is_priority": st.booleans()})
of_two_classes = st.lists(st.lists(plain, max_size=3), max_size=50)


@dataclass
class Call:
    now: datetime
    waiting: list[Candidate]
    choice: Choice


@dataclass
class Day:
    """One counter that calls once a minute."""

    policy: Policy
    calls: list[Call] = field(default_factory=list)
    waiting: list[Candidate] = field(default_factory=list)
    turn: Turn = field(default_factory=Turn)

    def play(self, stream: Stream) -> list[Call]:
        order_no = 0
        for minute, coming in enumerate(stream):
            now = MORNING + timedelta(minutes=minute)
            for arrival in coming:
                self.waiting.append(make_candidate(order_no, queued_at=now, arrived_at=now, **arrival))
                order_no += 1
            self.call(now)
        return self.calls

    def call(self, now: datetime) -> None:
        try:
            choice = choose(self.waiting, self.turn, policy=self.policy, now=now)
        except NobodyWaiting:
            return
        self.calls.append(Call(now, list(self.waiting), choice))
        self.waiting.remove(choice.candidate)
        self.turn = choice.turn


def passes(policy: Policy, one: Candidate, now: datetime) -> bool:
    return one.is_directed or in_window(policy, one.appointed_at, now)


def is_due(policy: Policy, one: Candidate, now: datetime) -> bool:
    return one.is_directed or one.rank == 1 or one.queued_at <= help_from(policy, one.rank, now)


@given(stream=streams, policy=policies)
def test_nobody_of_the_same_class_is_overtaken(stream: Stream, policy: Policy) -> None:
    for call in Day(policy).play(stream):
        chosen = call.choice.candidate
        if passes(policy, chosen, call.now):
            continue
        line = [one for one in call.waiting if not passes(policy, one, call.now) and is_due(policy, one, call.now)]
        assert chosen.order_no == min(one.order_no for one in line if one.is_priority == chosen.is_priority)


@given(stream=streams, policy=policies)
def test_who_passes_the_line_does_so_by_arrival_or_by_the_appointed_time(stream: Stream, policy: Policy) -> None:
    for call in Day(policy).play(stream):
        chosen = call.choice.candidate
        past = [one for one in call.waiting if passes(policy, one, call.now) and is_due(policy, one, call.now)]
        if chosen.is_directed:
            assert chosen.order_no == min(one.order_no for one in past if one.is_directed)
        elif chosen in past:
            assert not [one for one in past if one.is_directed]
            assert chosen.appointed_at == min(one.appointed_at for one in past if one.appointed_at)


@given(stream=streams, policy=policies)
def test_own_work_comes_first_until_help_is_due(stream: Stream, policy: Policy) -> None:
    for call in Day(policy).play(stream):
        chosen = call.choice.candidate
        waited = call.now - chosen.queued_at
        own_until = timedelta(minutes=(min(chosen.rank, 4) - 1) * policy.help_after_min)
        assert chosen.is_directed or waited >= own_until


@given(stream=streams, policy=policies)
def test_everybody_is_called_in_the_end(stream: Stream, policy: Policy) -> None:
    day = Day(policy)
    day.play(stream)

    for _ in range(len(day.waiting)):
        day.call(MORNING + timedelta(minutes=500))

    assert day.waiting == []


@given(stream=of_two_classes, regular=st.integers(1, 4), kind=st.sampled_from(["ratio", "appointment_window"]))
def test_the_ratio_is_kept_whenever_both_wait(stream: Stream, regular: int, kind: str) -> None:
    calls = Day(Policy(kind, regular=regular)).play(stream)

    for both_wait, stretch in groupby(calls, key=lambda call: len({one.is_priority for one in call.waiting}) == 2):
        if not both_wait:
            continue
        called = "".join("P" if call.choice.candidate.is_priority else "r" for call in stretch)
        runs = [len(run) for run in called.split("P")]  # regular calls before, between and after the priority calls
        assert set(runs[1:-1]) <= {regular}
        assert max(runs) <= regular


def turns_in_line(policy: Policy, one: Candidate, waiting: list[Candidate], later: list[Candidate]) -> int:
    """The most calls of the line until it is this ticket's turn; waiting: all when it came; later: all after it."""
    line = [each for each in waiting if not each.is_directed]
    turns = 1 + sum(each.is_priority == one.is_priority for each in line)
    if policy.kind == "arrival":
        return 1 + len(line)
    if policy.kind == "ageing":
        head_start = timedelta(minutes=0 if one.is_priority else policy.head_start_min)
        return (
            1 + len(line) + sum(each.is_priority and each.arrived_at <= one.arrived_at + head_start for each in later)
        )
    return turns * (policy.regular + 1) if one.is_priority else turns + turns // policy.regular + 1


def most_calls(policy: Policy, one: Candidate, waiting: list[Candidate], later: list[Candidate]) -> int:
    """The bound: before each call of the line at most `appointed_in_a_row` pass it."""
    if one.is_directed:
        ahead = sum(each.is_directed for each in waiting)
        return ahead + 1 + (ahead + 1) // policy.appointed_in_a_row + 1
    return turns_in_line(policy, one, waiting, later) * (policy.appointed_in_a_row + 1)


@given(stream=streams, policy=policies)
def test_no_ticket_waits_for_ever_under_any_stream(stream: Stream, policy: Policy) -> None:
    """Calls are counted while a ticket stands in the line: an appointment leaves it for its window only."""
    calls = Day(policy).play(stream)
    everyone = sorted({one.leg_id: one for call in calls for one in call.waiting}.values(), key=lambda one: one.leg_id)

    for one in everyone:
        while_waiting = [call for call in calls if one in call.waiting]
        in_line = [
            call for call in while_waiting
            if is_due(policy, one, call.now) and (one.is_directed or not passes(policy, one, call.now))
        ]  # fmt: skip
        ahead = [each for each in while_waiting[0].waiting if each.leg_id < one.leg_id]
        later = [each for each in everyone if each.leg_id > one.leg_id]
        assert len(in_line) <= most_calls(policy, one, ahead, later)


@pytest.mark.parametrize("kind", POLICIES)
@pytest.mark.parametrize("rival", [{"is_priority": True}, {"is_directed": True}, {"appointed_at": MORNING}])
def test_a_regular_ticket_is_called_in_a_flood_of_those_who_pass_it(kind: str, rival: dict[str, Any]) -> None:
    flood = [[rival, rival, rival]] * 40

    calls = Day(Policy(kind, head_start_min=10, late_min=240)).play([flood[0], [{}], *flood])

    assert len([call for call in calls if any(one.order_no == 3 for one in call.waiting)]) < 40


@given(stream=streams, policy=policies, limit=st.integers(0, 10))
def test_the_order_shown_is_the_order_called(stream: Stream, policy: Policy, limit: int) -> None:
    day = Day(policy)
    day.play(stream)
    now = MORNING + timedelta(minutes=len(stream))
    shown = order(day.waiting, day.turn, policy=policy, now=now, limit=limit)

    before = len(day.calls)
    for _ in range(limit):
        day.call(now)

    assert shown == [call.choice for call in day.calls[before:]]
