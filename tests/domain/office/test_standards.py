from __future__ import annotations

from datetime import date

from queue_app.domain.office.plan import StandardPlan
from queue_app.domain.office.standards import COMPONENTS, in_force

OLD, NEW = StandardPlan(date(2025, 1, 2), "1/2025"), StandardPlan(date(2026, 1, 2), "1/2026")


def test_six_components_are_public_and_eight_are_of_the_house() -> None:
    public = [key for key, each in COMPONENTS.items() if each.is_public]

    assert public == ["requirements", "procedure", "completion_time", "fee", "product", "complaints"]
    assert len(COMPONENTS) == 14


def test_the_latest_version_that_has_begun_is_in_force() -> None:
    assert in_force([NEW, OLD], date(2026, 1, 1)) == OLD
    assert in_force([NEW, OLD], date(2026, 1, 2)) == NEW


def test_before_the_first_version_none_is() -> None:
    assert in_force([OLD], date(2025, 1, 1)) is None
