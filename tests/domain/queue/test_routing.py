from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

import pytest

from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.queue.routing import (
    LAST_RANK,
    LIMITS,
    PLAIN,
    POLICIES,
    REASONS,
    Candidate,
    Policy,
    Turn,
    choose,
    help_from,
    order,
    reason_values,
)
from tests.factories import MORNING, make_candidate

RATIO = Policy(regular=2)
NOON = MORNING + timedelta(hours=4)
REGULAR = [make_candidate(number) for number in (1, 3, 4, 6, 7)]
PRIORITY = [make_candidate(number, is_priority=True) for number in (2, 5)]


def minutes(count: float) -> datetime:
    return MORNING + timedelta(minutes=count)


def called(candidates: list[Candidate], policy: Policy, *, now: datetime = NOON) -> list[tuple[int, str]]:
    """Everybody in the order of the calls, with the rule of each."""
    choices = order(candidates, Turn(), policy=policy, now=now, limit=100)
    return [(choice.candidate.order_no, choice.rule) for choice in choices]


def test_arrival_calls_strictly_in_the_order_of_arrival() -> None:
    assert called([*PRIORITY, *REGULAR], Policy("arrival")) == [(number, "arrival") for number in range(1, 8)]


def test_ratio_calls_two_regular_to_one_priority_while_both_wait() -> None:
    assert called([*PRIORITY, *REGULAR], RATIO) == [
        (1, "regular_turn"), (3, "regular_turn"), (2, "priority_turn"),
        (4, "regular_turn"), (6, "regular_turn"), (5, "priority_turn"), (7, "only_regular"),
    ]  # fmt: skip


def test_the_ratio_is_a_setting() -> None:
    numbers = [number for number, _rule in called([*PRIORITY, *REGULAR], Policy(regular=1))]

    assert numbers == [1, 2, 3, 5, 4, 6, 7]


def test_ageing_lets_priority_pass_only_those_within_its_head_start() -> None:
    queue = [make_candidate(0), make_candidate(15), make_candidate(30, is_priority=True), make_candidate(31)]

    assert called(queue, Policy("ageing", head_start_min=20)) == [
        (0, "aged_regular"), (30, "aged_priority"), (15, "only_regular"), (31, "only_regular"),
    ]  # fmt: skip


def test_an_appointment_is_called_first_from_early_before_to_late_after_its_time() -> None:
    waits_longer, appointed = make_candidate(1), make_candidate(2, appointed_at=minutes(60))
    policy = Policy("appointment_window", early_min=10, late_min=15)

    first = {at: called([waits_longer, appointed], policy, now=minutes(at))[0] for at in (49, 50, 75, 76)}

    assert first == {49: (1, "only_regular"), 50: (2, "appointed"), 75: (2, "appointed"), 76: (1, "only_regular")}


def test_appointments_are_called_by_their_time_not_by_arrival() -> None:
    early_bird, punctual = make_candidate(1, appointed_at=minutes(65)), make_candidate(50, appointed_at=minutes(60))

    order_of = called([early_bird, punctual], Policy("appointment_window"), now=minutes(60))

    assert order_of == [(50, "appointed"), (1, "appointed")]


def test_after_so_many_appointments_one_other_is_called() -> None:
    appointed = [make_candidate(number, appointed_at=NOON) for number in range(10, 15)]

    order_of = called([make_candidate(20), make_candidate(21), *appointed], Policy("appointment_window"))

    assert [number for number, _rule in order_of] == [10, 11, 12, 20, 13, 14, 21]


def test_under_other_policies_an_appointment_stands_by_its_arrival() -> None:
    queue = [make_candidate(1), make_candidate(2, appointed_at=NOON)]

    assert called(queue, RATIO) == [(1, "only_regular"), (2, "only_regular")]


@pytest.mark.parametrize("kind", POLICIES)
def test_a_directed_ticket_is_first_under_every_policy(kind: str) -> None:
    queue = [make_candidate(1), make_candidate(2, appointed_at=NOON), make_candidate(3, is_directed=True, rank=3)]

    assert called(queue, Policy(kind))[0] == (3, "directed")


def test_directed_tickets_leave_every_fourth_call_to_the_line() -> None:
    directed = [make_candidate(number, is_directed=True) for number in range(10, 15)]

    order_of = called([make_candidate(1), *directed], Policy("arrival", appointed_in_a_row=3))

    assert [number for number, _rule in order_of] == [10, 11, 12, 1, 13, 14]


def test_help_is_called_only_once_it_has_waited() -> None:
    help_of_rank = [make_candidate(1, rank=2), make_candidate(1, rank=3)]
    policy = Policy(help_after_min=15)

    due = {at: called(help_of_rank, policy, now=minutes(at)) for at in (15, 16, 30, 31)}

    assert due == {15: [], 16: [(1, "help")], 30: [(1, "help")], 31: [(1, "help"), (1, "help")]}


def test_help_leaves_out_who_came_first_but_has_queued_there_lately() -> None:
    """Sent here a moment ago from another service: an early place, a young wait. It is that counter's own work."""
    sent_here = make_candidate(1, rank=2, queued_at=minutes(30))
    queue = [sent_here, make_candidate(5, rank=2), make_candidate(7, rank=2)]

    calls = {at: called(queue, Policy(), now=minutes(at)) for at in (40, 45)}

    assert calls == {40: [(5, "help"), (7, "help")], 45: [(1, "help"), (5, "help"), (7, "help")]}


def test_own_work_goes_by_the_first_arrival_however_lately_it_queued_here() -> None:
    queue = [make_candidate(1, queued_at=minutes(30)), make_candidate(5)]

    assert called(queue, Policy("arrival"), now=minutes(31)) == [(1, "arrival"), (5, "arrival")]


def test_help_that_is_due_stands_in_the_line_by_its_arrival() -> None:
    queue = [make_candidate(5), make_candidate(1, rank=2)]

    assert called(queue, Policy("arrival"), now=minutes(16)) == [(1, "help"), (5, "arrival")]
    assert called(queue, Policy("arrival"), now=minutes(15)) == [(5, "arrival")]


def test_ranks_past_the_last_wait_no_longer_than_it() -> None:
    waits = [NOON - help_from(RATIO, rank, NOON) for rank in range(1, LAST_RANK + 3)]

    assert [wait / timedelta(minutes=1) for wait in waits] == [0, 15, 30, 45, 45, 45]


def test_nobody_waiting_is_said() -> None:
    with pytest.raises(NobodyWaiting):
        choose([], Turn(), policy=RATIO, now=NOON)


@pytest.mark.parametrize("kind", POLICIES)
def test_two_of_one_arrival_are_called_by_leg(kind: str) -> None:
    first, second = (
        Candidate(leg_id, order_no=1, is_priority=False, queued_at=MORNING, arrived_at=MORNING) for leg_id in (7, 8)
    )

    assert choose([second, first], Turn(), policy=Policy(kind), now=NOON).candidate == first


@pytest.mark.parametrize("kind", POLICIES)
def test_the_place_in_the_queue_counts_not_the_age_of_the_leg(kind: str) -> None:
    restored, other = (
        Candidate(leg_id, order_no, is_priority=False, queued_at=MORNING, arrived_at=MORNING)
        for leg_id, order_no in ((7, 20), (8, 10))
    )

    assert choose([restored, other], Turn(), policy=Policy(kind), now=NOON).candidate == other


@pytest.mark.parametrize(
    ("candidates", "run", "expected"),
    [
        (REGULAR, 0, ("only_regular", 1)),
        (REGULAR, 2, ("only_regular", 2)),
        (PRIORITY, 1, ("only_priority", 0)),
        ([*REGULAR, *PRIORITY], 0, ("regular_turn", 1)),
        ([*REGULAR, *PRIORITY], 1, ("regular_turn", 2)),
        ([*REGULAR, *PRIORITY], 2, ("priority_turn", 0)),
    ],
)
def test_each_choice_tells_its_rule_and_the_run_after(
    candidates: list[Candidate], run: int, expected: tuple[str, int]
) -> None:
    choice = choose(candidates, Turn(run), policy=RATIO, now=NOON)

    assert (choice.rule, choice.turn) == (expected[0], Turn(expected[1]))


def test_a_priority_ticket_that_comes_after_a_long_regular_run_is_next() -> None:
    turn = Turn()
    for candidate in REGULAR:
        turn = choose([candidate], turn, policy=RATIO, now=NOON).turn

    choice = choose([make_candidate(8), make_candidate(9, is_priority=True)], turn, policy=RATIO, now=NOON)

    assert choice.candidate.order_no == 9
    assert REASONS[choice.rule].format(**choice.values) == "Priority turn (after 2 regular)."


def test_the_reason_can_be_told_again_from_what_is_stored() -> None:
    for candidates, run in ((REGULAR, 0), ([*REGULAR, *PRIORITY], 1), ([*REGULAR, *PRIORITY], 2)):
        choice = choose(candidates, Turn(run), policy=RATIO, now=NOON)

        assert reason_values(choice.rule, choice.turn.regular_run, RATIO) == choice.values


def test_every_reason_has_plain_words_and_all_that_its_sentence_needs() -> None:
    told = {rule: text.format(**reason_values(rule, 1, RATIO)) for rule, text in REASONS.items()}

    assert list(told) == list(PLAIN)
    assert not [text for text in [*told.values(), *PLAIN.values()] if "{" in text]


def test_every_number_of_a_policy_has_its_limits() -> None:
    numbers = {field.name: getattr(Policy(), field.name) for field in fields(Policy) if field.name != "kind"}

    assert list(LIMITS) == list(numbers)
    assert all(low <= numbers[name] <= high for name, (low, high) in LIMITS.items())


def test_the_order_shown_stops_at_the_limit() -> None:
    shown = order(REGULAR, Turn(), policy=RATIO, now=NOON, limit=2)

    assert [choice.candidate for choice in shown] == REGULAR[:2]
    assert order([], Turn(), policy=RATIO, now=NOON, limit=2) == []
