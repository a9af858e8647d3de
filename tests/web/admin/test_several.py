"""Several officers, or services, on one page."""

from __future__ import annotations

import html
import re

import pytest
from werkzeug.test import TestResponse

from queue_app.actions.office import setup
from queue_app.domain.log.rights import Role
from tests.web.visitors import Site, Visitor

People = list[tuple[str, str, str]]  # name, role, user name


@pytest.fixture
def administrator(site: Site) -> Visitor:
    site.give_role("tini", Role.ADMINISTRATOR)
    return site.signed_in("tini", lang="en")


def add(visitor: Visitor, people: People) -> TestResponse:
    names, roles, usernames = map(list, zip(*people, strict=True))
    form = {"csrf_token": visitor.csrf(), "name": names, "role": roles, "username": usernames}
    return visitor.browser.post("/admin/officers/several", data=form)


def slips(page: str) -> dict[str, str]:
    """User name -> password."""
    found = re.findall(r'data-testid="slip-([^"]+)".*?data-testid="secret">([^<]+)<', page, re.DOTALL)
    return dict(found)


def test_everyone_gets_a_user_name_and_a_password_that_opens_their_page(site: Site, administrator: Visitor) -> None:
    answer = add(administrator, [
        ("Siti Rahmawati, S.Sos", "officer", ""), ("Siti Aminah", "supervisor", ""), ("", "officer", ""),
        ("Wati Lain", "officer", ""), ("Yosef", "head", "yos"),
    ])  # fmt: skip

    found = slips(answer.text)
    assert list(found) == ["siti", "siti.aminah", "wati.lain", "yos"]
    ways = {name: site.visitor().sign_in(name, password).location for name, password in found.items()}
    assert ways == {
        "siti": "/counter",
        "siti.aminah": "/supervisor",
        "wati.lain": "/counter",
        "yos": "/supervisor",
    }


def test_the_slips_are_kept_by_nobody(administrator: Visitor) -> None:
    answer = add(administrator, [("Siti", "officer", "")])
    [password] = slips(answer.text).values()

    assert answer.headers["Cache-Control"] == "no-store"
    assert password not in administrator.get("/admin/officers").text


def test_every_slip_says_the_office_the_address_and_the_way_in(administrator: Visitor) -> None:
    page = html.unescape(add(administrator, [("Siti", "officer", "")]).text)

    slip = page[page.index("slip-siti") :]
    told = ["Kantor Uji", "<h2>Siti</h2>", "http://localhost/sign-in", ">siti<"]
    assert [each in slip for each in told] == [True] * 4


def test_all_that_is_wrong_is_told_in_its_row_and_nobody_is_added(site: Site, administrator: Visitor) -> None:
    before = setup.current(site.office.desk, 1)

    answer = add(administrator, [("Siti", "officer", "siti r"), ("", "officer", "tono"), ("Wati", "officer", "wati")])

    assert answer.status_code == 400
    assert re.findall(r'id="([\w-]+)-wrong"', answer.text) == ["username-1", "name-2", "username-3"]
    assert re.findall(r'name="username" value="([^"]*)"', answer.text) == ["siti r", "tono", "wati"]
    assert setup.current(site.office.desk, 1) == before


def test_a_page_with_empty_rows_alone_says_what_to_do(administrator: Visitor) -> None:
    answer = add(administrator, [("", "officer", "")] * 4)

    assert answer.status_code == 400
    assert re.findall(r'id="([\w-]+)-wrong"', answer.text) == ["name-1"]


@pytest.mark.parametrize("people", [[("Siti", "king", "")], [("Siti", "officer", "")] * 41])
def test_what_no_page_of_ours_sends_is_refused(administrator: Visitor, people: People) -> None:
    assert add(administrator, people).status_code == 400


def add_services(visitor: Visitor, names: list[str], minutes: list[str]) -> TestResponse:
    form = {"csrf_token": visitor.csrf(), "name_id": names, "name_en": [""] * len(names), "standard_minutes": minutes}
    return visitor.browser.post("/admin/services/several", data=form)


def test_services_are_added_by_name_and_every_counter_does_them(site: Site, administrator: Visitor) -> None:
    answer = add_services(administrator, ["Pengaduan", "", "Ambil berkas"], ["15", "10", "5"])

    plan = setup.current(site.office.desk, 1)
    assert answer.location == "/admin"
    assert [(each.name_id, each.standard_minutes) for each in plan.services[2:]] == [
        ("Pengaduan", 15),
        ("Ambil berkas", 5),
    ]
    assert {tuple(each.services[-2:]) for each in plan.counters} == {("PENGADU", "AB")}


def test_every_row_of_services_is_looked_at(administrator: Visitor) -> None:
    unread = add_services(administrator, ["Pengaduan", "Berkas"], ["lama", "x"])
    refused = add_services(administrator, ["Pengaduan", "Berkas"], ["0", "900"])

    wrong = [re.findall(r'id="([\w-]+)-wrong"', each.text) for each in (unread, refused)]
    assert wrong == [["standard_minutes-1", "standard_minutes-2"]] * 2
    assert [each.status_code for each in (unread, refused)] == [400, 400]
