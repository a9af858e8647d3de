"""A replayed sight is what an office's own page would have seen at that moment."""

from __future__ import annotations

from datetime import datetime

from queue_app.domain.citizen.learned.features import now, of_waiting, rows
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.replay import REPLAYED, replayed
from queue_app.domain.citizen.learned.usual import usual
from queue_app.domain.citizen.sight import LATELY_S, Arrived, Called, Counter, Sight, Waiting
from tests.passed_days import ZONE, passed_days

LEGS = passed_days(2, 80)
USUAL = usual(LEGS, {})


def looked_up(number: int) -> Sight:
    """What stands written when this leg comes, as a page reads it from the rows of its office."""
    at = LEGS[number].queued_at
    came = list(enumerate(LEGS[:number]))
    called = sorted((leg.called_at, leg) for _, leg in came if leg.called_at is not None and leg.called_at <= at)
    local = datetime.fromtimestamp(at, ZONE)
    at_counter = {leg.server_id: leg for _, leg in called if leg.server_id is not None}
    counters = [_counter(leg, at) for leg in at_counter.values()]
    return Sight(
        at, 60 * local.hour + local.minute, local.weekday(), REPLAYED,
        waiting=[_waiting(place, leg) for place, leg in came if leg.waited_until > at],
        counters=[each for each in counters if each.free_since is None or each.free_since >= at - LATELY_S],
        called=[_called(leg, at) for called_at, leg in called if called_at >= at - LATELY_S],
        arrived=[Arrived(leg.queued_at, leg.service_id) for _, leg in came if leg.queued_at >= at - LATELY_S],
        standard_s={},
    )  # fmt: skip


def _waiting(place: int, leg: Passed) -> Waiting:
    return Waiting(place, leg.service_id, leg.is_priority, place, leg.queued_at, leg.queued_at)


def _counter(leg: Passed, at: float) -> Counter:
    assert leg.server_id is not None
    ended_at = leg.ended_at if leg.ended_at is not None and leg.ended_at <= at else None
    busy = (leg.service_id, leg.called_at, None) if ended_at is None else (None, None, ended_at)
    return Counter(leg.server_id, USUAL.ranks_of(leg.server_id), True, None, *busy)


def _called(leg: Passed, at: float) -> Called:
    assert leg.called_at is not None
    ended_at = leg.ended_at if leg.ended_at is not None and leg.ended_at <= at else None
    return Called(leg.service_id, leg.is_priority, leg.server_id or 0, leg.queued_at, leg.called_at, ended_at)


def rows_of(sight: Sight) -> list[list[float]]:
    """Of all who wait, and of newcomers to both services."""
    asked = [*map(of_waiting, sight.waiting), *(now(sight, service, is_priority=True) for service in (1, 2))]
    return [list(row) for row in rows(sight, USUAL, asked)]


def test_everybody_has_the_same_features_in_a_replayed_and_in_a_live_sight() -> None:
    for seen in replayed(LEGS, USUAL, ZONE):
        assert rows_of(seen.sight) == rows_of(looked_up(seen.number))


def test_people_wait_in_it_until_they_are_called_or_leave() -> None:
    legs = [
        Passed(1, 1, False, 0.0, 10.0, 50.0, 1),
        Passed(2, 1, False, 5.0, 30.0, 40.0, 2),
        Passed(3, 1, False, 6.0, None, 20.0, None),
        Passed(4, 1, False, 15.0, 15.0, 90.0, 3),
        Passed(5, 1, False, 25.0, None, 26.0, None),
        Passed(6, 1, False, 60.0, None, 61.0, None),
    ]

    waiting = [[each.leg_id for each in seen.sight.waiting] for seen in replayed(legs, usual(legs, {}), ZONE)]

    assert waiting == [[], [0], [0, 1], [1, 2], [1], []]


def test_a_counter_is_seen_from_its_first_call_until_it_has_been_free_for_an_hour() -> None:
    legs = [
        Passed(1, 1, False, 0.0, 0.0, 50.0, 1),
        Passed(2, 1, False, 10.0, None, 11.0, None),
        Passed(3, 1, False, 60.0, None, 61.0, None),
        Passed(4, 1, False, 50.1 + LATELY_S, None, 9e3, None),
    ]

    counters = [
        [(each.busy_with, each.free_since) for each in seen.sight.counters]
        for seen in replayed(legs, usual(legs, {}), ZONE)
    ]

    assert counters == [[], [(1, None)], [(None, 50.0)], []]
