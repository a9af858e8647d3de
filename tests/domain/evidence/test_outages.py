"""Outages: what a supervisor may write down, what stands in the end, and whose services it touches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from queue_app.domain.evidence import outages
from queue_app.domain.evidence.left_out import touches
from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log.errors import BadInput
from tests.case_facts import case

TODAY = date(2026, 11, 23)
NOON = 12 * 60
GIVEN = Outage(TODAY, 600, 660, (), "siak")


def kept(**other: Any) -> Outage:
    return outages.checked(GIVEN._replace(**other), offered=[1, 2, 3], today=TODAY, minute=NOON)


def test_an_outage_that_is_over_is_kept_with_its_services_in_order() -> None:
    assert kept(services=(3, 1, 3)) == GIVEN._replace(services=(1, 3))


def test_naming_every_service_is_naming_none() -> None:
    assert kept(services=(1, 2, 3)).services == ()


def test_it_may_be_written_down_months_later_and_until_midnight() -> None:
    long_ago = TODAY - timedelta(days=120)

    assert kept(business_date=long_ago, from_min=0, until_min=1440).business_date == long_ago


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("day", {"business_date": TODAY + timedelta(days=1)}),
        ("day", {"business_date": TODAY - timedelta(days=121)}),
        ("times", {"until_min": NOON + 1}),  # of today: not over yet
        ("times", {"from_min": 660}),
        ("times", {"from_min": -1}),
        ("times", {"business_date": date(2026, 11, 22), "until_min": 1441}),
        ("services", {"services": (4,)}),
        ("kind", {"kind": "hujan"}),
    ],
)
def test_what_is_no_outage_is_refused(field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        kept(**wrong)

    assert refused.value.data["field"] == field


def test_what_stands_is_what_was_noted_and_not_withdrawn() -> None:
    data: dict[str, object] = {
        "business_date": "2026-11-23", "from_min": 600, "until_min": 660, "services": "1 3", "why": "siak",
    }  # fmt: skip

    told = [
        ("outage.noted", {**data, "outage_id": 1}),
        ("outage.noted", {**data, "outage_id": 2, "services": ""}),
        ("outage.withdrawn", {"outage_id": 1, "business_date": "2026-11-23"}),
    ]

    assert outages.of_log(told[:1]) == {1: GIVEN._replace(services=(1, 3))}
    assert outages.of_log(told) == {2: GIVEN}


@pytest.mark.parametrize(
    ("began_min", "service_s", "held_s", "is_touched"),
    [
        (590, 600, 0, False),  # ended when it began
        (590, 601, 0, True),
        (590, 0, 601, True),  # a hold, for the network was gone
        (659, 60, 0, True),
        (660, 60, 0, False),
        (None, 60, 0, False),
    ],
)
def test_a_service_is_touched_by_a_second_of_it(
    began_min: int | None, service_s: float, held_s: float, is_touched: bool
) -> None:
    of = case(began_min=began_min, service_s=service_s, held_s=held_s)

    assert touches(GIVEN._replace(business_date=of.business_date), of) is is_touched


def test_another_service_and_another_day_are_not_touched() -> None:
    of = case(began_min=610, service_s=60.0, held_s=0.0)
    then = GIVEN._replace(business_date=of.business_date)

    assert touches(then._replace(services=(of.service_id,)), of)
    assert not touches(then._replace(services=(of.service_id + 1,)), of)
    assert not touches(then._replace(business_date=of.business_date + timedelta(days=1)), of)
