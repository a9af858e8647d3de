"""What staffing learns of past weeks: who comes, how much days differ, how long a visit keeps a counter."""

from __future__ import annotations

from random import Random
from statistics import fmean, variance

import pytest

from queue_app.domain.evidence.facts import End
from queue_app.domain.evidence.staffing import duty
from queue_app.domain.evidence.staffing.duty import Desk, on_duty, opening_order
from queue_app.domain.evidence.staffing.pattern import HALF_HOUR, MIDNIGHT, pattern
from queue_app.domain.evidence.staffing.service_times import pools, prior
from tests.domain.evidence.weeks import FIRST_MONDAY, case, days, session, weeks_of

MONDAY, TUESDAY, *_REST = days(1)


def test_a_weekday_is_learnt_from_its_own_days() -> None:
    cases = [
        case(MONDAY, 480),
        case(MONDAY, 509, service_id=2, is_priority=True),
        case(TUESDAY, 480),
        case(MONDAY, 600),
    ]

    found = pattern(cases, 0)

    assert (found.days, found.totals, found.halves) == (1, {16: 2, 20: 1}, range(16, 21))
    assert found.kinds == {16: [(1, False), (2, True)], 20: [(1, False)]}
    assert [found.mean(half) for half in (16, 17, 20)] == [2, 0, 1]


def test_numbers_on_paper_came_nobody_knows_when() -> None:
    assert pattern([case(MONDAY, 0, end=End.PAPER)], 0).totals == {}


def test_five_days_are_enough_and_four_are_not() -> None:
    assert [pattern(weeks_of(weeks, per_half=2), 0).is_enough for weeks in (4, 5)] == [False, True]


def test_of_a_weekday_that_never_was_there_is_nothing() -> None:
    found = pattern([], 6)

    assert (found.days, found.halves, found.is_enough, found.mean(16)) == (0, range(0), False, 0)


@pytest.mark.parametrize(("day_spread", "half_spread"), [(0.0, 0.0), (0.04, 0.0), (0.0, 0.09), (0.04, 0.09)])
def test_how_much_days_and_half_hours_differ_is_measured_apart(day_spread: float, half_spread: float) -> None:
    cases = weeks_of(60, per_half=12, day_spread=day_spread, half_spread=half_spread)

    found = pattern(cases, 0)

    # The spread of half hours adds to that of days as much as an average over 14 of them leaves.
    assert found.day_spread == pytest.approx(day_spread + half_spread / 14, abs=0.012)
    assert found.half_spread == pytest.approx(half_spread, abs=0.02)


def test_simulated_days_differ_as_real_ones_do() -> None:
    found = pattern(weeks_of(40, per_half=10, day_spread=0.05), 0)

    totals = [len(found.day(Random(seed))) for seed in range(400)]

    mean = sum(found.totals.values()) / found.days
    assert fmean(totals) == pytest.approx(mean, rel=0.04)
    assert variance(totals) == pytest.approx(mean + found.day_spread * mean**2, rel=0.25)


def test_a_simulated_day_has_the_people_of_its_half_hours() -> None:
    cases = [
        case(day, minute, service_id=minute // 30, is_priority=minute > 500) for day in days(6) for minute in (480, 539)
    ]

    coming = pattern(cases, 0).day(Random(4))

    assert coming
    assert {(each.service_id, each.is_priority, (each.at - MIDNIGHT) // HALF_HOUR) for each in coming} == {
        (16, False, 16), (17, True, 17),
    }  # fmt: skip


def test_thirty_own_times_need_no_standard() -> None:
    own = [case(MONDAY, 480, service_s=float(seconds)) for seconds in range(30)]

    found = pools(own, {1: 600.0}).services[1]

    assert (found.own, found.is_prior) == (30, False)
    assert found.pool == [20.0 + seconds for seconds in range(30)]


def test_fewer_are_filled_up_from_the_standard() -> None:
    found = pools([case(MONDAY, 480, service_s=100.0)] * 12, {1: 600.0, 2: 60.0})

    assert (found.services[1].own, found.services[1].is_prior, len(found.services[1].pool)) == (12, True, 30)
    assert (found.services[2].own, found.services[2].pool) == (0, prior(60.0, 30))
    assert fmean(prior(600.0, 1000)) == pytest.approx(600, rel=0.01)


def test_doubted_times_say_nothing_and_absent_people_keep_a_counter_for_their_calls() -> None:
    doubted = case(MONDAY, 480, doubts=frozenset({"far_longer"}))
    absent = case(MONDAY, 480, end=End.NO_SHOW, service_s=None, walk_s=None, calls=3)
    served = [case(MONDAY, 480, service_s=500.0, end=end) for end in (End.DONE, End.RETURNED, End.SENT_ON)]

    found = pools([doubted, absent, *served * 10], {1: 600.0}).services[1]

    assert (found.own, found.pool) == (30, [180.0, *[520.0] * 30])


def test_what_lies_between_two_citizens_keeps_the_counter_too_but_no_unsaid_break() -> None:
    found = pools([case(MONDAY, 480, gap_s=30.0), case(MONDAY, 480, gap_s=7200.0), case(MONDAY, 480)], {1: 600.0})

    assert found.gaps_s == [30.0, 900.0]
    assert found.mean_s(1) == pytest.approx(found.services[1].mean_s + 465)


def test_what_is_left_of_a_service_is_that_of_those_that_took_longer() -> None:
    found = pools([case(MONDAY, 480, service_s=float(each), walk_s=0.0) for each in [100, 200, 300] * 10], {1: 600.0})

    lots = Random(1)
    assert {found.rest_s(lots, 1, spent_s=150) for _ in range(50)} == {50.0, 150.0}
    assert found.rest_s(lots, 1, spent_s=400) == 100


def test_counters_open_so_that_the_work_is_shared() -> None:
    desks = [Desk(1, {1: 1}), Desk(2, {1: 1}, usual_s=9.0), Desk(3, {2: 1}), Desk(4, {1: 1, 2: 2})]

    assert [each.counter_id for each in opening_order(desks, {1: 300.0, 2: 100.0})] == [4, 2, 1, 3]
    assert [each.counter_id for each in opening_order(desks[:3], {1: 100.0, 2: 300.0})] == [3, 2, 1]
    assert [each.counter_id for each in opening_order(desks[:2], {})] == [2, 1]


def test_counters_are_open_in_their_half_hours_and_the_last_serve_on() -> None:
    desks = [Desk(number, {1: 1}) for number in (1, 2, 3)]

    found = on_duty(desks, range(16, 20), [2, 1, 2, 0])

    assert [(each.counter_id, [tuple((at - MIDNIGHT) / HALF_HOUR for at in one) for one in each.intervals])
            for each in found] == [(1, [(16, 31)]), (2, [(16, 17), (18, 31)])]  # fmt: skip


def test_counters_that_are_usually_open_are_counted_without_their_breaks() -> None:
    sessions = [
        session(MONDAY, 480, 540), session(MONDAY, 495, 540, breaks_s={"salat": 900.0}), session(TUESDAY, 480, 540),
    ]  # fmt: skip

    found = duty.usual(sessions, [MONDAY], duty.DAY)

    assert [round(each, 2) for each in found[15:19]] == [0, 1.33, 1.67, 0]
    assert duty.hours(found, range(3)) == range(16, 18)
    assert duty.hours([0.0] * 48, range(3)) == range(3)
    assert duty.used_s(sessions) == {1: 3600 + 1800 + 3600}


def test_a_session_without_length_is_no_counter() -> None:
    assert duty.usual([session(FIRST_MONDAY, 480, 480, breaks_s={"salat": 60.0})], [FIRST_MONDAY], range(16, 17)) == [0]
