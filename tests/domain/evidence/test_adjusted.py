"""The case mix is taken out: officers are compared within the same kinds of cases, and else not at all."""

from __future__ import annotations

from math import log
from random import Random
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.domain.evidence.adjusted import POOLING, Floats, Legs, adjust
from queue_app.domain.evidence.evaluation import Evaluation, Parameters, evaluate
from queue_app.domain.evidence.facts import CaseFact
from tests.case_facts import case, cases
from tests.officers_simulated import month

A, B, C, D = 1, 2, 3, 4
KTP, AKTA = 1, 2


def told(of: list[CaseFact], parameters: Parameters | None = None) -> Evaluation:
    return evaluate(of, [], parameters or Parameters(), started={})


def case_mix() -> list[CaseFact]:
    """A: 5 KTP of 9 and 20 akta of 14 minutes; B: 20 KTP of 10.5 and 5 akta of 15.5."""
    return [
        *cases(A, [540] * 5, service=KTP, standard_s=600.0),
        *cases(A, [840] * 20, service=AKTA, standard_s=900.0),
        *cases(B, [630] * 20, service=KTP, standard_s=600.0),
        *cases(B, [930] * 5, service=AKTA, standard_s=900.0),
    ]


def test_who_is_faster_in_both_services_is_told_to_be_faster_although_slower_on_the_raw_mean() -> None:
    given = case_mix()

    minutes = {
        officer: mean(each.service_s or 0 for each in given if each.officer_id == officer) / 60 for officer in (A, B)
    }
    officers = told(given, Parameters(least=25)).officers

    assert minutes == {A: 13.0, B: 11.5}
    assert [officers[each].ratio is not None for each in (A, B)] == [True, True]
    assert [round(each.ratio.ratio, 3) for each in officers.values() if each.ratio] == [0.938, 1.066]


def ratios(of: list[CaseFact], parameters: Parameters | None = None) -> dict[int, float | None]:
    return ratios_of(told(of, parameters))


def ratios_of(found: Evaluation) -> dict[int, float | None]:
    return {who: each.ratio.ratio if each.ratio else None for who, each in found.officers.items()}


def test_who_has_the_cases_with_more_documents_is_not_slower() -> None:
    def month(officer: int, easy: int, hard: int) -> list[CaseFact]:
        return [
            *cases(officer, [200 + place % 7 for place in range(easy)], documents=1),
            *cases(officer, [600 + place % 7 for place in range(hard)], documents=9),
        ]

    found = ratios([*month(A, 180, 20), *month(B, 100, 100), *month(C, 20, 180)])

    assert found == {who: pytest.approx(1, abs=0.03) for who in (A, B, C)}


def test_who_alone_has_a_kind_of_cases_is_compared_in_the_others_only() -> None:
    found = told(
        [
            *cases(A, [300] * 40, documents=1),
            *cases(A, [3000] * 40, documents=9),
            *cases(B, [300] * 40, documents=1),
        ]
    )

    assert ratios_of(found) == {A: 1, B: 1}
    assert found.officers[A].left_out == {"alone": 40}


def test_who_shares_no_service_with_a_colleague_has_no_ratio() -> None:
    found = told([*cases(A, [300] * 40), *cases(B, [200] * 40, service=AKTA), *cases(C, [250] * 40, service=AKTA)])

    assert [found.officers[who].why_none for who in (A, B, C)] == ["alone", None, None]
    assert (found.officers[A].n, found.officers[A].volume, found.officers[A].left_out) == (0, 40, {"alone": 40})


def test_an_office_of_one_officer_has_no_ratio() -> None:
    found = told(cases(A, [300] * 40)).officers[A]

    assert (found.ratio, found.why_none, found.by_cut) == (None, "alone", {10: None, 20: None, 30: None})


def test_pairs_of_officers_who_share_nothing_are_each_compared_among_themselves() -> None:
    found = ratios(
        [
            *cases(1, [200] * 40),
            *cases(2, [800] * 40),
            *cases(3, [5000] * 40, service=AKTA),
            *cases(4, [5000] * 40, service=AKTA),
        ]
    )

    assert found == {1: 0.5, 2: 2.0, 3: 1.0, 4: 1.0}


def test_what_few_shared_legs_say_is_told_to_be_unsure() -> None:
    """A and B meet in two legs of 82; C and D in all."""
    own = [*cases(A, varied(80), service=1), *cases(C, varied(80), service=1)]
    others = [*cases(B, varied(80), service=2), *cases(D, varied(80), service=2)]

    apart = told([*own, *others, *cases(A, [300, 320], service=3), *cases(B, [310, 290], service=3)])

    widths = {who: log(each.ratio.high / each.ratio.low) for who, each in apart.officers.items() if each.ratio}
    together = told([each._replace(service_id=1) for each in [*own, *others]])
    near = {who: log(each.ratio.high / each.ratio.low) for who, each in together.officers.items() if each.ratio}
    assert min(widths.values()) > 2 * max(near.values())


def varied(count: int) -> list[int]:
    return [200 + 37 * place % 190 for place in range(count)]


def alternated(legs: Legs, pooling: float) -> Floats:
    """The officers' parts as the rule says: means of each thing in turn, then of officers, until they stand still."""
    things = [legs.service, *legs.kinds, legs.hour]
    parts, effect = [np.zeros(thing.max() + 1) for thing in things], np.zeros(legs.officers)
    beta = np.zeros(legs.log_s.size)
    for _ in range(2000):
        for number, thing in enumerate(things):
            beta -= parts[number][thing]
            left = np.bincount(thing, legs.log_s - effect[legs.officer] - beta)
            parts[number] = left / (np.bincount(thing) + (pooling if number else 0))
            beta += parts[number][thing]
        effect = np.bincount(legs.officer, legs.log_s - beta) / legs.count
        effect -= effect.mean()
    return effect


def test_the_parts_are_those_at_which_alternating_means_stand_still() -> None:
    legs = month(7, days=2, legs=20).legs

    fit = adjust(legs, least=1)

    assert fit.effect == pytest.approx(alternated(legs, POOLING), abs=1e-6)
    assert fit.left == pytest.approx(legs.log_s - fit.expected - fit.effect[legs.officer])


few = settings(max_examples=25)  # each evaluates twice
two_or_three = st.lists(
    st.tuples(st.sampled_from([A, B, C]), st.sampled_from([KTP, AKTA]), st.integers(1, 900), st.integers(0, 3)),
    min_size=2,
    max_size=40,
)


def small(given: list[tuple[int, int, int, int]]) -> list[CaseFact]:
    return [case(who, service=which, service_s=float(took), day=day) for who, which, took, day in given]


FEW = Parameters(least=3, short_cut_s=0.5, cuts_s=())


@few
@given(two_or_three, st.randoms())
def test_the_order_of_cases_says_nothing(drawn: list[tuple[int, int, int, int]], chance: Random) -> None:
    shuffled = small(drawn)
    chance.shuffle(shuffled)

    assert told(shuffled, FEW).officers == told(small(drawn), FEW).officers


@few
@given(two_or_three, st.sampled_from([2, 60, 1000]))
def test_ratios_have_no_unit(drawn: list[tuple[int, int, int, int]], times: int) -> None:
    longer = [(who, which, took * times, day) for who, which, took, day in drawn]

    assert ratios(small(longer), FEW) == {
        who: None if each is None else pytest.approx(each, abs=2e-6) for who, each in ratios(small(drawn), FEW).items()
    }


@few
@given(two_or_three)
def test_the_parts_of_all_who_are_compared_sum_to_nothing(drawn: list[tuple[int, int, int, int]]) -> None:
    one_service = [(who, KTP, took, day) for who, _, took, day in drawn]
    found = [each for each in told(small(one_service), FEW).officers.values() if each.n >= FEW.least]

    if found and all(each.ratio for each in found):
        assert sum(log(each.ratio.ratio) for each in found if each.ratio) == pytest.approx(0, abs=1e-5)
        assert all(each.ratio.low <= each.ratio.ratio <= each.ratio.high for each in found if each.ratio)
