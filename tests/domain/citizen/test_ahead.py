from __future__ import annotations

from typing import Any

from queue_app.domain.citizen.ahead import ahead
from queue_app.domain.citizen.sight import Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy

NOW = 1_800_000_000.0
KTP, AKTA = 1, 2


def waits(leg: int, service: int = KTP, *, is_priority: bool = False, **more: Any) -> Waiting:
    at = NOW - 600 + leg
    return Waiting(leg, service, is_priority, leg, at, at, **more)


def counter(number: int, *own: int, **more: Any) -> Counter:
    known: dict[str, Any] = {"is_calling": True, "back_at": None, "busy_with": None, "busy_since": None}
    ranks = dict.fromkeys(own, 1)
    return Counter(number, **{"ranks": ranks, **known, "free_since": NOW - 60, **more})


def seen(waiting: list[Waiting], *counters: Counter, policy: Policy | None = None) -> Sight:
    return Sight(
        NOW, 600, 0, policy or Policy(), waiting, counters, called=(), arrived=(), standard_s={KTP: 600.0, AKTA: 300.0}
    )


def test_who_waits_is_behind_everybody_of_the_service_who_came_before() -> None:
    sight = seen([waits(1), waits(2), waits(3)], counter(1, KTP))

    assert ahead(sight) == {1: 0, 2: 1, 3: 2}


def test_somebody_with_priority_is_counted_where_the_turn_puts_them() -> None:
    line = [waits(1), waits(2), waits(3), waits(4, is_priority=True)]

    assert ahead(seen(line, counter(1, KTP), policy=Policy(regular=2))) == {1: 0, 2: 1, 4: 2, 3: 3}


def test_people_of_a_service_at_counters_of_their_own_are_not_ahead() -> None:
    sight = seen([waits(1, AKTA), waits(2, AKTA), waits(3, KTP)], counter(1, KTP), counter(2, AKTA))

    assert ahead(sight) == {1: 0, 2: 1, 3: 0}


def test_people_of_another_service_at_the_same_counter_are_ahead() -> None:
    sight = seen([waits(1, AKTA), waits(2, KTP), waits(3, AKTA)], counter(1, KTP, AKTA))

    assert ahead(sight) == {1: 0, 2: 1, 3: 2}


def test_who_came_before_the_clock_was_set_back_is_ahead_of_who_came_after() -> None:
    before = waits(1)._replace(queued_at=NOW + 3600, arrived_at=NOW + 3600)

    assert ahead(seen([before, waits(2)], counter(1, KTP))) == {1: 0, 2: 1}


def test_who_asked_to_be_passed_is_behind_those_who_are_called_until_then() -> None:
    sight = seen([waits(1, not_before=NOW + 900), waits(2), waits(3), waits(4)], counter(1, KTP))

    assert ahead(sight) == {2: 0, 3: 1, 1: 2, 4: 3}


def test_a_counter_on_a_break_calls_when_it_is_back() -> None:
    line = [waits(1, KTP), waits(2, AKTA), waits(3, KTP)]
    on_break = counter(1, KTP, is_calling=False, back_at=NOW + 1200)

    assert ahead(seen(line, on_break, counter(2, AKTA, KTP))) == {1: 0, 2: 1, 3: 2}


def test_before_any_counter_is_open_each_service_has_its_own_line() -> None:
    assert ahead(seen([waits(1), waits(2, AKTA), waits(3)])) == {1: 0, 2: 0, 3: 1}


def test_nobody_is_ahead_where_nobody_waits() -> None:
    assert ahead(seen([], counter(1, KTP))) == {}
