"""What a learned model tells of a live sight, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.learned.factors import Factors
from queue_app.domain.citizen.learned.kept import from_bytes, to_bytes
from queue_app.domain.citizen.learned.learning import learn
from queue_app.domain.citizen.learned.model import WaitModel
from queue_app.domain.citizen.learned.trees import Growth
from queue_app.domain.citizen.sight import Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy
from tests.passed_days import MIDNIGHT, ZONE, passed_days

AT = MIDNIGHT + 10 * 86400 + 9.5 * 3600


@cache
def model() -> WaitModel:
    return learn(passed_days(4, 80), standard_s={}, zone=ZONE, growth=Growth(3, 12, 0.3, 10, seeds=(1,)))


def waiting(count: int, **more: object) -> list[Waiting]:
    return [
        Waiting(leg, 1, False, leg, AT - 60 * (count - leg), AT - 60 * (count - leg), **more)  # type: ignore[arg-type]
        for leg in range(count)
    ]


def sight(*people: Waiting) -> Sight:
    """Two counters, busy for a minute."""
    counters = [Counter(each, {1: 1, 2: 1}, True, None, 1, AT - 60, None) for each in (2, 3)]
    return Sight(AT, 570, 0, Policy(), people, counters, [], [], {})


def test_everybody_who_waits_and_newcomers_of_both_classes_are_told_a_wait() -> None:
    told = model().estimates(sight(*waiting(3)))

    assert told.how is How.LEARNED
    assert list(told.waiting) == [0, 1, 2]
    assert list(told.newcomers) == [Newcomer(1, False), Newcomer(1, True), Newcomer(2, False), Newcomer(2, True)]


def test_quantiles_never_cross() -> None:
    told = model().estimates(sight(*waiting(9)))

    for each in (*told.waiting.values(), *told.newcomers.values()):
        assert list(each) == sorted(each)
        assert each.p10 >= 0


def test_who_comes_to_a_long_line_is_told_a_longer_wait() -> None:
    alone, behind = (model().estimates(sight(*waiting(count))).newcomers[Newcomer(1, False)] for count in (0, 8))

    assert behind.p80 > alone.p80


def test_nothing_is_told_of_a_service_that_no_counter_offers_or_the_past_does_not_know() -> None:
    seen = sight(*waiting(1), Waiting(7, 9, False, 7, AT, AT))

    told = model().estimates(replace(seen, counters=[Counter(1, {1: 1, 9: 1}, True, None, None, None, AT)]))

    assert (list(told.waiting), {each.service_id for each in told.newcomers}) == ([0], {1})


def test_where_nobody_is_at_a_counter_nothing_is_told() -> None:
    told = model().estimates(replace(sight(*waiting(2)), counters=[]))

    assert (told.how, told.waiting, told.newcomers) == (How.NONE, {}, {})


def test_who_is_sent_to_one_counter_hangs_on_it_and_is_told_nothing() -> None:
    assert model().estimates(sight(*waiting(1, counter_id=2))).waiting == {}


def test_who_asked_to_be_passed_is_not_told_an_earlier_time() -> None:
    told = model().estimates(sight(*waiting(1, not_before=AT + 5000)))

    assert set(told.waiting[0]) == {5000}


def test_a_service_closed_by_hand_takes_no_newcomers() -> None:
    told = model().estimates(replace(sight(*waiting(1)), closed={1: None}))

    assert {each.service_id for each in told.newcomers} == {2}


def test_the_factor_of_the_last_days_widens_what_is_told_and_is_told_with_it() -> None:
    twice = Factors({1: (0.0, 0.0, 0.6931, 0.6931)})

    plain, wide = (model().with_factors(each).estimates(sight(*waiting(4))) for each in (Factors(), twice))

    assert wide.factor == pytest.approx({1: 2.0, 2: 1.0}, rel=1e-3)
    assert wide.waiting[3].p80 == pytest.approx(2 * plain.waiting[3].p80, rel=1e-3)
    assert wide.newcomers[Newcomer(2, False)] == plain.newcomers[Newcomer(2, False)]


def test_a_model_from_its_bytes_tells_the_same() -> None:
    seen = sight(*waiting(5))

    again = from_bytes(to_bytes(model()))

    assert again is not None
    assert again.estimates(seen) == model().estimates(seen)
    assert (again.figures, again.usual) == (model().figures, model().usual)
    assert to_bytes(again) == to_bytes(model())


def test_a_model_of_other_features_is_not_read() -> None:
    other = replace(model(), features=(*model().features, "moon"))

    assert from_bytes(to_bytes(other)) is None


def test_one_with_broken_bytes_is_none() -> None:
    whole = to_bytes(model())
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF

    assert [from_bytes(each) for each in (b"", b"no model", whole[: len(whole) // 2], bytes(flipped))] == [None] * 4


def test_its_figures_are_of_the_last_days_which_it_had_not_seen() -> None:
    figures = model().figures

    assert (figures.days, figures.legs) == (4, sum(leg.was_called for leg in passed_days(4, 80)))
    assert figures.mae_s is not None
    assert figures.held is not None
    assert list(figures.held) == sorted(figures.held)


def test_a_past_in_which_nobody_was_called_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="nobody was called"):
        learn([leg for leg in passed_days(3) if not leg.was_called], standard_s={}, zone=ZONE)


def test_even_one_call_teaches_something() -> None:
    legs = passed_days(1, 1)

    told = learn(legs, standard_s={}, zone=ZONE, growth=Growth(3, 4, seeds=(1,))).estimates(sight())

    assert {each.service_id for each in told.newcomers} == {legs[0].service_id}


ODD: dict[str, dict[str, float | None]] = {
    "no service has an end": {"ended_at": None},
    "nobody knows who served": {"server_id": None},
    "all in one second": {"queued_at": AT, "called_at": AT, "ended_at": AT},
    "ended before it was called": {"ended_at": AT - 1e6},
    "called before it came": {"called_at": AT - 1e6},
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_past_is_learned_and_never_told_in_negative_times(odd: str) -> None:
    legs = [leg._replace(**ODD[odd]) if leg.was_called else leg for leg in passed_days(2, 20)]  # type: ignore[arg-type]

    told = learn(legs, standard_s={}, zone=ZONE, growth=Growth(3, 4, seeds=(1,))).estimates(sight(*waiting(3)))

    assert min(each.p10 for each in (*told.waiting.values(), *told.newcomers.values())) >= 0
