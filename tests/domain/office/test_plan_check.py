from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import Role
from queue_app.domain.office.faults import FAULTS, Where
from queue_app.domain.office.plan import (
    CounterPlan,
    GroupPlan,
    HolidayPlan,
    HoursPlan,
    OfficePlan,
    OfficerPlan,
    SeasonPlan,
    SpecialDayPlan,
    StandardPlan,
    TextPlan,
    ZonePlan,
)
from queue_app.domain.office.plan_check import check
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from tests.factories import make_plan, make_service

TODAY = date(2026, 11, 22)
NEW_YEAR, EVE = date(2027, 1, 1), date(2026, 12, 31)
HEAD = OfficerPlan("agus", "Agus", role=Role.ADMINISTRATOR)


def faults_of(plan: OfficePlan, *, before: OfficePlan | None = None) -> list[tuple[Where, str]]:
    return [(fault.where, fault.code) for fault in check(plan, today=TODAY, before=before)]


def with_service(**changes: object) -> OfficePlan:
    plan = make_plan()
    return replace(plan, services=[replace(plan.services[0], **changes), plan.services[1]])  # type: ignore[arg-type]


def with_officer(**changes: object) -> OfficePlan:
    plan = make_plan()
    return replace(plan, officers=[replace(plan.officers[0], **changes), *plan.officers[1:]])  # type: ignore[arg-type]


def test_a_sound_plan_has_no_fault() -> None:
    assert faults_of(make_plan()) == []


CASES: list[tuple[OfficePlan, list[tuple[Where, str]]]] = [
    (replace(make_plan(), slug="Kota Medan"), [(("office", "slug"), "bad_slug")]),
    (replace(make_plan(), name=" "), [(("office", "name"), "empty")]),
    (replace(make_plan(), address="x" * 201), [(("office", "address"), "too_long")]),
    (replace(make_plan(), name="Kantor\0"), [(("office", "name"), "bad_sign")]),
    (replace(make_plan(), time_zone="Asia/Medan"), [(("office", "time_zone"), "bad_zone")]),
    (replace(make_plan(), time_zone="Asia"), [(("office", "time_zone"), "bad_zone")]),
    (replace(make_plan(), policy=Policy(kind="luck")), [(("policy", "kind"), "must_be_one_of")]),
    (replace(make_plan(), policy=Policy(regular=0)), [(("policy", "regular"), "out_of_range")]),
    (replace(make_plan(), rules=Rules(restore_place="roof")), [(("rules", "restore_place"), "must_be_one_of")]),
    (
        replace(make_plan(), groups=[*make_plan().groups, GroupPlan("umum", "U", "G")]),
        [(("group", 1, "code"), "doubled")],
    ),
    (with_service(group="lain"), [(("service", 0, "group"), "unknown_group")]),
    (with_service(series="a"), [(("service", 0, "series"), "bad_letter")]),
    (with_service(standard_minutes=0), [(("service", 0, "standard_minutes"), "out_of_range")]),
    (with_service(daily_quota=0), [(("service", 0, "daily_quota"), "out_of_range")]),
    (with_service(requirements_id=["KTP\nKK"]), [(("service", 0, "requirements_id", 0), "not_one_line")]),
    (with_service(requirements_en=["ID", ""]), [(("service", 0, "requirements_en", 1), "empty")]),
    (
        with_service(standards=[StandardPlan(EVE), StandardPlan(EVE)]),
        [(("service", 0, "standard", 1, "valid_from"), "doubled")],
    ),
    (
        with_service(standards=[StandardPlan(EVE, "", {"price": "Gratis"})]),
        [(("service", 0, "standard", 0, "components", "price"), "unknown_component")],
    ),
    (
        replace(make_plan(), services=[*make_plan().services, make_service("SIM")]),
        [(("service", 2, "code"), "no_counter")],
    ),
    (
        replace(make_plan(), counters=[CounterPlan(1, ["KTP", "AKTA", "XYZ"]), CounterPlan(1, ["AKTA"])]),
        [(("counter", 0, "services", 2), "unknown_service"), (("counter", 1, "number"), "doubled")],
    ),
    (
        replace(make_plan(), counters=[CounterPlan(1, ["KTP", "AKTA"], helps=["KTP"])]),
        [(("counter", 0, "helps", 0), "doubled")],
    ),
    (
        replace(make_plan(), counters=[CounterPlan(1, ["KTP"]), CounterPlan(2, ["AKTA"], is_active=False)]),
        [(("service", 1, "code"), "no_counter")],
    ),
    (replace(make_plan(), officers=[]), [(("officer",), "none")]),
    (with_officer(username="joko"), [(("officer", 1, "username"), "doubled")]),
    (with_officer(username="wati sari"), [(("officer", 0, "username"), "bad_username")]),
    (with_officer(password="kopi"), [(("officer", 0, "password"), "password_weak")]),
    (
        with_officer(username="wati.susilowati", password="Wati.Susilowati"),
        [(("officer", 0, "password"), "password_weak")],
    ),
    (
        with_officer(employment="ASN"),
        [(("officer", 0, "employment"), "must_be_one_of"), (("officer", 0, "nip"), "nip_missing")],
    ),
    (with_officer(employment="PNS", nip="123"), [(("officer", 0, "nip"), "nip_length")]),
    (replace(make_plan(), hours=[HoursPlan(mon="12.00-08.00")]), [(("hours", 0, "mon"), "bad_hours")]),
    (replace(make_plan(), hours=[HoursPlan(), HoursPlan()]), [(("hours", 1, "template"), "doubled")]),
    (
        replace(make_plan(), special_days=[SpecialDayPlan(EVE, "Tutup", "?")]),
        [(("special_day", 0, "hours"), "bad_hours")],
    ),
    (
        replace(make_plan(), seasons=[SeasonPlan("ramadan", NEW_YEAR, EVE)]),
        [(("season", 0, "last"), "bad_period"), (("season", 0, "template"), "unknown_template")],
    ),
    (
        replace(make_plan(), seasons=[SeasonPlan("normal", EVE, NEW_YEAR), SeasonPlan("normal", NEW_YEAR, NEW_YEAR)]),
        [(("season", 1, "first"), "overlap")],
    ),
    (
        replace(make_plan(), holidays=[HolidayPlan(EVE, "Libur"), HolidayPlan(EVE, "Libur", kind="feast")]),
        [(("holiday", 1, "kind"), "must_be_one_of"), (("holiday", 1, "day"), "doubled")],
    ),
    (replace(make_plan(), texts=[TextPlan("motto", "", "")]), [(("text", 0, "key"), "must_be_one_of")]),
    (
        replace(make_plan(), room=RoomRules(theme="pink", reading="song", languages="en fr", numbering="dice")),
        [(("room", name), "must_be_one_of") for name in ("theme", "reading", "languages", "numbering")],
    ),
    (
        replace(make_plan(), room=RoomRules(repeat=4, rate_pct=69, slide_s=121)),
        [(("room", name), "out_of_range") for name in ("repeat", "rate_pct", "slide_s")],
    ),
    (replace(make_plan(), room=RoomRules(accent="red")), [(("room", "accent"), "bad_colour")]),
    (
        replace(make_plan(), room=RoomRules(slides="figures adverts figures")),
        [(("room", "slides"), "doubled"), (("room", "slides"), "unknown_slide")],
    ),
    (
        replace(make_plan(), zones=[ZonePlan("l1", "Lantai 1", "Floor 1"), ZonePlan("l1", "L", "F", "Aula A")]),
        [(("zone", 1, "hall"), "bad_code"), (("zone", 1, "code"), "doubled")],
    ),
    (
        replace(make_plan(), counters=[CounterPlan(1, ["KTP", "AKTA"], zone="l2")]),
        [(("counter", 0, "zone"), "unknown_zone")],
    ),
    (
        replace(make_plan(), ticket=[TicketLinePlan("number"), TicketLinePlan("text", size=2, text_id="x" * 17)]),
        [(("ticket_line", 1, "text_id"), "line_too_wide")],
    ),
    (
        replace(make_plan(), ticket=[TicketLinePlan("qr", text_en="x" * 401)]),
        [(("ticket_line",), "ticket_without_number"), (("ticket_line", 0, "text_en"), "too_long")],
    ),
]


@pytest.mark.parametrize(("plan", "expected"), CASES, ids=lambda case: case[0][1] if isinstance(case, list) else "")
def test_a_fault_is_told_with_its_place(plan: OfficePlan, expected: list[tuple[Where, str]]) -> None:
    assert faults_of(plan) == expected


def test_a_fault_knows_what_the_thing_is_called() -> None:
    found = check(replace(with_officer(password="kopi"), holidays=[HolidayPlan(EVE, "Libur", "feast")]), today=TODAY)

    assert [(fault.where[0], fault.of) for fault in found] == [("officer", "wati"), ("holiday", "2026-12-31 Libur")]


def test_every_fault_is_told_and_not_the_first() -> None:
    plan = replace(with_service(group="lain"), time_zone="Mars", officers=[])

    assert faults_of(plan) == [
        (("office", "time_zone"), "bad_zone"), (("service", 0, "group"), "unknown_group"), (("officer",), "none"),
    ]  # fmt: skip


def test_two_people_cannot_have_one_number_and_the_fault_does_not_show_it() -> None:
    twins = [OfficerPlan(name, name, employment="PNS", nip="199001012015051999") for name in ("ani", "budi")]
    found = check(replace(make_plan(), officers=twins), today=TODAY)

    assert [(fault.where, fault.code, fault.values) for fault in found] == [(("officer", 1, "nip"), "nip_doubled", {})]


def test_the_last_administrator_stays() -> None:
    before = replace(make_plan(), officers=[HEAD])
    away: Callable[[OfficerPlan], OfficerPlan] = lambda each: replace(each, is_active=False)  # noqa: E731

    assert faults_of(before, before=before) == []
    assert faults_of(replace(before, officers=[away(HEAD)]), before=before) == [(("officer",), "last_administrator")]


def test_the_short_name_of_an_office_stays() -> None:
    assert faults_of(make_plan(slug="lain"), before=make_plan()) == [(("office", "slug"), "slug_kept")]


def test_every_message_fills_its_placeholders() -> None:
    messages = [fault.message.format(**fault.values) for plan, _ in CASES for fault in check(plan, today=TODAY)]

    assert [text for text in messages if "{" in text] == []
    assert len(FAULTS) > len({code for _, expected in CASES for _, code in expected}) > 20
