"""The administrator's pages: what is set up there is in the office and in its log, and nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from queue_app.actions.office import setup
from queue_app.domain.log.events import Event, PasswordSet, SetupChanged
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.plan import (
    CounterPlan,
    GroupPlan,
    HolidayPlan,
    HoursPlan,
    OfficePlan,
    SeasonPlan,
    SpecialDayPlan,
    TextPlan,
)
from queue_app.domain.office.targets import Targets
from tests.web.admin.forms import fields, press, send
from tests.web.visitors import Site, Visitor

PAGES = [
    "/admin", "/admin/office", "/admin/order", "/admin/targets", "/admin/texts", "/admin/groups", "/admin/services",
    "/admin/counters", "/admin/zones", "/admin/zones/add", "/admin/room", "/admin/ticket",
    "/admin/ticket/preview.png?paper=58",
    "/admin/officers", "/admin/hours", "/admin/holidays", "/admin/file", "/admin/services/standard/KTP",
    "/admin/services/edit/KTP", "/admin/services/add", "/admin/officers/edit/wati",
]  # fmt: skip
NIP = "19900101 201503 2 001"


def administrator(site: Site, *, lang: str = "en") -> Visitor:
    site.give_role("tini", Role.ADMINISTRATOR)
    return site.signed_in("tini", lang=lang)


def put_first_steps_away(visitor: Visitor) -> None:
    """While they are in sight, the overview says nothing twice that they say."""
    press(visitor, "/admin/first-steps/say", way="away")


def plan_of(site: Site) -> OfficePlan:
    return setup.current(site.office.desk, site.office.office_id)


def logged(site: Site) -> list[tuple[str, str, str]]:
    """Of each change of the set-up what, which, and the names of the fields."""
    told = [each for each in site.office.events() if isinstance(each, SetupChanged)]
    assert {each.officer_id for each in told} <= {site.office.officers["tini"]}
    return [(each.what, each.key, each.field_names) for each in told]


def last(site: Site) -> Event:
    return site.office.events()[-1]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.AUDITOR])
def test_nobody_but_an_administrator_opens_the_set_up(site: Site, role: Role, path: str) -> None:
    site.give_role("joko", role)

    assert site.signed_in("joko").get(path).status_code == 403


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_page_opens_in_both_languages(site: Site, lang: str) -> None:
    tini = administrator(site, lang=lang)

    assert {path: tini.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)


def test_an_office_without_an_address_tells_its_time_zone_alone(site: Site) -> None:
    setup.change(site.office.desk, 1, by=None, edit=lambda plan: replace(plan, address=""))

    assert '<p class="soft">WIB</p>' in administrator(site).get("/admin").text


def test_a_form_without_its_token_changes_nothing(site: Site) -> None:
    tini = administrator(site)
    before = plan_of(site)

    answer = send(tini, "/admin/office", name="Kantor Lain", csrf_token=None)

    assert (answer.status_code, plan_of(site)) == (400, before)


def test_a_form_with_a_field_missing_changes_nothing(site: Site) -> None:
    tini = administrator(site)
    before = plan_of(site)

    assert send(tini, "/admin/services/edit/KTP", name_id=None).status_code == 400
    assert plan_of(site) == before


@pytest.mark.parametrize("path", ["/admin/officers/password/wati", "/admin/officers/edit/wati", "/admin/hours"])
def test_an_empty_form_whose_token_came_in_the_header_changes_nothing(site: Site, path: str) -> None:
    tini = administrator(site)
    before = site.dump()

    answer = tini.browser.post(path, data={}, headers={"X-CSRFToken": tini.csrf()})

    assert answer.status_code == 400
    assert site.dump() == before


def test_the_office_gets_a_new_name_and_the_page_says_so(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/office", name="Kantor Baru")

    assert (answer.status_code, answer.location) == (302, "/admin/office")
    assert "Office: saved." in tini.get("/admin/office").text
    assert plan_of(site).name == "Kantor Baru"
    assert logged(site) == [("office", "uji", "name")]


def test_a_name_that_cannot_be_is_told_beside_its_field_with_what_was_typed(site: Site) -> None:
    tini = administrator(site, lang="id")

    answer = send(tini, "/admin/office", name="", address="Jl. <Baru> & Lama")

    assert answer.status_code == 400
    assert 'id="name-fault">Isian ini tidak boleh kosong.' in answer.text
    assert fields(answer.text, "/admin/office")["address"] == "Jl. <Baru> & Lama"
    assert logged(site) == []


def test_the_order_and_the_rules_are_changed_on_one_page(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/order", kind="ageing", head_start_min="30", last_ticket_min="15", restore_place="end")

    plan = plan_of(site)
    assert (plan.policy.kind, plan.policy.head_start_min) == ("ageing", 30)
    assert (plan.rules.last_ticket_min, plan.rules.restore_place) == (15, "end")
    assert logged(site) == [("policy", "", "kind head_start_min"), ("rules", "", "restore_place last_ticket_min")]


def test_the_limits_of_the_day_are_set_on_a_page_of_their_own(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/targets", waiting="60", wait_min="20", service_pct="150", stay_min="90")

    assert plan_of(site).targets == Targets(waiting=60, wait_min=20, service_pct=150, stay_min=90)
    assert logged(site) == [("targets", "", "waiting wait_min stay_min")]


@pytest.mark.parametrize(
    ("typed", "fault"), [("21", "from 1 to 20"), ("two", "a whole number"), ("", "a whole number")]
)
def test_a_number_out_of_its_range_stays_in_its_field(site: Site, typed: str, fault: str) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/order", regular=typed)

    assert answer.status_code == 400
    assert fault in answer.text.split('id="regular-fault">')[1].split("</p>")[0]
    assert fields(answer.text, "/admin/order")["regular"] == typed


def test_the_texts_are_kept_in_two_languages_and_an_empty_one_is_none(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/texts", notice_id="Halo\r\nwarga", notice_en="Hello")

    assert plan_of(site).texts == (TextPlan("notice", "Halo\nwarga", "Hello"),)
    assert logged(site) == [("text", "notice", "key text_id text_en")]


def test_a_group_is_added_moved_and_deleted_again(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/groups/add", code="baru", name_id="Baru", name_en="New")
    press(tini, "/admin/groups/move/baru", way="up")
    moved = [each.code for each in plan_of(site).groups]
    press(tini, "/admin/groups/remove/baru")

    assert moved == ["baru", "umum"]
    assert plan_of(site).groups == (GroupPlan("umum", "Umum", "General"),)


def test_a_row_that_was_dragged_moves_over_several_places_at_once(site: Site) -> None:
    tini = administrator(site)
    for code in ("satu", "dua"):
        send(tini, "/admin/groups/add", code=code, name_id=code, name_en=code)

    press(tini, "/admin/groups/move/umum", way="down", places="2")
    down = [each.code for each in plan_of(site).groups]
    press(tini, "/admin/groups/move/umum", way="up", places="99")

    assert (down, [each.code for each in plan_of(site).groups]) == (["satu", "dua", "umum"], ["umum", "satu", "dua"])
    assert press(tini, "/admin/groups/move/umum", way="down", places="-1").status_code == 400


def test_a_group_with_services_cannot_be_deleted(site: Site) -> None:
    tini = administrator(site)

    assert press(tini, "/admin/groups/remove/umum").status_code == 404


def test_a_service_is_added_with_the_counters_that_offer_it(site: Site) -> None:
    tini = administrator(site)

    answer = send(
        tini, "/admin/services/add", code="KK", name_id="Kartu Keluarga", name_en="Family card", series="K",
        standard_minutes="12", short_cut_s="20", per_slot="0", slot_minutes="30",
        days_ahead="14", requirements_id="Buku nikah\r\n\r\nKTP-el", requirements_en="",
        counters=["2"],
    )  # fmt: skip

    service = plan_of(site).services[-1]
    assert answer.status_code == 302
    assert (service.code, service.requirements_id, service.daily_quota) == ("KK", ("Buku nikah", "KTP-el"), None)
    assert plan_of(site).counters[1].services == ("AKTA", "KK")
    assert [what for what, _key, _names in logged(site)] == ["service", "counter"]


def test_a_service_that_no_counter_offers_is_refused_where_counters_are_chosen(site: Site) -> None:
    tini = administrator(site)

    answer = send(
        tini,
        "/admin/services/add",
        code="KK",
        name_id="Kartu",
        name_en="Card",
        series="kk",
        standard_minutes="12",
        short_cut_s="20",
        per_slot="0",
        slot_minutes="30",
        days_ahead="14",
    )

    assert answer.status_code == 400
    assert 'href="#series">Series: At most 1 characters' in answer.text
    assert "No active counter has the service KK as its own work." in answer.text.split('id="counters-fault">')[1]
    assert logged(site) == []


def test_a_service_goes_out_of_use_and_comes_back(site: Site) -> None:
    tini = administrator(site)

    press(tini, "/admin/services/use/AKTA")
    was_active = plan_of(site).services[1].is_active
    press(tini, "/admin/services/use/AKTA")

    assert (was_active, plan_of(site).services[1].is_active) == (False, True)
    assert logged(site) == [("service", "AKTA", "is_active")] * 2


def test_a_service_with_people_waiting_stays_and_its_form_tells_why(site: Site) -> None:
    site.office.issue("KTP")
    tini = administrator(site)

    answer = press(tini, "/admin/services/use/KTP")

    assert answer.status_code == 400
    assert "Tickets are still open at the service KTP." in answer.text.split('id="is_active-fault">')[1]


def test_the_table_of_counters_sets_the_ranks(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/counters", **{"c1-AKTA": "3", "c2-KTP": "2"})

    assert plan_of(site).counters == (
        CounterPlan(1, ["KTP"], further=[["AKTA"]]), CounterPlan(2, ["AKTA"], helps=["KTP"])
    )  # fmt: skip
    assert logged(site) == [("counter", "1", "ranks"), ("counter", "2", "ranks")]


def test_the_table_of_counters_refuses_to_leave_a_service_to_nobody(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/counters", **{"c1-KTP": "2"})

    assert answer.status_code == 400
    assert "No active counter has the service KTP as its own work." in answer.text
    assert fields(answer.text, "/admin/counters")["c1-KTP"] == "2"
    assert logged(site) == []


def test_a_counter_is_added_and_one_that_is_open_cannot_be_taken_away(site: Site) -> None:
    tini = administrator(site)
    site.at_counter("wati", 1)

    added = send(tini, "/admin/counters/add", number="7", services=["KTP"], helps=["AKTA"])
    refused = press(tini, "/admin/counters/use/1")

    assert added.status_code == 302
    assert plan_of(site).counters[-1] == CounterPlan(7, ["KTP"], ["AKTA"])
    assert "Counter 1 is open: it must be closed first." in refused.text.split('id="is_active-fault">')[1]


def test_an_officer_is_added_and_signs_in(site: Site) -> None:
    tini = administrator(site)

    answer = send(
        tini, "/admin/officers/add", username="sari", name="Sari", password="kata-sandi-awal", employment="PNS", nip=NIP
    )

    assert answer.status_code == 302
    assert site.visitor().sign_in("sari", "kata-sandi-awal").status_code == 302
    told = [each for each in site.office.events() if isinstance(each, SetupChanged)]
    assert '"role"' in told[-1].after
    assert NIP[:8] not in told[-1].after


def test_an_officer_without_a_chosen_status_stays_in_the_form(site: Site) -> None:
    tini = administrator(site)

    refused = send(tini, "/admin/officers/add", username="sari", name="Sari Dewi", employment=None)

    assert (refused.status_code, "Sari Dewi" in refused.text) == (400, True)


def test_a_wrong_nip_is_told_and_no_list_shows_a_whole_one(site: Site) -> None:
    tini = administrator(site)

    refused = send(tini, "/admin/officers/edit/wati", employment="PNS", nip="19900101 201503 2 00")
    send(tini, "/admin/officers/edit/wati", employment="PNS", nip=NIP)

    assert "The number must have 18 digits." in refused.text.split('id="nip-fault">')[1]
    assert fields(refused.text, "/admin/officers/edit/wati")["nip"] == "19900101 201503 2 00"
    assert "··· 2001" in tini.get("/admin/officers").text
    assert NIP[:8] not in tini.get("/admin/officers").text
    assert NIP in tini.get("/admin/officers/edit/wati").text


def test_a_new_password_is_set_and_a_short_one_is_refused(site: Site) -> None:
    tini = administrator(site)
    wati = site.signed_in("wati")

    refused = press(tini, "/admin/officers/password/wati", password="pendek")
    done = press(tini, "/admin/officers/password/wati", password="sandi-yang-baru")

    assert (refused.status_code, done.status_code) == (400, 302)
    assert last(site) == PasswordSet(officer_id=site.office.officers["wati"], by_id=site.office.officers["tini"])
    assert wati.get("/counter").status_code == 302


def test_the_last_administrator_cannot_close_the_own_account(site: Site) -> None:
    tini = administrator(site)

    answer = press(tini, "/admin/officers/use/tini")

    assert answer.status_code == 400
    assert "At least one active administrator must stay." in answer.text


def test_the_week_is_written_as_text_and_read_back(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/hours", **{"normal-mon": "8:00-12:00 13:00-15:30", "ramadan-mon": "08.00-14.00"})

    assert plan_of(site).hours == (
        HoursPlan(mon="08.00-12.00 13.00-15.30"), HoursPlan("ramadan", mon="08.00-14.00")
    )  # fmt: skip
    assert "08.00–12.00, 13.00–15.30" in tini.get("/admin/hours").text


def test_hours_that_overlap_stay_as_they_were_typed(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/hours", **{"normal-fri": "08.00-12.00 11.00-15.00", "normal-sat": "08.00-12.00"})

    found = fields(answer.text, "/admin/hours")
    assert answer.status_code == 400
    assert (found["normal-fri"], found["normal-sat"]) == ("08.00-12.00 11.00-15.00", "08.00-12.00")
    assert logged(site) == []


def test_hours_are_taken_as_people_type_them_and_shown_as_they_are_kept(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/hours", **{"normal-fri": "08.00 s/d 11.30, 13.00—16.00 WIB", "normal-sat": "tutup"})

    found = fields(tini.get("/admin/hours").text, "/admin/hours")
    assert answer.status_code == 302
    assert (found["normal-fri"], found["normal-sat"]) == ("08.00-11.30 13.00-16.00", "")


def test_a_date_is_taken_as_people_type_it_where_a_browser_has_no_calendar(site: Site) -> None:
    tini = administrator(site)

    send(tini, "/admin/special-days/add", day="24 Desember 2026", name="Rapat", hours="8-12")

    assert plan_of(site).special_days == (SpecialDayPlan(date(2026, 12, 24), "Rapat", "08.00-12.00"),)


def test_seasons_and_special_days_are_added_and_deleted(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/hours", **{"normal-mon": "08.00-12.00", "ramadan-mon": "08.00-11.00"})

    send(tini, "/admin/seasons/add", template="ramadan", first="2027-02-08", last="2027-03-09")
    send(tini, "/admin/special-days/add", day="2026-12-01", name="Hari jadi", hours="")
    plan = plan_of(site)
    press(tini, "/admin/special-days/remove/2026-12-01")

    assert plan.seasons == (SeasonPlan("ramadan", date(2027, 2, 8), date(2027, 3, 9)),)
    assert plan.special_days == (SpecialDayPlan(date(2026, 12, 1), "Hari jadi"),)
    assert plan_of(site).special_days == ()


def test_a_season_that_ends_before_it_begins_keeps_its_dates(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/hours", **{"normal-mon": "08.00-12.00", "ramadan-mon": "08.00-11.00"})

    answer = send(tini, "/admin/seasons/add", template="ramadan", first="2027-03-09", last="2027-02-08")

    assert "The last day lies before the first." in answer.text.split('id="last-fault">')[1]
    assert fields(answer.text, "/admin/seasons/add")["first"] == "2027-03-09"


def test_a_season_needs_a_week_beside_the_usual_one(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/hours", **{"normal-mon": "08.00-12.00"})
    advice = "Fill in the Ramadan column of the opening hours first."

    pages = [tini.get("/admin/seasons/add").text, tini.get("/admin/hours").text]
    answer = press(tini, "/admin/seasons/add", template="normal", first="2027-02-08", last="2027-03-09")

    assert [advice in page for page in pages] == [True, True]
    assert ('name="template"' in pages[0], "/admin/seasons/add" in pages[1]) == (False, False)
    assert (answer.status_code, plan_of(site).seasons) == (400, ())


def test_a_season_is_of_any_week_but_the_usual_one(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/hours", **{"normal-mon": "08.00-12.00", "ramadan-mon": "08.00-11.00"})

    page = tini.get("/admin/seasons/add").text

    assert ('value="ramadan"' in page, 'value="normal"' in page) == (True, False)


def test_a_day_that_only_the_usual_week_is_open_on_is_told(site: Site) -> None:
    tini = administrator(site)

    send(
        tini, "/admin/hours", **{"normal-mon": "08.00-12.00", "normal-fri": "08.00-11.00", "normal-sat": "08.00-10.00"}
    )
    before = tini.get("/admin/hours").text
    send(tini, "/admin/hours", **{"ramadan-mon": "08.00-11.00"})

    assert 'data-testid="gaps"' not in before
    assert "Ramadan: closed on Friday, Saturday, although the usual week is open." in tini.get("/admin/hours").text


def test_the_holidays_of_a_year_are_taken_over_once_and_can_be_switched_off(site: Site) -> None:
    tini = administrator(site)

    press(tini, "/admin/holidays/2027")
    first = len(plan_of(site).holidays)
    press(tini, "/admin/holidays/2027")
    press(tini, "/admin/holidays/use/2027-01-01 Tahun Baru Masehi")

    found = plan_of(site).holidays
    assert (len(found), first > 15) == (first, True)
    assert [each.name for each in found if not each.is_active] == ["Tahun Baru Masehi"]
    assert "estimates (perkiraan)" in tini.get("/admin/holidays/2027").text


def test_only_a_holiday_of_ones_own_can_be_deleted(site: Site) -> None:
    tini = administrator(site)
    press(tini, "/admin/holidays/2027")
    send(tini, "/admin/holidays/add", day="2027-07-01", name="Hari jadi kota")
    before = len(plan_of(site).holidays)

    own = press(tini, "/admin/holidays/remove/2027-07-01 Hari jadi kota")
    national = press(tini, "/admin/holidays/remove/2027-01-01 Tahun Baru Masehi")

    assert (own.status_code, own.location, national.status_code) == (302, "/admin/holidays/2027", 404)
    assert len(plan_of(site).holidays) == before - 1


def test_the_overview_tells_what_is_missing(site: Site) -> None:
    tini = administrator(site)

    page = tini.get("/admin").text

    assert "No opening hours are set: numbers are given day and night." in page
    assert "The holidays of 2026 have not been taken over." in page
    assert "Services without a standard in force (2): KTP, AKTA" in page


def doubts_of(visitor: Visitor) -> list[tuple[str, str]]:
    """Address and words of each, in the order of the page: first what stands in the office's way."""
    page = visitor.get("/admin").text.split('<ul class="counts">')[1]
    first = re.findall(r'<li><span>([^<]+)</span> <a class="button small" href="([^"]+)">', page)
    return [*((href, text) for text, href in first), *re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', page)]


def test_what_stands_in_the_offices_way_comes_first_and_the_rest_is_folded(site: Site) -> None:
    tini = administrator(site)
    put_first_steps_away(tini)
    site.pairs_devices()
    press(tini, "/admin/officers/use/wati")
    press(tini, "/admin/officers/use/joko")

    page = tini.get("/admin").text

    assert [text for _href, text in doubts_of(tini)[:3]] == [
        "No officer can serve at a counter yet.",
        "No opening hours are set: numbers are given day and night.",
        "No kiosk and no display is paired yet.",
    ]
    assert "The holidays of 2026 have not been taken over." in page.split("<details")[-1].split("</details>")[0]


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Holidays of 2027 not yet certain: 2"), ("id", "2 hari libur 2027 belum dipastikan")]
)
def test_holidays_that_are_not_certain_are_one_line_a_year(site: Site, lang: str, told: str) -> None:
    days = [
        HolidayPlan(date(2027, 1, month), f"Hari {month}", "national", is_estimate=True, is_active=month != 9)
        for month in (7, 8, 9)
    ]
    setup.change(site.office.desk, 1, by=None, edit=lambda plan: replace(plan, holidays=days))

    found = doubts_of(administrator(site, lang=lang))

    assert [text for href, text in found if href == "/admin/holidays/2027"] == [told]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ([DeviceKind.KIOSK], ["No display is paired yet."]),
        ([DeviceKind.DISPLAY], ["No kiosk is paired yet."]),
        ([DeviceKind.KIOSK, DeviceKind.DISPLAY], []),
    ],
)
def test_the_overview_tells_which_screen_is_not_paired(site: Site, kinds: list[DeviceKind], told: list[str]) -> None:
    tini = administrator(site)
    put_first_steps_away(tini)
    site.pairs_devices()
    for kind in kinds:
        site.device(kind)

    assert [text for href, text in doubts_of(tini) if href == "/admin/devices"] == told
