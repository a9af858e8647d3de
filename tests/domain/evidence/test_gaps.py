"""Where a team might learn something: only what is clear, and only of a team."""

from __future__ import annotations

from typing import Any

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.gaps import Found, Gap, gaps
from tests.case_facts import case

KTP, AKTA = 1, 2
SLOW, BACK = {"service_s": 900.0}, {"end": End.RETURNED, "outcome": "berkas_kurang"}


def team(service: int, odd: dict[str, Any], share: float, *, count: int = 300, officers: int = 3) -> list[CaseFact]:
    """Cases of a service, dealt out over its officers, a share of them odd."""
    return [
        case(1 + place % officers, service=service, **(odd if place < share * count else {})) for place in range(count)
    ]


def test_a_service_that_is_often_longer_than_its_standard_is_a_gap() -> None:
    found = gaps([*team(KTP, SLOW, 0.4), *team(AKTA, SLOW, 0.1)])

    assert found == [Found(KTP, Gap.BEYOND, 120, 300, 0.1)]


def test_each_kind_of_gap_is_told_of_its_own_cases() -> None:
    odd: dict[Gap, dict[str, Any]] = {
        Gap.BEYOND: SLOW,
        Gap.RETURNED: BACK,
        Gap.REWORK: {"is_return": True},
        Gap.DOUBTS: {"doubts": frozenset({"officer"})},
        Gap.NO_SHOW: {"end": End.NO_SHOW, "service_s": None},
    }

    assert {gap: [each.gap for each in gaps([*team(KTP, of, 0.4), *team(AKTA, {}, 0)])] for gap, of in odd.items()} == {
        gap: [gap] for gap in Gap
    }


def test_what_may_be_chance_is_no_gap() -> None:
    assert gaps([*team(KTP, SLOW, 0.2), *team(AKTA, SLOW, 0.1)]) == []
    assert gaps([*team(KTP, SLOW, 0.9, count=29), *team(AKTA, SLOW, 0.1)]) == []


def test_a_small_difference_is_no_gap_however_sure_it_is() -> None:
    assert gaps([*team(KTP, SLOW, 0.14, count=4000), *team(AKTA, SLOW, 0.1, count=4000)]) == []


def test_a_service_of_two_officers_is_told_of_nothing() -> None:
    assert gaps([*team(KTP, SLOW, 0.9, officers=2), *team(AKTA, SLOW, 0.1)]) == []


def test_an_office_of_one_service_or_without_cases_has_no_gap() -> None:
    assert gaps(team(KTP, SLOW, 0.9)) == gaps([]) == []
