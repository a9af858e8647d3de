"""The usual day: visits that come and cases that wait in each half hour, over days that went alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.usual_day import UsualHalfHour, usual


def case(arrived: str, *, wait_min: float | None = None, **more: Any) -> CaseFact:
    """Of a visit of its own that arrived at this time of the wall and waited so long."""
    hour, minute = map(int, arrived.split("."))
    at = hour * 60 + minute
    told = {
        "business_date": date(2026, 11, 23), "ticket_id": at, "service_id": 1, "counter_id": 1, "officer_id": 1,
        "is_priority": False, "arrived_min": at, "began_min": None, "wait_s": wait_min and wait_min * 60,
        "left_s": None, "walk_s": None, "service_s": None, "held_s": 0.0, "stay_s": None, "standard_s": 600.0,
        "end": End.DONE, "outcome": None, "documents": None, "family": None, "doubts": frozenset(), "calls": 1,
        "is_picked": False, "is_return": False, "gap_s": None, "source": None,
    }  # fmt: skip
    return CaseFact(**{**told, **more})


def test_arrivals_are_a_mean_and_waiting_a_median_of_the_days() -> None:
    quiet = [case("08.00", wait_min=10)]
    busy = [case("08.00", wait_min=40), case("08.10", wait_min=35), case("08.20", wait_min=15)]
    usual_monday = [case("08.05", wait_min=50)]

    assert usual([quiet, busy, usual_monday]) == [UsualHalfHour(480, 5 / 3, 1.0)]


def test_half_hours_between_the_first_and_the_last_are_told_when_nobody_comes() -> None:
    found = usual([[case("08.00"), case("09.30", wait_min=5)]])

    assert [(each.minute, each.arrivals) for each in found] == [(480, 1), (510, 0), (540, 0), (570, 1)]


def test_a_visit_arrives_once_and_waits_for_each_of_its_services() -> None:
    found = usual([[case("08.00", wait_min=30), case("08.40", wait_min=25, ticket_id=480)]])

    assert found == [UsualHalfHour(480, 1, 1), UsualHalfHour(510, 0, 1)]


def test_who_left_without_a_call_waited_until_then() -> None:
    assert usual([[case("08.00", end=End.CANCELLED, left_s=2400.0)]]) == [UsualHalfHour(480, 1, 1)]


def test_a_number_on_paper_came_at_no_time() -> None:
    assert usual([[case("08.00", end=End.PAPER)]]) == []


def test_without_days_nothing_is_usual() -> None:
    assert usual([]) == []
