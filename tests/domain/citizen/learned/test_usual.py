"""What the past says by itself: times, who serves what, and the order of calling."""

from __future__ import annotations

import pytest

from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.usual import UNKNOWN_S, usual
from tests.passed_days import passed_days


def _leg(queued_at: float, called_at: float, *, service: int = 1, is_priority: bool = False, server: int = 1) -> Passed:
    return Passed(str(queued_at), service, is_priority, queued_at, called_at, called_at + 100, server)


def test_a_service_of_many_hours_takes_what_it_took() -> None:
    of = usual([_leg(at, at) for at in range(1000)], {1: 600})

    assert of.to_go_s(1, 0) == pytest.approx((1000 * 100 + 20 * 600) / 1020)


def test_a_service_that_nobody_saw_takes_its_standard_time() -> None:
    of = usual([_leg(0, 0)], {7: 600})

    assert [of.to_go_s(service, 0) for service in (7, 8)] == [600, UNKNOWN_S]


def test_long_services_go_on_longer() -> None:
    """Times spread widely: who has sat there for 8 minutes is no quick case."""
    of = usual(passed_days(3), {})

    assert of.to_go_s(2, 500) > 0.8 * of.to_go_s(2, 0)


def test_a_service_that_began_later_than_now_has_just_begun() -> None:
    of = usual(passed_days(3), {})

    assert of.to_go_s(2, -500) == of.to_go_s(2, 0)


def test_a_server_offers_what_it_has_served_but_for_rare_exceptions() -> None:
    legs = [*(_leg(at, at) for at in range(99)), _leg(99, 99, service=2)]

    of = usual(legs, {})

    assert of.ranks_of(1) == {1: 1}
    assert of.ranks_of(9) == {1: 1, 2: 1}  # nobody knows it yet


@pytest.mark.parametrize("head_start_s", [0, 90, 300])
def test_the_head_start_of_priority_is_found_from_who_was_called_first(head_start_s: float) -> None:
    came = [(float(at), at % 3 == 0) for at in range(0, 6000, 7)]
    line = sorted(came, key=lambda each: each[0] - head_start_s * each[1])
    legs = [
        _leg(at, max(at, 10.0 * place), is_priority=is_priority)
        for place, (at, is_priority) in enumerate(line, start=1)
    ]

    assert usual(legs, {}).head_start_s == head_start_s
