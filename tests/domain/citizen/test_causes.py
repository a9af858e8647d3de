from __future__ import annotations

from typing import Any

import pytest

from queue_app.domain.citizen import causes
from queue_app.domain.citizen.causes import CAUSES, DIRECTIONS
from queue_app.domain.citizen.sight import Called, Sight
from queue_app.domain.queue.routing import Policy
from tests.waits_seen import AKTA, AT, KTP, busy, make_counter, make_sight, make_waiting

LAST = make_waiting(5)
LINE = [make_waiting(1), make_waiting(2, service_id=AKTA), LAST]


def cause(before: Sight, now: Sight) -> str | None:
    """Why LAST may be called at another time."""
    me = next(each for each in now.waiting if each.leg_id == LAST.leg_id)
    return causes.cause(causes.change(before, now), me)


def changed(**more: Any) -> str | None:
    return cause(make_sight(waiting=LINE), make_sight(**{"waiting": LINE, **more}))


def waits(*others: Any) -> str | None:
    return changed(waiting=sorted([LAST, *others], key=lambda each: each.order_no))


def test_every_cause_says_where_it_moves_the_call() -> None:
    assert list(DIRECTIONS) == list(CAUSES)


def test_where_nothing_happened_there_is_no_cause() -> None:
    assert changed() is None


def test_who_took_a_number_in_the_same_moment_is_no_one_who_returned() -> None:
    line = [make_waiting(1), make_waiting(2), make_waiting(3)]
    seen = causes.change(make_sight(waiting=line[:1]), make_sight(waiting=line))

    assert [causes.cause(seen, each) for each in line] == [None, None, "came_before"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"policy": Policy("arrival")}, "policy"),
        ({"standard_s": {KTP: 900.0, AKTA: 600.0}}, "setup"),
        ({"counters": [busy(1), busy(2), busy(3, ranks={KTP: 2})]}, "setup"),
        ({"counters": [busy(1), busy(2)]}, "counter_closed"),
        ({"counters": [busy(1), busy(2), busy(3, is_calling=False)]}, "counter_pauses"),
        ({"counters": [busy(1), busy(2), busy(3), make_counter(4)]}, "counter_opened"),
        ({"counters": [busy(1), busy(2), busy(3), make_counter(4, ranks={AKTA: 1})]}, None),
        ({"closed": {KTP: None}}, "service_closed"),
        ({"closed": {AKTA: None}}, None),
        ({"carried": {KTP: 2}, "waiting": [LAST]}, "carried"),
        ({"carried": {AKTA: 1}}, None),
        ({"waiting": [LAST]}, "left"),
        ({"waiting": [LINE[0], LAST]}, None),
    ],
)
def test_what_happened_to_the_counters_and_the_line_is_named(now: dict[str, Any], expected: str | None) -> None:
    assert changed(**now) == expected


def test_what_is_over_is_named_as_well() -> None:
    away = make_sight(waiting=LINE, counters=[busy(1), make_counter(2, is_calling=False)])
    back = make_sight(waiting=LINE, counters=[busy(1), make_counter(2)])
    closed = make_sight(waiting=LINE, closed={KTP: None})

    assert cause(away, back) == "counter_back"
    assert cause(closed, make_sight(waiting=LINE)) == "service_reopened"


def test_who_is_called_has_not_left() -> None:
    called = [Called(KTP, False, 1, LINE[0].queued_at, AT, None)]

    assert changed(waiting=LINE[1:], called=called) is None


def test_of_two_who_came_at_once_only_the_one_who_was_called_is_not_missed() -> None:
    twin = LINE[0]._replace(leg_id=99)
    before = make_sight(waiting=[twin, *LINE])
    called = [Called(KTP, False, 1, twin.queued_at, AT, None)]

    assert cause(before, make_sight(waiting=LINE[1:], called=called)) == "left"


def test_who_comes_past_the_line_is_named_and_who_stands_behind_it_is_not() -> None:
    assert waits(*LINE[:2], make_waiting(6, is_priority=True)) == "priority_came"
    assert waits(*LINE[:2], make_waiting(4)) == "came_ahead"
    assert waits(*LINE[:2], make_waiting(6)) is None
    assert waits(*LINE[:2], make_waiting(6, service_id=AKTA, is_priority=True)) is None


def test_a_wish_of_ones_own_comes_before_all_others() -> None:
    passed = LAST._replace(not_before=AT + 600)

    assert changed(waiting=[*LINE[:2], passed], policy=Policy("arrival")) == "own_wish"
    assert changed(waiting=[*LINE[:2], LAST._replace(order_no=9)]) == "own_wish"
    assert changed(waiting=[*LINE[:2], LAST._replace(counter_id=2)]) == "own_place"


def test_who_lets_others_go_first_is_named_to_those_behind() -> None:
    behind, late = LINE[0]._replace(order_no=6), LINE[0]._replace(not_before=AT + 600)

    assert (waits(LINE[1], behind), waits(LINE[1], late)) == ("gave_way", "gave_way")
    assert waits(LINE[0], LINE[1]._replace(order_no=6)) is None


def test_a_service_that_shares_its_counters_concerns_its_people_too() -> None:
    both = [busy(1, ranks={KTP: 1, AKTA: 1})]
    before, now = make_sight(waiting=LINE, counters=both), make_sight(waiting=LINE, counters=both, closed={AKTA: None})

    assert cause(before, now) == "service_closed"
