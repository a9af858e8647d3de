from __future__ import annotations

from dataclasses import replace

import pytest

from queue_app.domain.citizen.early import estimates
from queue_app.domain.citizen.estimate import Estimates, How, Newcomer
from queue_app.domain.citizen.sight import Arrived, Called, Sight
from queue_app.domain.queue.routing import Policy
from tests.waits_seen import AKTA, AT, KTP, busy, make_counter, make_sight, make_waiting

HOUR = 3600.0


def medians(sight: Sight) -> list[float]:
    """Minutes, in order of place."""
    found = estimates(sight).waiting
    return [round(found[each.leg_id].p50 / 60, 1) for each in sight.waiting if each.leg_id in found]


def newcomer(sight: Sight, *, is_priority: bool = False) -> float:
    return estimates(sight).newcomers[Newcomer(KTP, is_priority)].p50 / 60


def test_an_office_without_counters_can_promise_nobody_anything() -> None:
    assert estimates(make_sight(3, counters=())) == Estimates(How.EARLY, {}, {}, {})


def test_quantiles_never_cross_and_who_is_later_waits_longer() -> None:
    found = list(estimates(make_sight(12)).waiting.values())

    assert all(each.p10 <= each.p50 <= each.p80 <= each.p90 for each in found)
    assert sorted(found, key=lambda each: each.p50) == found


def test_the_same_sight_has_the_same_answer() -> None:
    assert estimates(make_sight(12)) == estimates(make_sight(12))


def test_a_wait_is_about_the_work_ahead_by_the_counters_that_do_it() -> None:
    """The twelfth of twelve at three counters: twelve services of nine minutes, and what lies between them."""
    assert medians(make_sight(12))[-1] == pytest.approx(12 * 9.8 / 3, rel=0.1)


def test_a_newcomer_waits_behind_everybody_and_the_one_with_priority_does_not() -> None:
    sight = make_sight(12)

    assert newcomer(sight) > medians(sight)[-1] > newcomer(sight, is_priority=True)


def test_who_came_before_the_clock_was_set_back_waits_no_longer_for_it() -> None:
    later = make_waiting(1, queued_at=AT + HOUR, arrived_at=AT + HOUR)

    assert medians(make_sight(waiting=[later])) == medians(make_sight(1))


def test_newcomers_keep_nobody_waiting() -> None:
    sight = make_sight(2, counters=[busy(1)])

    assert newcomer(sight) - medians(sight)[-1] == pytest.approx(9.8, rel=0.15)


def test_what_was_served_lately_sharpens_the_standard() -> None:
    called = [_called(AT - HOUR + place * 200, lasts_s=1200.0) for place in range(10)]

    assert medians(make_sight(12, called=called))[-1] > 1.4 * medians(make_sight(12))[-1]


def test_one_case_that_took_long_says_little() -> None:
    called = [_called(AT - 2400, lasts_s=1200.0)]

    assert medians(make_sight(12, called=called))[-1] < 1.25 * medians(make_sight(12))[-1]


def test_a_finish_that_was_forgotten_is_no_long_service() -> None:
    """A counter that has served for an hour says no more than one that has served for half an hour."""
    since = {each: [_called(AT - each, lasts_s=0)._replace(ended_at=None)] for each in (1800, HOUR)}

    assert medians(make_sight(12, called=since[HOUR])) == medians(make_sight(12, called=since[1800]))


def test_who_has_been_served_for_long_will_be_longer_than_who_has_just_begun() -> None:
    """Half of a lognormal time is over: what is left of it is no longer the whole, and never nothing."""
    begun, long = (medians(make_sight(1, counters=[busy(1, spent_s=spent)]))[0] for spent in (5, 2400))

    assert (begun > 6, long > 2) == (True, True)


def test_a_counter_on_a_break_calls_again_when_it_is_back() -> None:
    away = make_counter(1, is_calling=False, back_at=AT + 1800)

    assert medians(make_sight(1, counters=[away]))[0] == pytest.approx(30, rel=0.15)


def test_a_counter_of_which_nobody_knows_when_it_is_back_helps_later_and_promises_nothing_by_itself() -> None:
    away = make_counter(2, is_calling=False)
    alone, both = (medians(make_sight(12, counters=[busy(1), *others]))[-1] for others in ([], [busy(2)]))

    assert both < medians(make_sight(12, counters=[busy(1), away]))[-1] < alone
    assert medians(make_sight(6, counters=[away])) == []


def test_nobody_is_called_in_the_breaks_of_the_office() -> None:
    noon = (AT + 1200, AT + 4800)

    found = medians(make_sight(12, breaks=[noon]))

    assert [each for each in found if 20 < each < 79] == []
    assert found[-1] == pytest.approx(medians(make_sight(12))[-1] + 60, rel=0.1)


def test_a_service_that_nobody_serves_is_promised_nothing() -> None:
    sight = make_sight(waiting=[make_waiting(1), make_waiting(2, service_id=AKTA)])

    found = estimates(sight)

    assert (list(found.waiting), {each.service_id for each in found.newcomers}) == ([101], {KTP})


def test_who_was_sent_to_one_counter_waits_for_that_one() -> None:
    sent = make_waiting(1, service_id=AKTA, counter_id=2)
    sight = make_sight(waiting=[sent], counters=[make_counter(1, ranks={AKTA: 1}), busy(2)])

    assert medians(sight)[0] > 5


def test_who_asked_to_be_passed_is_called_after_that_time_and_keeps_the_place() -> None:
    passed = make_waiting(1, not_before=AT + 1500)
    sight = make_sight(waiting=[passed, *(make_waiting(place) for place in range(2, 15))])

    found = medians(sight)

    assert (25 <= found[0] <= 29, sum(found[0] < each for each in found) >= 3) == (True, True)


def test_people_with_priority_who_may_come_are_counted_in() -> None:
    came = [Arrived(AT - HOUR + place * 12, KTP) for place in range(300)]

    assert medians(make_sight(30, arrived=came))[-1] > 1.15 * medians(make_sight(30))[-1]


def test_nobody_comes_any_more_after_the_closing_time() -> None:
    came = [Arrived(AT - HOUR + place * 12, KTP) for place in range(300)]
    sight = make_sight(30, arrived=came)

    assert medians(replace(sight, closes_at=AT)) == medians(make_sight(30))


def test_a_helper_comes_in_once_its_help_is_due() -> None:
    """Counter 2 helps those who have waited for a quarter of an hour: the people came ten minutes ago."""
    helped = make_sight(4, counters=[busy(1), make_counter(2, ranks={AKTA: 1, KTP: 2})])

    found = medians(helped)

    assert (5 <= found[0] <= 6.5, found[-1] < medians(make_sight(4, counters=[busy(1)]))[-1] / 1.5) == (True, True)


@pytest.mark.parametrize("kind", ["arrival", "ratio", "ageing", "appointment_window"])
def test_priority_comes_as_the_order_of_the_office_has_it(kind: str) -> None:
    line = [*(make_waiting(place) for place in range(1, 10)), make_waiting(10, is_priority=True)]
    sight = make_sight(waiting=line, policy=Policy(kind))

    found = medians(sight)

    assert (found[-1] == max(found)) == (kind == "arrival")


def test_a_large_office_is_told_everybodys_wait() -> None:
    line = [make_waiting(place, service_id=1 + place % 8, is_priority=place % 10 == 0) for place in range(1, 201)]
    counters = [
        busy(place, ranks={1 + place % 8: 1, 1 + (place + 1) % 8: 2}, spent_s=place * 10.0) for place in range(1, 31)
    ]
    sight = make_sight(waiting=line, counters=counters)

    found = estimates(sight)

    assert (len(found.waiting), len(found.newcomers)) == (200, 16)


def _called(at: float, *, lasts_s: float) -> Called:
    return Called(KTP, False, 9, at - 60, at, at + lasts_s)
