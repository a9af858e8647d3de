"""Services of which only the names were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from queue_app.domain.office.new_services import FIRST_GROUP, Named, with_named
from queue_app.domain.office.plan import CounterPlan
from queue_app.domain.office.plan_check import check
from tests.factories import make_plan

EMPTY = replace(make_plan(), groups=[], services=[], counters=[CounterPlan(1, []), CounterPlan(2, [], is_active=False)])
TODAY = date(2026, 11, 29)


def named(*names: str) -> list[Named]:
    return [Named(name, "", 10) for name in names]


def test_an_empty_office_gets_a_group_letters_and_work_for_its_counters() -> None:
    plan = with_named(EMPTY, named("Pengaduan", "Ambil berkas"))

    assert check(plan, today=TODAY) == []
    assert [(each.code, each.group, each.series, each.name_en) for each in plan.services] == [
        ("PENGADU", FIRST_GROUP.code, "A", "Pengaduan"),
        ("AB", FIRST_GROUP.code, "B", "Ambil berkas"),
    ]
    assert [tuple(each.services) for each in plan.counters] == [("PENGADU", "AB"), ()]


def test_services_that_are_there_keep_their_codes_and_letters() -> None:
    plan = with_named(make_plan(), named("Kartu Tanda Penduduk", "Kartu Tanda Pelajar"))

    assert [(each.code, each.group, each.series) for each in plan.services] == [
        ("KTP", "umum", "A"),
        ("AKTA", "umum", "B"),
        ("KTP2", "umum", "C"),
        ("KTP3", "umum", "D"),
    ]


def test_once_the_letters_are_used_up_services_share_the_last_one() -> None:
    plan = with_named(EMPTY, named(*(f"Layanan {number}" for number in range(30))))

    assert check(plan, today=TODAY) == []
    assert "".join(each.series for each in plan.services) == "ABCDEFGHJKLMNPQRSTUVWXYZ" + "Z" * 6


def test_a_name_without_letters_of_ours_still_has_a_code() -> None:
    assert [each.code for each in with_named(EMPTY, named("北京", "上海")).services] == ["L", "L2"]
