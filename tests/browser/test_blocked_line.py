"""A network that lets pages through and no websocket: every screen asks over HTTP, and says nothing of a cut."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, spoken
from tests.people import Person
from tests.served import open_counter, take_number

SOON_MS = 8000


def blocked(hall: Hall, kind: str, path: str, name: str = "") -> Page:
    page = hall.screen(kind)
    page.route_web_socket(re.compile("."), lambda line: line.close())
    page.goto(hall.server.url + path)
    if name:
        hall.enter(page, name)
    return page


def test_a_display_shows_and_speaks_a_call(hall: Hall) -> None:
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    take_number(wati, hall.names.services["KTP"])
    display = hall.ready(blocked(hall, "display", "/display/uji"))

    wati.post("/counter/call-next")

    expect(display.locator("#hero-number")).to_have_text("A001", timeout=SOON_MS)
    display.wait_for_function("Antrean.player.log.some(call => call.ended_at !== null)")
    assert [each["number"] for each in spoken(display)] == ["A001"]
    expect(display.locator("#cut")).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "path", "name", "testid", "before", "after"),
    [
        ("kiosk", "/kiosk/uji", "", "service-KTP", "Tidak ada antrean", "1 menunggu"),
        ("counter", "/counter", "wati", "office-waiting", "0", "1"),
        ("counter", "/supervisor", "tini", "tile-waiting-value", "0", "1"),
    ],
    ids=["kiosk", "counter", "supervisor"],
)
def test_a_screen_learns_of_a_number(
    hall: Hall, kind: str, path: str, name: str, testid: str, before: str, after: str
) -> None:
    page = blocked(hall, kind, path, name)
    if name == "wati":
        page.get_by_test_id("open-1").click()
    expect(page.get_by_test_id(testid)).to_contain_text(before)

    take_number(Person(hall.server.url), hall.names.services["KTP"])

    expect(page.get_by_test_id(testid)).to_contain_text(after, timeout=SOON_MS)
    expect(page.locator(".cut")).to_have_count(0)


def test_a_screen_that_gets_no_answer_either_says_that_it_is_cut_off(hall: Hall) -> None:
    display = hall.ready(blocked(hall, "display", "/display/uji"))
    expect(display.locator("#cut")).to_be_hidden()

    display.route("**/display/uji/state*", lambda route: route.abort())

    expect(display.locator("#cut")).to_be_visible()
    display.unroute("**/display/uji/state*")
    expect(display.locator("#cut")).to_be_hidden()
