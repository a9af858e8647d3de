"""The head of every page leads where the person may go, and nowhere else."""

from __future__ import annotations

import re

import pytest

from queue_app.domain.log.rights import Role
from tests.web.visitors import Site

WAYS = {
    Role.OFFICER: ["/counter", "/numbers", "/evidence/own", "/calendar", "/paper", "/training"],
    Role.SUPERVISOR: [
        "/counter", "/numbers", "/supervisor", "/recap", "/history", "/evidence/team", "/calendar", "/preview",
        "/staffing", "/stations", "/paper", "/training",
    ],
    Role.HEAD: [
        "/supervisor", "/recap", "/history", "/evidence/unit", "/calendar/unit", "/preview", "/staffing", "/stations",
        "/paper",
    ],
    Role.ADMINISTRATOR: [
        "/supervisor", "/recap", "/history", "/preview", "/staffing", "/stations", "/paper", "/training", "/admin",
        "/journal",
    ],
    Role.AUDITOR: ["/journal"],
}  # fmt: skip


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


def test_pairing_is_a_page_of_the_set_up(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    page = site.signed_in("joko").get("/admin/devices").text

    assert re.findall(r'href="([^"]+)"[^>]* aria-current="page"', page) == ["/admin", "/admin/devices"]


def test_nobody_sees_no_page_of_the_staff(site: Site) -> None:
    assert "frame-pages" not in site.visitor().get("/sign-in").text
