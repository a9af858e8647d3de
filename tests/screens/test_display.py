"""Whom the waiting room is told of: people by the group of what they wait for, and only those of its own zone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from queue_app.actions.office import setup
from queue_app.domain.office.plan import CounterPlan, GroupPlan, OfficePlan, ZonePlan
from queue_app.screens.display import GroupWaiting, display_state
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import office_now
from tests.offices import Office

KTP = GroupWaiting("ktp", {"id": "KTP-el", "en": "ID card"}, "orange", 2)
AKTA = GroupWaiting("akta", {"id": "Akta", "en": "Certificates"}, "blue", 1)


def in_two_zones(plan: OfficePlan) -> OfficePlan:
    groups = [GroupPlan("akta", "Akta", "Certificates"), GroupPlan("ktp", "KTP-el", "ID card")]
    return replace(
        plan,
        groups=groups,
        services=[replace(each, group=each.code.lower()) for each in plan.services],
        zones=[ZonePlan("utara", "Utara", "North"), ZonePlan("selatan", "Selatan", "South")],
        counters=[CounterPlan(1, ["KTP"], zone="utara"), CounterPlan(2, ["AKTA"], zone="selatan")],
    )


def waiting(office: Office, zone: str = "") -> list[GroupWaiting]:
    with office.desk.reading() as connection:
        known: OfficeKey = office_now(connection, office.office_id)
        return display_state(connection, known, now=office.clock.now, fresh_s=20, zone=zone).waiting


@pytest.mark.parametrize(("zone", "told"), [("", [AKTA, KTP]), ("utara", [KTP]), ("selatan", [AKTA])])
def test_a_display_counts_by_group_in_the_offices_order_whom_its_counters_serve(
    office: Office, zone: str, told: list[GroupWaiting]
) -> None:
    setup.change(office.desk, office.office_id, by=None, edit=in_two_zones)
    for service in ("KTP", "AKTA", "KTP"):
        office.issue(service)

    assert waiting(office, zone) == told


def test_a_group_for_which_nobody_waits_any_more_is_not_told_of(office: Office) -> None:
    office.issue("KTP")
    before = [each.count for each in waiting(office)]
    office.open_counter()

    office.call_next()

    assert (before, waiting(office)) == ([1], [])
