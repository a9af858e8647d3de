"""A day in a few numbers: what is in each of them, and what is not."""

from __future__ import annotations

from datetime import date
from typing import Any

from queue_app.domain.evidence.day_figures import DayFigures, by_service, day_figures
from queue_app.domain.evidence.facts import CaseFact, End


def make_case(**other: Any) -> CaseFact:
    dull: dict[str, Any] = dict.fromkeys(CaseFact._fields) | {
        "business_date": date(2026, 11, 23), "ticket_id": 1, "service_id": 1, "is_priority": False, "arrived_min": 480,
        "wait_s": 300.0, "service_s": 300.0, "held_s": 0.0, "stay_s": 700.0, "standard_s": 600.0, "end": End.DONE,
        "doubts": frozenset(), "calls": 1, "is_picked": False, "is_return": False,
    }  # fmt: skip
    return CaseFact(**{**dull, **other})


def test_a_day_nobody_came_has_no_times() -> None:
    assert day_figures([]) == DayFigures(None, None, 0, 0, 0, 0, 0, 0)


def test_the_standard_is_held_against_times_that_count_and_waits_and_stays_against_all() -> None:
    cases = [
        make_case(wait_s=60.0),
        make_case(wait_s=120.0, service_s=601.0, stay_s=3600.0),
        make_case(wait_s=180.0, is_priority=True, stay_s=3601.0),
        make_case(wait_s=240.0, doubts=frozenset({"officer"})),
        make_case(wait_s=None, service_s=None, stay_s=None, end=End.EXPIRED),
        make_case(wait_s=9999.0, is_return=True),
    ]

    assert day_figures(cases) == DayFigures(150.0, 222.0, within=1, judged=2, stays_short=3, stays=4, doubted=1, done=4)


def test_each_service_is_told_for_itself() -> None:
    found = by_service([make_case(service_id=2, wait_s=60.0), make_case(service_id=1, wait_s=120.0)])

    assert {service_id: each.wait_median_s for service_id, each in found.items()} == {2: 60.0, 1: 120.0}
