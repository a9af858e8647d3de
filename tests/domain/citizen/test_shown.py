from __future__ import annotations

import pytest

from queue_app.domain.citizen import shown
from queue_app.domain.citizen.estimate import Estimate, How
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.citizen.shown import Basis, Range, chance, range_of

NOW = 1_796_000_400.0  # on a multiple of ten minutes
MIN = 60
BASIS = Basis(How.EARLY, None, {1: 1.2})
SOON = Estimate(4.5 * MIN, 8 * MIN, 11 * MIN, 13.2 * MIN)


def minutes(promise: Promise) -> tuple[float, float]:
    return (promise.from_at - NOW) / MIN, (promise.to_at - NOW) / MIN


def first(fresh: Estimate) -> Promise:
    return shown.first(fresh, NOW, BASIS, 1)


def held(before: Promise, fresh: Estimate, *, later: float = 0, cause: str | None = None) -> Promise:
    """later: so many minutes; the estimate is of then."""
    return shown.held(before, fresh, NOW + later * MIN, BASIS, service_id=1, cause=cause)


def moved(by: float, fresh: Estimate = SOON) -> Estimate:
    """By so many minutes."""
    return Estimate(*(each + by * MIN for each in fresh))


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        (SOON, (4, 14)),
        (Estimate(21 * MIN, 30 * MIN, 36 * MIN, 41 * MIN), (20, 45)),
        (Estimate(125 * MIN, 140 * MIN, 150 * MIN, 161 * MIN), (120, 170)),
        (Estimate(5, 10, 15, 20), (0, 2)),
        (Estimate(0, 0, 0, 0), (0, 2)),
    ],
)
def test_a_range_is_rounded_outward_on_a_grid_that_suits_how_far_away_it_is(
    fresh: Estimate, expected: tuple[int, int]
) -> None:
    assert minutes(first(fresh)) == expected


def test_a_range_never_begins_in_the_past() -> None:
    found = range_of(Estimate(2, 60, 120, 200), NOW + 4 * MIN + 30)

    assert found == Range(int(NOW) + 4 * MIN, int(NOW) + 8 * MIN)


def test_a_promise_says_by_what_it_was_made() -> None:
    assert first(SOON)[3:] == (NOW + 480, NOW + 660, NOW + 792, How.EARLY, None, 1.2, None)


def test_the_chance_of_a_range_is_read_between_the_quantiles() -> None:
    whole = Range(int(NOW + SOON.p10), int(NOW + SOON.p90))

    assert chance(whole, SOON, NOW) == pytest.approx(0.8)
    assert chance(Range(int(NOW) - 60, int(NOW + SOON.p50)), SOON, NOW) == 0.5
    assert chance(Range(int(NOW) - 60, int(NOW) + 3600), SOON, NOW) == 1.0


def test_a_range_stays_while_it_is_true_enough() -> None:
    before = first(SOON)

    assert held(before, moved(2)) is before
    assert held(before, moved(-2)) is before


def test_a_range_that_the_call_will_miss_moves_and_says_which_way() -> None:
    before = first(SOON)

    assert (held(before, moved(9)).cause, held(before, moved(-4.5)).cause) == ("slower", "faster")


def test_what_happened_is_told_where_it_explains_the_way_the_range_moves() -> None:
    before = first(SOON)

    assert held(before, moved(9), cause="counter_closed").cause == "counter_closed"
    assert held(before, moved(9), cause="counter_opened").cause == "slower"
    assert held(before, moved(9), cause="policy").cause == "policy"


def test_what_happened_moves_a_range_that_drift_alone_would_not() -> None:
    before, fresh = first(SOON), moved(5)

    assert held(before, fresh) is before
    assert held(before, fresh, cause="counter_closed").cause == "counter_closed"


def test_a_range_that_moved_turns_back_only_for_much() -> None:
    late = held(first(SOON), moved(9))

    assert held(late, moved(4)) is late
    assert held(late, moved(4), cause="counter_opened").cause == "counter_opened"


def test_a_range_is_told_more_closely_only_when_it_is_much_closer() -> None:
    before = first(Estimate(20 * MIN, 40 * MIN, 50 * MIN, 60 * MIN))

    assert held(before, Estimate(26 * MIN, 40 * MIN, 49 * MIN, 55 * MIN)) is before
    assert held(before, Estimate(32 * MIN, 40 * MIN, 44 * MIN, 48 * MIN)).cause == "closer"


def test_a_range_that_runs_out_is_extended_before_its_end() -> None:
    before = first(SOON)

    found = held(before, Estimate(1, 5, 10, 15), later=13.3)

    assert (minutes(found), found.cause) == ((13, 16), "slower")


def test_a_range_is_never_left_in_the_past_whatever_is_estimated() -> None:
    promise = first(SOON)

    for second in range(0, 3600, 20):
        promise = held(promise, Estimate(0, 0, 1, 2), later=second / 60)
        assert promise.to_at > NOW + second


def test_what_cannot_be_told_any_more_is_taken_back_and_says_why() -> None:
    gone = shown.withdrawn(first(SOON), NOW, "counter_closed")

    assert (gone.how, gone.cause) == (How.NONE, "counter_closed")
    assert shown.withdrawn(gone, NOW + 60, "policy") is gone
    assert held(gone, SOON, cause="counter_opened").cause == "counter_opened"
    assert held(gone, SOON).cause == "known"
