"""Process signals: who stands out among officers who differ, and where nobody can say who does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.domain.evidence.signals import Code, Counted, Funnel, Signal, funnel, signals

ORDINARY = {officer: Counted(count, 400) for officer, count in enumerate((0, 3, 6, 9, 12, 13, 15, 17, 19, 21))}
LEAST = 30
few = settings(max_examples=40)
counted = st.integers(0, 300).flatmap(lambda of: st.builds(Counted, st.integers(0, of), st.just(of)))


def told(points: dict[int, Counted]) -> dict[int, Signal]:
    found = funnel(points, least=LEAST)
    return {} if found is None else signals(Code.SHORT_SERVICES, found)


def test_who_stands_out_is_told_with_share_base_rate_and_limit() -> None:
    (signal,) = told({**ORDINARY, 99: Counted(60, 400)}).values()

    assert (signal.code, signal.count, signal.of, signal.share) == (Code.SHORT_SERVICES, 60, 400, 0.15)
    assert (signal.base, round(signal.limit, 3)) == (13 / 400, 0.069)


def test_nobody_stands_out_among_officers_who_differ_as_people_do() -> None:
    assert told(ORDINARY) == {}


def test_by_chance_alone_a_third_of_them_would_stand_out() -> None:
    share = 12 / 400
    beyond = share + 1.2816 * (share * (1 - share) / 400) ** 0.5

    assert sum(each.share > beyond for each in ORDINARY.values()) == 3


def test_offenders_do_not_hide_each_other() -> None:
    offenders = {officer: Counted(60, 400) for officer in (96, 97, 98, 99)}

    assert set(told({**ORDINARY, **offenders})) == set(offenders)


def test_the_fewer_the_cases_the_wider_the_limit() -> None:
    found = funnel(ORDINARY, least=LEAST)
    assert found is not None

    limits = [round(found.limit(of), 3) for of in (30, 100, 1000, 100_000)]

    assert limits == sorted(limits, reverse=True)
    assert limits == [0.096, 0.082, 0.076, 0.075]


def test_of_four_officers_nobody_can_say_how_much_officers_differ() -> None:
    assert funnel({1: Counted(60, 100), **{officer: Counted(2, 100) for officer in (2, 3, 4)}}, least=LEAST) is None


def test_who_has_few_cases_is_neither_flagged_nor_moves_the_limits() -> None:
    assert funnel({**ORDINARY, 99: Counted(20, 29)}, least=LEAST) == funnel(ORDINARY, least=LEAST)


def test_four_cases_are_no_pattern() -> None:
    nobody = {officer: Counted(0, 400) for officer in range(9)}

    assert told({**nobody, 9: Counted(4, 400)}) == {}
    assert set(told({**nobody, 9: Counted(5, 400)})) == {9}


def test_of_ordinary_officers_about_one_in_ten_stands_out() -> None:
    chance = np.random.default_rng(0)
    shares = [0.0]
    for _ in range(200):
        count = chance.binomial(400, np.clip(chance.normal(0.08, 0.02, 20), 0, 1))
        shares.append(len(told({officer: Counted(int(each), 400) for officer, each in enumerate(count)})) / 20)

    assert np.mean(shares) == pytest.approx(0.12, abs=0.03)


@few
@given(st.dictionaries(st.integers(1, 40), counted, max_size=15))
def test_a_limit_is_a_share_and_whoever_is_flagged_is_beyond_it(points: dict[int, Counted]) -> None:
    for signal in told(points).values():
        assert 0 <= signal.limit < signal.share <= 1


@few
@given(st.dictionaries(st.integers(1, 40), counted, min_size=5, max_size=15))
def test_one_more_offence_never_takes_a_flag_away_while_the_limits_stay(points: dict[int, Counted]) -> None:
    found = funnel(points, least=0) if all(each.of for each in points.values()) else None
    if found is not None:
        flagged = signals(Code.SHORT_SERVICES, found)
        worse = {who: Counted(min(each.count + 1, each.of), each.of) for who, each in points.items()}
        again = signals(Code.SHORT_SERVICES, Funnel(found.base, found.middle, found.spread, worse))
        assert set(flagged) <= set(again)
