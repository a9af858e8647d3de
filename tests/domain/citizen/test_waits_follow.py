"""Whatever happens in an office, the next round's ranges follow and say why."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from queue_app.domain.citizen import round as rounds
from queue_app.domain.citizen import waits
from queue_app.domain.citizen.estimate import Estimate, Estimates, How, Newcomer
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.citizen.sight import Sight
from queue_app.domain.queue.routing import Policy
from tests.waits_played import OPENS, played_day, told_after
from tests.waits_seen import AKTA, KTP, make_sight, make_waiting

ROUND_S = 20


@cache
def morning() -> tuple[Sight, dict[int, Promise]]:
    """Two hours after the opening: some fifty people wait for six counters, in the order of arrival."""
    sight = played_day(280, counters=7, seed=1, policy=Policy("arrival")).sight(OPENS.timestamp() + 7200)
    return sight, told_after(sight, None, {})


def after(**more: Any) -> dict[int, Promise]:
    """What a round later is told anew, by leg id."""
    before, told = morning()
    now = replace(before, at=before.at + ROUND_S, **more)
    return {leg: promise for leg, promise in told_after(now, before, told).items() if promise is not told[leg]}


def later_by(found: dict[int, Promise]) -> float:
    """Minutes, on the average of those who are told anew."""
    told = morning()[1]
    return sum(promise.p50_at - told[leg].p50_at for leg, promise in found.items()) / len(found) / 60


def share(found: dict[int, Promise]) -> float:
    return len(found) / len(morning()[1])


def test_where_nothing_happens_hardly_anybody_is_told_anything_new() -> None:
    assert {each.cause for each in after().values()} <= {"closer", "slower", "faster"}
    assert share(after()) < 0.1


def test_another_order_moves_those_with_priority_and_says_so() -> None:
    priority = {each.leg_id for each in morning()[0].waiting if each.is_priority}

    found = {leg: each for leg, each in after(policy=Policy("ratio")).items() if leg in priority}

    assert ({each.cause for each in found.values()}, later_by(found) < -5) == ({"policy"}, True)


def test_a_counter_that_closes_moves_its_people_back() -> None:
    found = after(counters=[each for each in morning()[0].counters if each.counter_id not in {1, 2}])

    assert (share(found) > 0.3, later_by(found) > 5) == (True, True)
    assert {each.cause for each in found.values()} == {"counter_closed"}


def test_a_break_moves_its_people_back() -> None:
    away: dict[str, Any] = {"is_calling": False, "back_at": morning()[0].at + 2400}
    counters = [each._replace(**away) if each.counter_id < 3 else each for each in morning()[0].counters]

    found = after(counters=counters)

    assert (share(found) > 0.1, later_by(found) > 5) == (True, True)
    assert {each.cause for each in found.values()} == {"counter_pauses"}


def test_an_outage_takes_back_what_was_promised_and_says_so() -> None:
    """The system is down: the counters of service 3 do not call, and nobody knows until when."""
    own = {each.leg_id for each in morning()[0].waiting if each.service_id == 3}
    down = [each._replace(is_calling=3 not in each.ranks) for each in morning()[0].counters]

    found = after(counters=down)

    assert {(found[leg].how, found[leg].cause) for leg in own} == {(How.NONE, "counter_pauses")}


def test_a_service_that_is_closed_by_hand_is_promised_nothing_until_it_is_open_again() -> None:
    before, told = morning()
    own = {each.leg_id for each in before.waiting if each.service_id == 1}
    closed = replace(before, at=before.at + ROUND_S, closed={1: None})
    gone = told_after(closed, before, told)

    back = told_after(replace(before, at=before.at + 2 * ROUND_S), closed, gone)

    assert {(gone[leg].how, gone[leg].cause) for leg in own} == {(How.NONE, "service_closed")}
    assert {(back[leg].how, back[leg].cause) for leg in own} == {(How.EARLY, "service_reopened")}


def test_who_is_carried_over_leaves_the_others_an_earlier_call() -> None:
    waiting = [each for each in morning()[0].waiting if each.service_id != 1]

    found = after(waiting=waiting, carried={1: len(morning()[0].waiting) - len(waiting)})

    assert (share(found) > 0.1, later_by(found) < -5) == (True, True)
    assert {each.cause for each in found.values()} == {"carried"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ({101, 102}, {KTP, AKTA})),
        ({"closed": {AKTA: None}}, ({101}, {KTP})),
        ({"counters": ()}, (set(), set())),
    ],
)
def test_whoever_estimates_nothing_is_told_of_what_is_closed_or_served_by_nobody(
    more: dict[str, Any], told: tuple[set[int], set[int]]
) -> None:
    counters = [each._replace(ranks={KTP: 1, AKTA: 1}) for each in make_sight().counters]
    line = [make_waiting(1), make_waiting(2, service_id=AKTA)]

    found = waits.estimates(make_sight(**{"waiting": line, "counters": counters, **more}), Learned())

    assert (found.how, (set(found.waiting), {each.service_id for each in found.newcomers})) == (How.LEARNED, told)


class Learned:
    """A model that knows everybody."""

    def estimates(self, sight: Sight) -> Estimates:
        fresh = Estimate(1, 2, 3, 4)
        newcomers = {Newcomer(each, is_priority=False): fresh for each in sight.standard_s}
        return Estimates(How.LEARNED, {each.leg_id: fresh for each in sight.waiting}, newcomers, {KTP: 1.1})


class OfOneService(Learned):
    """A model of the time before another service began."""

    def estimates(self, sight: Sight) -> Estimates:
        known = [each for each in sight.waiting if each.service_id == KTP]
        return super().estimates(replace(sight, waiting=known, standard_s={KTP: 600.0}))


def test_of_a_service_that_the_model_does_not_know_the_simulator_tells() -> None:
    counters = [each._replace(ranks={KTP: 1, AKTA: 1}) for each in make_sight().counters]
    sight = make_sight(waiting=[make_waiting(1), make_waiting(2, service_id=AKTA)], counters=counters)

    found = rounds.after(rounds.Before(), sight, waits.estimates(sight, OfOneService()), seq=1, model_id=7)

    assert {leg: (each.how, each.model_id) for leg, each in found.waiting.items()} == {
        101: (How.LEARNED, 7), 102: (How.EARLY, None),
    }  # fmt: skip
    assert {who.service_id: each.how for who, each in found.newcomers.items() if not who.is_priority} == {
        KTP: How.LEARNED, AKTA: How.EARLY,
    }  # fmt: skip


def test_where_the_model_says_that_nothing_can_be_told_nobody_else_does() -> None:
    sight = make_sight(2)

    found = waits.estimates(sight, Unsure())

    assert (found.how, found.waiting, found.beside) == (How.NONE, {}, None)


class Unsure:
    def estimates(self, _sight: Sight) -> Estimates:
        return Estimates(How.NONE, {}, {}, {})
