"""Criteria that a unit published beforehand: which periods they count in, and when they are met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.evidence import periods
from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.recognition import MEASURES, Criterion, Result, checked, results
from queue_app.domain.log.errors import BadInput
from tests.case_facts import case

KTP, AKTA = 1, 2
PUBLISHED = date(2026, 10, 15)


def criterion(measure: str = "stay", limit_pct: int = 80, group: str = "") -> Criterion:
    return Criterion(1, measure, limit_pct, group, PUBLISHED)


def told(cases: list[CaseFact], asked: Criterion) -> Result:
    (found,) = results(cases, [asked], group_of={KTP: "umum", AKTA: "sipil"}.get)
    return found


def stays(under: int, over: int, service: int = KTP) -> list[CaseFact]:
    return [case(service=service, stay_s=seconds) for seconds in [3599.0] * under + [3600.0] * over]


@pytest.mark.parametrize(("period", "counts"), [("2026-09", False), ("2026-10", False), ("2026-11", True)])
def test_a_criterion_counts_only_in_periods_that_begin_after_it_was_published(period: str, counts: bool) -> None:
    assert criterion().counts_in(periods.read(period)) == counts


@pytest.mark.parametrize(("period", "counts"), [("2026-11", True), ("2026-12", True), ("2027-01", False)])
def test_one_that_is_withdrawn_still_counts_in_what_had_begun(period: str, counts: bool) -> None:
    withdrawn = replace(criterion(), withdrawn_on=date(2026, 12, 20))

    assert withdrawn.counts_in(periods.read(period)) == counts


def test_a_criterion_of_at_least_so_many_is_met_by_exactly_so_many() -> None:
    assert [told(stays(80, 20), criterion()).is_met, told(stays(79, 21), criterion()).is_met] == [True, False]


def test_a_criterion_of_at_most_so_many_is_met_by_exactly_so_many() -> None:
    def left(count: int) -> bool | None:
        gone = [case(end=End.EXPIRED, service_s=None, stay_s=None)] * count
        return told([*gone, *stays(100 - count, 0)], criterion("left", 5)).is_met

    assert [left(5), left(6)] == [True, False]


def test_under_thirty_cases_nothing_is_told() -> None:
    few = told(stays(29, 0), criterion())

    assert (few.of, few.share, few.is_met) == (29, None, None)


def test_a_group_of_services_is_told_by_its_own_cases() -> None:
    found = told([*stays(40, 0, AKTA), *stays(0, 40)], criterion(group="sipil"))

    assert (found.count, found.of, found.is_met) == (40, 40, True)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_says_of_a_plain_case_whether_it_counts(measure: str) -> None:
    assert told([case()], criterion(measure)).of == 1


@pytest.mark.parametrize(("measure", "limit", "group"), [("speed", 80, ""), ("stay", 101, ""), ("stay", 80, "x")])
def test_what_no_criterion_can_be_is_refused(measure: str, limit: int, group: str) -> None:
    with pytest.raises(BadInput):
        checked(measure, limit, group, groups={"umum"})
