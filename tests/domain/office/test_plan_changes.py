from __future__ import annotations

from dataclasses import replace
from datetime import date

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import GroupPlan, HolidayPlan, StandardPlan, ZonePlan
from queue_app.domain.office.plan_changes import Difference, differences, with_what_was_removed
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from tests.factories import make_plan

PLAN = make_plan()


def test_the_same_set_up_differs_in_nothing() -> None:
    assert differences(make_plan(), make_plan()) == []


def test_only_the_fields_that_differ_are_told() -> None:
    ktp = replace(PLAN.services[0], standard_minutes=12, daily_quota=50)

    assert differences(PLAN, replace(PLAN, services=[ktp, PLAN.services[1]])) == [
        Difference("service", "KTP", {"standard_minutes": 10, "daily_quota": None},
                   {"standard_minutes": 12, "daily_quota": 50})
    ]  # fmt: skip


def test_what_is_new_has_no_before_and_what_is_gone_no_after() -> None:
    wedding = HolidayPlan(date(2026, 12, 31), "Hari jadi kota", "local")
    [new], [gone] = (
        differences(PLAN, replace(PLAN, holidays=[wedding])),
        differences(replace(PLAN, holidays=[wedding]), PLAN),
    )

    assert (new.what, new.key, new.before) == ("holiday", "2026-12-31 Hari jadi kota", {})
    assert (gone.before, gone.after) == (new.after, {})
    assert new.field_names == "day name kind source is_active is_estimate"


def test_ranks_roles_rules_and_standards_are_told_by_what_they_are_of() -> None:
    wanted = replace(
        PLAN,
        rules=replace(PLAN.rules, last_ticket_min=30),
        services=[replace(PLAN.services[0], standards=[StandardPlan(date(2026, 1, 2), "1/2026")]), PLAN.services[1]],
        counters=[PLAN.counters[0], replace(PLAN.counters[1], helps=["KTP"])],
        officers=[replace(PLAN.officers[0], role=Role.HEAD, password="lain"), *PLAN.officers[1:]],
    )

    assert [(each.what, each.key, each.field_names) for each in differences(PLAN, wanted)] == [
        ("rules", "", "last_ticket_min"), ("standard", "KTP 2026-01-02", "valid_from decree components"),
        ("counter", "2", "ranks"), ("officer", "wati", "role"),
    ]  # fmt: skip


def test_the_room_and_the_whole_ticket_are_one_difference_each() -> None:
    wanted = replace(
        PLAN,
        room=RoomRules(repeat=1),
        ticket=[TicketLinePlan("number", size=4), TicketLinePlan("text", align="left", text_id="Silakan duduk")],
    )

    assert differences(PLAN, wanted) == [
        Difference("room", "", {"repeat": 2}, {"repeat": 1}),
        Difference("ticket_line", "", {"lines": []}, {"lines": [
            {"what": "number", "size": 4}, {"what": "text", "align": "left", "text_id": "Silakan duduk"},
        ]}),
    ]  # fmt: skip


def test_a_counter_out_of_use_is_in_no_zone_that_has_gone() -> None:
    here, gone = ZonePlan("l1", "Lantai 1", "Floor 1"), ZonePlan("l2", "Lantai 2", "Floor 2")
    before = replace(PLAN, zones=[here, gone], counters=[replace(PLAN.counters[0], zone="l1"),
                                                         replace(PLAN.counters[1], zone="l2")])  # fmt: skip

    kept = with_what_was_removed(before, replace(before, zones=[here], counters=before.counters[:1]))

    assert [(each.number, each.is_active, each.zone) for each in kept.counters] == [(1, True, "l1"), (2, False, "")]


def test_another_order_is_one_difference() -> None:
    assert differences(PLAN, replace(PLAN, services=PLAN.services[::-1])) == [
        Difference("order", "service", {"codes": ["KTP", "AKTA"]}, {"codes": ["AKTA", "KTP"]})
    ]


def test_what_is_left_out_stays_out_of_use_and_keeps_its_group() -> None:
    before = replace(PLAN, groups=[*PLAN.groups, GroupPlan("lain", "Lain", "Other"), GroupPlan("tua", "Tua", "Old")],
                     services=[PLAN.services[0], replace(PLAN.services[1], group="lain")])  # fmt: skip
    wanted = replace(PLAN, services=PLAN.services[:1], counters=PLAN.counters[:1], officers=PLAN.officers[1:])

    kept = with_what_was_removed(before, wanted)

    assert [group.code for group in kept.groups] == ["umum", "lain"]
    assert [(each.code, each.is_active) for each in kept.services] == [("KTP", True), ("AKTA", False)]
    assert [(each.number, each.is_active) for each in kept.counters] == [(1, True), (2, False)]
    assert [(each.username, each.is_active) for each in kept.officers][-1] == ("wati", False)
