"""Changing an office: all or nothing, only what differs, and every difference in the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from queue_app.actions.office import accounts, setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log import events
from queue_app.domain.log.errors import FaultyPlan, SignInRefused
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.faults import Where
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
from queue_app.domain.office.targets import Targets
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.hall.tables import Device
from queue_app.store.office import setup_rows
from queue_app.store.office.tables import Office as OfficeRow
from queue_app.store.office.tables import Officer, Service
from tests.factories import PASSWORD, cheap_hash, make_plan, make_service
from tests.offices import Office

Edit = Callable[[OfficePlan], OfficePlan]
DAY = date(2026, 12, 31)
NIPS = ("199001012015051999", "198609232010121902")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "hash_password", cheap_hash)


def pair_display(office: Office, *, zone: str) -> None:
    now = office.clock()
    row = {"office_id": office.office_id, "kind": DeviceKind.DISPLAY, "name": "TV lobi", "token_hash": "x",
           "created_at": now, "paired_at": now, "zone": zone}  # fmt: skip
    with office.desk.database.writer.transaction() as connection:
        connection.execute(insert(Device), row)


def change(office: Office, edit: Edit) -> OfficePlan:
    return setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=edit)


def faults_of(office: Office, edit: Edit) -> list[tuple[Where, str]]:
    before = setup.current(office.desk, office.office_id), office.events()
    with pytest.raises(FaultyPlan) as caught:
        change(office, edit)
    assert (setup.current(office.desk, office.office_id), office.events()) == before
    faults: Any = caught.value.data["faults"]
    return [(fault.where, fault.code) for fault in faults]


def without_passwords(plan: OfficePlan) -> OfficePlan:
    return replace(plan, officers=[replace(each, password="") for each in plan.officers])


def rich(plan: OfficePlan) -> OfficePlan:
    """Something in every table, and everything that was there changed."""
    ktp, akta = plan.services
    wati, joko, tini = plan.officers
    return replace(
        plan,
        name="Kantor Baru",
        address="Jl. Baru",
        time_zone="Asia/Makassar",
        pairs_devices=True,
        evidence_from=DAY,
        policy=Policy(kind="ageing", head_start_min=10),
        rules=Rules(recalls_before_no_show=3, last_ticket_min=30),
        targets=Targets(waiting=60, stay_min=90),
        hours=[HoursPlan(mon="08.00-12.00 13.00-16.00"), HoursPlan("ramadan", fri="08.00-11.00")],
        seasons=[SeasonPlan("ramadan", date(2027, 2, 8), date(2027, 3, 9))],
        special_days=[SpecialDayPlan(DAY, "Tutup buku", "08.00-11.00")],
        holidays=[HolidayPlan(DAY, "Libur", "local", "SK 1", is_active=False, is_estimate=True)],
        texts=[TextPlan("notice", "Baris satu\nBaris dua", "Line")],
        zones=[ZonePlan("l2", "Lantai 2", "Floor 2", "aula"), ZonePlan("l1", "Lantai 1", "Floor 1")],
        room=RoomRules(
            theme="light",
            accent="#1c5d99",
            reading="number",
            languages="id en",
            repeat=1,
            rate_pct=90,
            chime=False,
            browser_voice=True,
            ticker_moves=True,
            slides="holidays",
            slide_s=30,
            numbering="roll",
        ),
        ticket=[TicketLinePlan("text", 1, True, "left", "Satu\nDua", "One"), TicketLinePlan("number", size=4)],
        groups=[GroupPlan("akta", "Akta", "Certificates"), replace(plan.groups[0], name_id="Semua")],
        services=[
            make_service("KIA", series="L"),
            replace(akta, group="akta", series="L", standards=[StandardPlan(DAY, "1/2026", {"fee": "Gratis"})]),
            replace(ktp, daily_quota=50, requirements_id=["KK", "Foto"], requirements_en=["Card"]),
        ],
        counters=[
            CounterPlan(1, ["KTP"], ["AKTA"], [["KIA"]]),
            CounterPlan(2, ["KIA", "AKTA"], zone="l2"),
            CounterPlan(7, [], is_active=False),
        ],
        officers=[
            replace(wati, name="Wati Baru", employment="PNS", nip=NIPS[0], may_pick=True),
            replace(joko, is_active=False),
            replace(tini, role=Role.HEAD),
            OfficerPlan("agus", "Agus", PASSWORD, Role.ADMINISTRATOR),
        ],
    )


def test_the_set_up_of_an_office_is_the_plan_it_was_founded_with(office: Office) -> None:
    assert setup.current(office.desk, office.office_id) == without_passwords(make_plan())


def test_everything_can_be_changed_at_once_and_is_read_back(office: Office) -> None:
    changed = change(office, rich)

    assert changed == without_passwords(rich(make_plan()))
    assert setup.current(office.desk, office.office_id) == changed


def test_an_export_that_is_read_back_changes_nothing(office: Office) -> None:
    text = setup.export(change(office, rich))
    before = office.events()

    change(office, lambda _plan: setup.parse_plan(text))

    assert office.events() == before
    assert office.rows(OfficeRow.setup_version) == [1]


def test_every_change_counts_the_version_and_one_without_effect_does_not(office: Office) -> None:
    change(office, lambda plan: replace(plan, name="A"))
    change(office, lambda plan: replace(plan, name="B"))
    change(office, lambda plan: plan)

    assert office.rows(OfficeRow.setup_version) == [2]


def test_a_change_is_in_the_log_with_what_was_and_what_is(office: Office) -> None:
    change(office, lambda plan: replace(plan, name="Kantor Baru"))

    assert office.events() == [
        events.SetupChanged(
            what="office", key="uji", field_names="name", before='{"name": "Kantor Uji"}',
            after='{"name": "Kantor Baru"}', officer_id=office.officers["tini"],
        )
    ]  # fmt: skip


def test_of_people_only_role_rights_and_being_active_are_in_the_log(office: Office) -> None:
    wati = office.officers["wati"]

    change(office, lambda plan: replace(plan, officers=[
        replace(plan.officers[0], name="Wati Susilowati", employment="PNS", nip=NIPS[0], may_pick=True),
        *plan.officers[1:],
    ]))  # fmt: skip

    [told] = office.events()
    assert isinstance(told, events.SetupChanged)
    assert (told.what, told.key, told.field_names) == ("officer", str(wati), "name employment nip may_pick")
    assert (told.before, told.after) == ('{"may_pick": false}', '{"may_pick": true}')


def test_what_is_left_out_goes_out_of_use_and_its_row_stays(office: Office) -> None:
    plan = change(office, lambda plan: replace(plan, services=plan.services[:1], counters=plan.counters[:1],
                                               officers=plan.officers[1:]))  # fmt: skip

    assert [(each.code, each.is_active) for each in plan.services] == [("KTP", True), ("AKTA", False)]
    assert [(each.number, each.is_active) for each in plan.counters] == [(1, True), (2, False)]
    assert dict(zip(office.rows(Officer.username), office.rows(Officer.is_active), strict=True)) == {
        "wati": False, "joko": True, "tini": True,
    }  # fmt: skip
    assert office.rows(Service.id) == sorted(office.services.values())


def test_a_service_that_comes_back_is_the_same_row(office: Office) -> None:
    rows = office.rows(Service.id)
    before = setup.current(office.desk, office.office_id)

    change(office, lambda plan: replace(plan, services=plan.services[:1]))
    assert change(office, lambda _plan: before) == before

    assert office.rows(Service.id) == rows


def test_two_officers_can_swap_their_numbers(office: Office) -> None:
    def with_nips(plan: OfficePlan, first: str, second: str) -> OfficePlan:
        wati, joko, tini = plan.officers
        return replace(plan, officers=[replace(wati, employment="PNS", nip=first),
                                       replace(joko, employment="PNS", nip=second), tini])  # fmt: skip

    change(office, lambda plan: with_nips(plan, *NIPS))
    changed = change(office, lambda plan: with_nips(plan, *NIPS[::-1]))

    assert [each.nip for each in changed.officers] == [*NIPS[::-1], None]


def test_a_faulty_change_changes_nothing_and_tells_every_fault(office: Office) -> None:
    faults = faults_of(office, lambda plan: replace(plan, time_zone="Mars", counters=[CounterPlan(1, ["KTP", "XYZ"])]))

    assert faults == [
        (("office", "time_zone"), "bad_zone"), (("service", 1, "code"), "no_counter"),
        (("counter", 0, "services", 1), "unknown_service"),
    ]  # fmt: skip


def test_a_change_that_fails_halfway_leaves_nothing_behind(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(setup_rows, "write_office", fail)
    with pytest.raises(RuntimeError):
        change(office, rich)

    assert setup.current(office.desk, office.office_id) == without_passwords(make_plan())


def test_the_zone_stays_once_a_ticket_was_given(office: Office) -> None:
    office.issue()

    assert faults_of(office, lambda plan: replace(plan, time_zone="Asia/Makassar")) == [
        (("office", "time_zone"), "zone_kept")
    ]


def test_who_is_at_work_cannot_be_taken_out(office: Office) -> None:
    office.issue("AKTA")
    office.open_counter(2, by="wati")

    faults = faults_of(office, lambda plan: replace(plan, services=plan.services[:1], counters=plan.counters[:1],
                                                    officers=plan.officers[1:]))  # fmt: skip

    assert faults == [
        (("service", 1, "is_active"), "service_waiting"), (("counter", 1, "is_active"), "counter_open"),
        (("officer", 2, "is_active"), "officer_at_counter"),
    ]  # fmt: skip


def with_zones(plan: OfficePlan) -> OfficePlan:
    zones = [ZonePlan("l1", "Lantai 1", "Floor 1"), ZonePlan("l2", "Lantai 2", "Floor 2")]
    return replace(plan, zones=zones, counters=[plan.counters[0], replace(plan.counters[1], zone="l2")])


def test_a_zone_that_a_counter_or_a_paired_display_shows_cannot_go(office: Office) -> None:
    change(office, with_zones)
    pair_display(office, zone="l1")

    assert faults_of(office, lambda plan: replace(plan, zones=[])) == [(("counter", 1, "zone"), "unknown_zone")]
    assert faults_of(office, lambda plan: replace(plan, zones=plan.zones[1:])) == [(("zone",), "zone_shown")]


def test_a_zone_goes_once_nothing_shows_it(office: Office) -> None:
    change(office, with_zones)

    plan = change(office, lambda plan: replace(
        plan, zones=[], counters=[plan.counters[0], replace(plan.counters[1], zone="")]))  # fmt: skip

    assert (plan.zones, [each.zone for each in plan.counters]) == ((), ["", ""])


def test_what_a_zone_or_the_ticket_was_and_is_stands_in_the_log(office: Office) -> None:
    def with_one(plan: OfficePlan) -> OfficePlan:
        plan = with_zones(plan)
        return replace(plan, zones=plan.zones[1:], ticket=[TicketLinePlan("number", 5)])

    change(office, with_one)

    told = [each for each in office.events() if isinstance(each, events.SetupChanged)]
    assert [(each.what, each.key, each.before, each.after) for each in told] == [
        ("ticket_line", "", '{"lines": []}', '{"lines": [{"what": "number", "size": 5}]}'),
        ("zone", "l2", "", '{"code": "l2", "name_id": "Lantai 2", "name_en": "Floor 2", "hall": ""}'),
        ("counter", "2", '{"zone": ""}', '{"zone": "l2"}'),
    ]


def with_role(plan: OfficePlan, role: Role) -> OfficePlan:
    return replace(plan, officers=[replace(plan.officers[0], role=role), *plan.officers[1:]])


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_holds_a_counter_keeps_a_role_that_serves(office: Office, role: Role) -> None:
    office.open_counter(2, by="wati")

    with pytest.raises(FaultyPlan) as caught:
        change(office, lambda plan: with_role(plan, role))

    faults: Any = caught.value.data["faults"]
    assert [(fault.where, fault.of, fault.code, fault.values) for fault in faults] == [
        (("officer", 0, "role"), "wati", "officer_at_counter", {"number": 2})
    ]
    assert "role" not in str(office.events())


def test_who_holds_a_counter_may_become_a_supervisor(office: Office) -> None:
    office.open_counter(2, by="wati")

    assert change(office, lambda plan: with_role(plan, Role.SUPERVISOR)).officers[0].role is Role.SUPERVISOR


def test_the_only_counter_of_a_service_stays_in_use(office: Office) -> None:
    def without_its_counter(plan: OfficePlan) -> OfficePlan:
        return replace(plan, counters=[replace(plan.counters[0], is_active=False), plan.counters[1]])

    assert faults_of(office, without_its_counter) == [(("service", 0, "code"), "no_counter")]


def test_a_user_name_is_one_persons_in_all_offices(office: Office, found_another: Callable[..., Office]) -> None:
    found_another(make_plan(slug="lain", tag="-dua"), tag="-dua")

    faults = faults_of(office, lambda plan: replace(plan, officers=[*plan.officers, OfficerPlan("wati-dua", "W")]))

    assert faults == [(("officer", 3, "username"), "username_taken")]


def test_an_office_cannot_be_founded_under_a_name_that_is_taken(office: Office) -> None:
    with pytest.raises(FaultyPlan) as caught:
        setup.found_office(office.desk, make_plan())

    faults: Any = caught.value.data["faults"]
    assert [fault.code for fault in faults] == ["username_taken"] * 3 + ["slug_taken"]


def test_a_new_officer_signs_in_with_the_password_and_one_without_cannot(office: Office) -> None:
    new = [OfficerPlan("sari", "Sari", PASSWORD), OfficerPlan("dedi", "Dedi")]
    change(office, lambda plan: replace(plan, officers=[*plan.officers, *new]))

    assert accounts.sign_in(office.desk, username="sari", password=PASSWORD)
    with pytest.raises(SignInRefused):
        accounts.sign_in(office.desk, username="dedi", password="")


def test_a_password_of_a_plan_is_set_and_told_as_set(office: Office) -> None:
    change(office, lambda plan: replace(plan, officers=[replace(plan.officers[0], password="teh-manis-2026"),
                                                        *plan.officers[1:]]))  # fmt: skip

    assert office.events() == [events.PasswordSet(office.officers["wati"], by_id=office.officers["tini"])]
    assert accounts.sign_in(office.desk, username="wati", password="teh-manis-2026")


def test_national_holidays_and_collective_leave_of_2026() -> None:
    found = setup.national_holidays([2026], today=DAY)

    assert len([each for each in found if each.kind == "national"]) == 17
    assert [each.day.isoformat()[5:] for each in found if each.kind == "collective"] == [
        "02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24",
    ]  # fmt: skip
    assert found[0] == HolidayPlan(date(2026, 1, 1), "Tahun Baru Masehi", source=found[0].source)


def test_a_date_that_is_not_decreed_yet_is_marked_as_an_estimate() -> None:
    found = setup.national_holidays([2027], today=date(2027, 1, 1))
    estimates = {each.name: each.day for each in found if each.is_estimate}

    assert estimates["Hari Raya Idul Fitri"] == date(2027, 3, 10)
    assert set(estimates) == {"Hari Raya Idul Fitri", "Hari kedua dari Hari Raya Idul Fitri", "Hari Raya Idul Adha"}


@pytest.mark.parametrize(("today", "expected"), [(DAY, {True}), (date(2027, 1, 1), {False})])
def test_the_collective_leave_of_a_year_to_come_is_an_estimate(today: date, expected: set[bool]) -> None:
    found = setup.national_holidays([2027], today=today)

    assert {each.is_estimate for each in found if each.kind == "collective"} == expected


def seed(office: Office) -> OfficePlan:
    return setup.seed_holidays(office.desk, office.office_id, by=None, years=[2026])


def test_holidays_are_seeded_once(office: Office) -> None:
    once = seed(office)

    assert len(once.holidays) == 25
    assert seed(office) == once


def test_what_people_edited_stays_when_holidays_are_seeded_again(office: Office) -> None:
    first, *others = seed(office).holidays
    opened = replace(first, is_active=False)
    moved = replace(others[0], day=others[0].day.replace(day=19))
    edited = change(office, lambda plan: replace(plan, holidays=[opened, moved, *others[1:]]))

    assert seed(office) == edited
