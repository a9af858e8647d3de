"""The head of every page leads where the person may go, and nowhere else."""

from __future__ import annotations

import re

import pytest

from queue_app.domain.log.rights import Role
from tests.web.visitors import Site

WAYS = {
    Role.OFFICER: ["/counter", "/numbers", "/evidence/own", "/complaints-intake", "/paper", "/training"],
    Role.SUPERVISOR: [
        "/counter",
        "/numbers",
        "/supervisor",
        "/history",
        "/evidence/team",
        "/complaints",
        "/surveys",
        "/stations",
        "/training",
    ],
    Role.HEAD: ["/supervisor", "/history", "/evidence/unit", "/complaints", "/surveys", "/stations"],
    Role.ADMINISTRATOR: ["/supervisor", "/history", "/surveys/forms", "/stations", "/training", "/admin", "/journal"],
    Role.AUDITOR: ["/journal"],
    Role.INSPECTOR: ["/complaints"],
}
WITHIN = {
    (Role.OFFICER, "/calendar"): ["/evidence/own", "/calendar", "/courses/own"],
    (Role.SUPERVISOR, "/outages"): ["/evidence/team", "/calendar", "/courses", "/pekppp"],
    (Role.HEAD, "/recap"): ["/history", "/recap", "/preview", "/staffing", "/waits", "/bookings/day"],
    (Role.ADMINISTRATOR, "/paper"): [
        "/stations",
        "/paper",
        "/doctor",
        "/admin/hooks",
        "/privacy",
        "/privacy/requests",
        "/privacy/breaches",
    ],
    (Role.OFFICER, "/numbers"): ["/numbers", "/bookings"],
    (Role.HEAD, "/bookings/day"): ["/history", "/recap", "/preview", "/staffing", "/waits", "/bookings/day"],
    (Role.SUPERVISOR, "/counter"): [],
}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_own_pages_and_can_open_each(site: Site, role: Role) -> None:
    site.give_role("joko", role)
    joko = site.signed_in("joko")

    page = joko.get("/account").text
    head = re.findall(r'<nav class="frame-pages".*?</nav>', page, re.DOTALL)[0]
    ways = re.findall(r'href="([^"]+)"', head)

    assert ways == WAYS[role]
    assert re.findall(r'href="([^"]+)"[^>]* aria-current="page"', page) == ["/account"]
    assert {joko.get(way).status_code for way in ways} == {200}


@pytest.mark.parametrize(("role", "path"), WITHIN)
def test_below_the_head_stand_the_pages_of_the_section(site: Site, role: Role, path: str) -> None:
    site.give_role("joko", role)
    joko = site.signed_in("joko")

    found = re.findall(r'<nav class="frame-within".*?</nav>', joko.get(path).text, re.DOTALL)
    ways = [way for each in found for way in re.findall(r'href="([^"]+)"', each)]

    assert ways == WITHIN[role, path]
    assert {joko.get(way).status_code for way in ways} <= {200}


def test_pairing_is_a_page_of_the_set_up(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    page = site.signed_in("joko").get("/admin/devices").text

    assert re.findall(r'href="([^"]+)"[^>]* aria-current="page"', page) == ["/admin", "/admin/devices"]


def test_nobody_sees_no_page_of_the_staff(site: Site) -> None:
    assert "frame-pages" not in site.visitor().get("/sign-in").text
