"""The supervisor's board: what it says of counters, on a narrow screen, and by keyboard."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Route, expect

from queue_app.domain.log.events import SignInRefused
from queue_app.store.desk import Desk, system_clock
from queue_app.store.engines import Database
from tests.browser.conftest import Hall
from tests.served import open_counter

TOO_NARROW = """() => Array.from(document.querySelectorAll(".tile, .tile dt, .tile dd"))
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
LONG_WAIT_S = 36_123.0  # 10:02:03, the widest that a tile ever holds


def with_a_long_wait(route: Route) -> None:
    page = route.fetch().text()
    waits = re.sub(r'"longest_wait_s": ?null', f'"longest_wait_s": {LONG_WAIT_S}', page)
    route.fulfill(body=re.sub(r'"waiting": ?0', '"waiting": 1', waits), content_type="text/html")


def test_a_counter_that_serves_nobody_is_not_said_to_serve(hall: Hall) -> None:
    open_counter(hall.server.url, "wati", hall.names.counters[1])
    board = hall.signed_in("tini", "/supervisor")

    states = board.get_by_test_id("counters").locator("tbody tr td:nth-child(4)")

    expect(states.nth(0)).to_have_text("Siap")


def test_no_tile_is_too_narrow_for_what_it_says(hall: Hall) -> None:
    board = hall.signed_in("tini", "/supervisor")
    expect(board.get_by_test_id("tile-longest")).to_contain_text("–")
    board.route_web_socket(re.compile("."), lambda line: line.close())
    board.route("**/supervisor/state", lambda route: route.abort())
    board.route("**/supervisor", with_a_long_wait)
    board.reload()
    expect(board.get_by_test_id("tile-longest")).to_contain_text("10:0")

    found = {}
    for width in (320, 390, 800, 1280):
        board.set_viewport_size({"width": width, "height": 844})
        found[width] = board.evaluate(TOO_NARROW)

    assert found == {320: [], 390: [], 800: [], 1280: []}


def test_enter_closes_a_service_once_and_neither_folds_the_form_nor_opens_it_again(hall: Hall) -> None:
    service = hall.names.services["KTP"]
    board = hall.signed_in("tini", "/supervisor")

    board.get_by_test_id(f"close-{service}").press("Enter")
    expect(board.get_by_test_id("close-reason")).to_be_focused()
    board.keyboard.press("Enter")
    board.get_by_test_id("close-go").press("Enter")
    expect(board.get_by_test_id(f"why-{service}")).to_be_focused()
    board.keyboard.press("Enter")

    expect(board.get_by_test_id(f"reopen-{service}")).to_be_visible()
    expect(board.get_by_test_id("close-go")).to_have_count(0)


def test_a_clock_that_stands_behind_the_log_is_told(hall: Hall) -> None:
    """Of a small computer without a battery for its clock: guysoft/OctoPi #606."""
    desk = Desk(Database(hall.database_url), clock=lambda: system_clock() + timedelta(hours=1))
    with desk.transaction(1) as work:
        work.record(SignInRefused(officer_id=None))
    desk.database.close()

    board = hall.signed_in("tini", "/supervisor")

    expect(board.get_by_test_id("clock-behind")).to_contain_text("Setel jamnya")
