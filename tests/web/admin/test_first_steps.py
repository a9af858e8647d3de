"""The first steps of an office in the administrator's pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from queue_app.actions.hall import devices
from queue_app.actions.office import setup, wizard
from queue_app.domain.log.events import TrainingHeld
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.plan import HoursPlan, OfficePlan
from tests.web.admin.forms import press
from tests.web.visitors import Site, Visitor

SUNDAY = "2026-11-29 10:00:00"
WEEK = HoursPlan(mon="08.00-12.00", tue="08.00-12.00")


@pytest.fixture
def administrator(site: Site) -> Visitor:
    return enter(site)


def enter(site: Site) -> Visitor:
    site.give_role("tini", Role.ADMINISTRATOR)
    return site.signed_in("tini", lang="en")


def with_plan(site: Site, **changes: Any) -> OfficePlan:
    by = site.office.officers["tini"]
    return setup.change(
        site.office.desk, site.office.office_id, by=by, edit=lambda plan: replace(plan, **changes)
    )  # fmt: skip


def done(page: str) -> list[str]:
    return re.findall(r'<li class="is-done" data-testid="step-(\w+)"', page)


def count(page: str) -> list[str]:
    return re.findall(r'data-testid="first-count">([^<]+)<', page)


def test_the_overview_shows_how_far_the_office_has_come(site: Site, administrator: Visitor) -> None:
    with_plan(site, hours=[wizard.HOURS])

    page = administrator.get("/admin").text

    assert (count(page), done(page)) == (["2 of 7 done"], ["services", "officers"])
    assert re.findall(r'<li class="is-next" data-testid="step-(\w+)"', page) == ["kiosk"]


def test_the_list_is_put_away_and_found_again(administrator: Visitor) -> None:
    press(administrator, "/admin/first-steps/say", way="away")
    away = [count(administrator.get(path).text) for path in ("/admin", "/admin/first-steps")]
    press(administrator, "/admin/first-steps/unsay", way="away")

    assert away == [[], ["2 of 7 done"]]
    assert count(administrator.get("/admin").text) == ["2 of 7 done"]


def test_once_all_is_done_the_overview_has_no_list_any_more(site: Site, administrator: Visitor) -> None:
    site.pairs_devices()
    for kind in (DeviceKind.KIOSK, DeviceKind.DISPLAY):
        site.device(kind)
    for way in ("no_logo", "hours"):
        press(administrator, "/admin/first-steps/say", way=way)
    before = administrator.get("/admin").text
    with site.office.desk.transaction(site.office.office_id) as work:
        work.record(TrainingHeld(officer_id=site.office.officers["tini"]))

    assert (count(before), 'action="/training"' in before) == (["6 of 7 done"], True)
    assert count(administrator.get("/admin").text) == []
    assert 'data-testid="first-done"' in administrator.get("/admin/first-steps").text


def test_on_a_closed_day_the_list_says_so_and_one_press_opens_it(site: Site) -> None:
    with_plan(site, hours=[WEEK])
    site.office.clock.set_local(SUNDAY)
    administrator = enter(site)
    closed = administrator.get("/admin").text

    press(administrator, "/admin/first-steps/open-today")
    opened = administrator.get("/admin").text

    assert ["Closed on this day of the week. Opens tomorrow at 08.00 WIB." in each for each in (closed, opened)] == [
        True,
        False,
    ]
    assert site.visitor().post("/kiosk/uji/tickets", site.press()).status_code == 201


@pytest.mark.parametrize(("hour", "is_offered"), [("23:20:00", True), ("23:40:00", False)])
def test_just_before_midnight_no_day_is_offered_that_would_give_no_numbers(
    site: Site, hour: str, is_offered: bool
) -> None:
    plan = with_plan(site, hours=[WEEK])
    with_plan(site, rules=replace(plan.rules, last_ticket_min=30))
    site.office.clock.set_local(f"2026-11-29 {hour}")

    page = enter(site).get("/admin").text

    assert ("first-closed" in page, "admin-open_today" in page) == (True, is_offered)


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_the_page_of_a_screen_says_where_it_finds_the_office_and_pairs_it(
    site: Site, administrator: Visitor, kind: str
) -> None:
    site.pairs_devices()
    desk, office = site.office.desk, site.office.desk.office(site.office.office_id)
    asked = devices.begin(desk, office, DeviceKind(kind))
    page = administrator.get(f"/admin/first-steps/{kind}").text

    press(administrator, f"/admin/first-steps/{kind}", code=f"{asked.code[:3]} {asked.code[3:]}", name="Satu")

    assert re.findall(r'data-testid="address">([^<]+)<', page) == [f"http://localhost/{kind}"]
    assert [(each.kind, each.name) for each in devices.screens(desk, office.id).paired] == [(kind, "Satu")]
    assert kind in done(administrator.get("/admin").text)


def test_a_wrong_code_is_told_and_what_was_typed_stays(site: Site, administrator: Visitor) -> None:
    site.pairs_devices()

    form = {"csrf_token": administrator.csrf(), "code": "000000", "name": "Pintu"}
    answer = administrator.browser.post("/admin/first-steps/kiosk", data=form)

    assert (answer.status_code, 'value="Pintu"' in answer.text) == (404, True)


@pytest.mark.parametrize("kind", ["kiosk", "display"])
def test_the_screens_of_the_only_office_have_an_address_that_can_be_typed(site: Site, kind: str) -> None:
    assert site.visitor().get(f"/{kind}").location == f"/{kind}/uji"


def test_what_the_steps_say_the_overview_does_not_say_again(site: Site, administrator: Visitor) -> None:
    site.pairs_devices()
    shown = administrator.get("/admin").text
    press(administrator, "/admin/first-steps/say", way="away")

    told = ["No kiosk and no display is paired yet." in page for page in (shown, administrator.get("/admin").text)]
    assert told == [False, True]
