"""Before and after: what is a change, what is chance, and how often chance is taken for a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from queue_app.domain.citizen.survey.answers import Answer, Channel
from queue_app.domain.citizen.survey.compared import Change, Verdict, change, change_by_unsur
from queue_app.domain.citizen.survey.skm_2017 import UNSUR

MONDAY = date(2026, 11, 2)


def answers(sets: Sequence[dict[str, int]], days: int = 10) -> list[Answer]:
    return [
        Answer(MONDAY + timedelta(days=place % days), None, None, Channel.PAGE, is_own_device=True, values=values)
        for place, values in enumerate(sets)
    ]


def alike(value: int, count: int) -> list[dict[str, int]]:
    return [dict.fromkeys(UNSUR, value)] * count


def by_chance(chance: Random, *, days: int = 12, a_day: int = 4, better: float = 0.0) -> list[Answer]:
    """Days differ, and people within them."""
    sets = []
    for _ in range(days):
        day = chance.gauss(3.0 + better, 0.15)
        for _ in range(a_day):
            mood = chance.gauss(day, 0.5)
            sets.append({code: min(4, max(1, round(mood + chance.gauss(0, 0.4)))) for code in UNSUR})
    return [
        Answer(MONDAY + timedelta(days=place // a_day), None, None, Channel.PAGE, is_own_device=True, values=values)
        for place, values in enumerate(sets)
    ]


def test_all_better_has_improved_and_the_other_way_is_worse() -> None:
    three, four = answers(alike(3, 30)), answers(alike(4, 40))

    assert change(three, four) == Change(Decimal("25.00"), Decimal("22.80"), Decimal("27.20"), 30, 40, Verdict.IMPROVED)
    assert change(four, three).verdict == Verdict.WORSE


def test_the_same_again_is_not_shown_to_have_changed() -> None:
    same = answers(alike(3, 30))

    assert (change(same, same).difference, change(same, same).verdict) == (Decimal("0.00"), Verdict.NOT_SHOWN)


@pytest.mark.parametrize(("count", "days"), [(29, 10), (30, 4)])
def test_few_answers_or_few_days_show_nothing(count: int, days: int) -> None:
    found = change(answers(alike(1, count), days), answers(alike(4, 300)))

    assert found == Change(None, None, None, count, 300, Verdict.TOO_FEW)


def test_an_unsur_without_an_answer_leaves_the_index_too_few() -> None:
    silent = [{code: 4 for code in UNSUR if code != "pengaduan"}] * 40

    assert change(answers(alike(3, 40)), answers(silent)).verdict == Verdict.TOO_FEW
    assert change_by_unsur(answers(alike(3, 40)), answers(silent))["pengaduan"].n_after == 0


def test_a_single_unsur_may_improve_alone() -> None:
    before, after = alike(3, 60), [{**dict.fromkeys(UNSUR, 3), "waktu": 4}] * 60
    found = change_by_unsur(answers(before), answers(after))

    assert {code for code, each in found.items() if each.verdict == Verdict.IMPROVED} == {"waktu"}
    assert found["waktu"].difference == Decimal("25.00")


def test_chance_is_taken_for_a_change_in_at_most_one_of_twenty() -> None:
    chance, rounds = Random(4), 120
    pairs = [(by_chance(chance), by_chance(chance)) for _ in range(rounds)]
    alarms = sum(change(*pair).verdict != Verdict.NOT_SHOWN for pair in pairs)
    by_unsur = sum(
        any(each.verdict != Verdict.NOT_SHOWN for each in change_by_unsur(*pair).values()) for pair in pairs[:25]
    )

    assert alarms / rounds <= 0.05
    assert by_unsur / 25 <= 0.05


def test_a_real_change_is_seen() -> None:
    chance = Random(4)
    found = [change(by_chance(chance), by_chance(chance, better=0.5)).verdict for _ in range(40)]

    assert found.count(Verdict.IMPROVED) >= 36
