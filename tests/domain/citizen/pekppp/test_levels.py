"""Which level of an indicator the evidence supports, and that nothing is claimed without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.citizen.pekppp.held import FollowUpDone, Held, Settled, StandardVersion
from queue_app.domain.citizen.pekppp.levels import RULES, Supported, supported
from queue_app.domain.citizen.pekppp.permenpanrb_29_2022 import FORM_2022

EMPTY = Held(year=2026, until=date(2026, 11, 30))
FULL = StandardVersion(date(2026, 2, 1), has_decree=True, public=6, house=8)
OLD = FULL._replace(valid_from=date(2024, 1, 2))
INDICATORS = {each.number: each for each in FORM_2022.indicators}


def level(number: int, **facts: object) -> int | None:
    return supported(INDICATORS[number], replace(EMPTY, **facts)).level  # type: ignore[arg-type]


def test_the_form_has_thirty_one_indicators_of_five_levels_each() -> None:
    assert [each.number for each in FORM_2022.indicators] == list(range(1, 32))
    assert {len(each.levels) for each in FORM_2022.indicators} == {5}
    assert {each.aspect for each in FORM_2022.indicators} == FORM_2022.weights.keys()
    assert sum(FORM_2022.weights.values()) == 100


@pytest.mark.parametrize("number", range(1, 32))
def test_an_office_that_holds_nothing_has_no_level(number: int) -> None:
    assert supported(INDICATORS[number], EMPTY) == Supported(None, ())


def test_what_cannot_be_seen_from_here_has_no_rule() -> None:
    assert set(range(1, 32)) - RULES.keys() == {11, 14, 15, 16, 17, 19, 29, 30}


@pytest.mark.parametrize(
    ("standards", "groups", "expected"),
    [
        ([[FULL], []], 0, 1),
        ([[FULL._replace(house=7)]], 0, 1),
        ([[FULL._replace(has_decree=False)], [FULL]], 0, 2),
        ([[FULL], [FULL]], 0, 3),
        ([[FULL], [FULL]], 2, 4),
    ],
)
def test_the_weakest_standard_is_the_level(standards: list[list[StandardVersion]], groups: int, expected: int) -> None:
    assert level(1, standards=standards, forum_groups=groups) == expected


@pytest.mark.parametrize(
    ("standards", "expected"),
    [
        ([[FULL]], None), ([[OLD, FULL]], 5), ([[OLD, FULL], [OLD]], 4),
        ([[OLD, OLD._replace(valid_from=date(2025, 3, 1))]], 3),
        ([[OLD, OLD._replace(valid_from=date(2025, 3, 1))], [OLD]], 2),
        ([[OLD._replace(valid_from=date(2020, 1, 1)), OLD]], 1),
    ],
)  # fmt: skip
def test_a_review_is_a_newer_version_and_ages(standards: list[list[StandardVersion]], expected: int | None) -> None:
    assert level(4, standards=standards) == expected


@pytest.mark.parametrize(("done", "expected"), [(0, 1), (2, 2), (3, 3), (8, 3), (9, 4), (10, 5)])
def test_the_share_of_the_follow_up_plan_has_its_borders(done: int, expected: int) -> None:
    assert level(8, follow_up=FollowUpDone(10, done)) == expected


@pytest.mark.parametrize(
    ("months", "expected"), [(1, 5), (2, 4), (3, 4), (6, 3), (9, 2), (12, 1), (13, None), (None, None)]
)
def test_the_speed_of_the_follow_up_plan_has_its_borders(months: int | None, expected: int | None) -> None:
    assert level(9, follow_up=FollowUpDone(2, 2, months)) == expected


def test_noon_counts_where_the_log_shows_it_and_not_where_only_the_hours_say_so() -> None:
    said = {"has_hours": True, "opens_at_noon": True, "days": 20}

    assert (level(10, **said, noon_days=5), level(10, **said, noon_days=18)) == (1, 2)


@pytest.mark.parametrize(
    ("own", "lapor", "expected"),
    [
        (Settled(9, 9), None, None), (Settled(20, 9), None, 1), (Settled(20, 20), None, 2),
        (Settled(20, 20), Settled(10, 4), 3), (None, Settled(10, 5), 4), (None, Settled(10, 9), 5),
        (Settled(20, 20), Settled(9, 9), 2),
    ],
)  # fmt: skip
def test_without_sp4n_lapor_complaints_reach_no_more_than_two(
    own: Settled | None, lapor: Settled | None, expected: int | None
) -> None:
    assert level(28, own=own, lapor=lapor) == expected


def test_a_queue_with_more_than_four_facilities_is_at_the_top() -> None:
    four = {"speaking": 1, "series": 2, "numbers": 9, "displays": 1}

    assert (level(31, **four), level(31, **four, booked=1), level(31, **four, booked=1, handed_out=1)) == (4, 5, 5)


def test_the_officers_assessment_is_one_of_the_systems() -> None:
    assert level(22, answers=3, assessed=1, standards=[[FULL]], lapor=Settled(1, 0)) == 4


def test_few_complaints_are_not_counted_out() -> None:
    found = supported(INDICATORS[27], replace(EMPTY, own=Settled(3, 1)))

    assert (found.level, [each.code for each in found.grounds]) == (4, ["few_complaints"])
