"""Time at the kiosk: nobody is hurried, and when nobody is there notices take turns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from queue_app.actions.office import setup
from queue_app.domain.office.plan import HoursPlan, TextPlan
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall
from tests.servers.chromium import stop_clock

REST_MS, TURN_MS = 61_000, 12_500
WARNED_S = 20  # WCAG 2.2.1
LIFTED = """([x, y]) => document.elementFromPoint(x, y).dispatchEvent(
    new TouchEvent("touchend", {bubbles: true, cancelable: true}))"""


@pytest.fixture
def kiosk(lasting_hall: Hall) -> Page:
    """A kiosk whose clock the test moves on."""
    return with_clock(lasting_hall)


def with_clock(hall: Hall) -> Page:
    page = hall.screen("kiosk")
    stop_clock(page)
    page.goto(f"{hall.server.url}/kiosk/uji")
    expect(page.get_by_test_id("service-KTP")).to_be_visible()
    return page


def take_ticket(kiosk: Page) -> str:
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()
    return kiosk.get_by_test_id("ticket-number").inner_text()


def test_the_question_leaves_twenty_seconds_and_can_be_answered_as_often_as_wanted(kiosk: Page) -> None:
    kiosk.get_by_test_id("service-KTP").click()

    for _ in range(12):
        kiosk.clock.fast_forward(46_000)
        expect(kiosk.get_by_test_id("still")).to_be_visible()
        kiosk.clock.run_for(WARNED_S * 1000)
        kiosk.get_by_test_id("still").press("Enter")
        expect(kiosk.get_by_test_id("still")).to_have_count(0)

    expect(kiosk.get_by_test_id("take")).to_be_visible()


def test_a_ticket_warns_before_it_goes_and_stays_as_often_as_wanted(kiosk: Page) -> None:
    number = take_ticket(kiosk)
    expect(kiosk.get_by_test_id("ending")).to_have_count(0)

    for _ in range(12):
        kiosk.clock.fast_forward(61_000)
        expect(kiosk.get_by_test_id("ending")).to_be_visible()
        kiosk.clock.run_for(WARNED_S * 1000)
        expect(kiosk.get_by_test_id("ending")).to_be_visible()
        kiosk.get_by_test_id("longer").press("Enter")
        expect(kiosk.get_by_test_id("ending")).to_have_count(0)

    expect(kiosk.get_by_test_id("ticket-number")).to_have_text(number)


def test_a_ticket_that_nobody_wants_to_see_any_longer_goes(kiosk: Page) -> None:
    take_ticket(kiosk)

    kiosk.clock.run_for(100_000)

    expect(kiosk.get_by_test_id("service-KTP")).to_be_visible()


def test_a_refusal_asks_before_it_goes(kiosk: Page) -> None:
    kiosk.route("**/tickets", lambda route: route.fulfill(status=409, json={"error": "x", "message": "Sudah tutup."}))
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("refused")).to_have_text("Sudah tutup.")

    kiosk.clock.fast_forward(46_000)
    kiosk.get_by_test_id("still").press("Enter")

    expect(kiosk.get_by_test_id("refused")).to_be_visible()


def furnish(hall: Hall) -> None:
    texts = (
        TextPlan("notice", "Antre dengan tertib.", "Please queue."),
        TextPlan("maklumat", "Kami sanggup.", "We promise."),
    )
    database = Database(hall.database_url)
    day = "00.00-24.00"
    hours = (HoursPlan(mon=day, tue=day, wed=day, thu=day, fri=day, sat=day, sun=day),)
    setup.change(Desk(database), 1, by=None, edit=lambda plan: replace(plan, texts=texts, hours=hours))
    database.close()


def test_at_rest_the_notices_take_turns_in_both_languages(hall: Hall) -> None:
    furnish(hall)
    kiosk = with_clock(hall)
    kiosk.clock.fast_forward(REST_MS)
    slide = kiosk.get_by_test_id("slide")
    expect(slide).to_be_visible()

    shown = []
    for _ in range(9):
        shown.append(slide.locator("h2").inner_text())
        kiosk.clock.fast_forward(TURN_MS)

    assert shown == [
        "Ambil nomor antrean di sini", "Mohon perhatian", "Jam pelayanan", "Janji layanan kami",
        "Take your queue number here", "Please note", "Opening hours", "Our promise", "Ambil nomor antrean di sini",
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["click", "double click", "finger"])
def test_the_first_touch_only_wakes_the_screen(kiosk: Page, way: str) -> None:
    beneath = kiosk.get_by_test_id("service-KTP").bounding_box()
    assert beneath
    x, y = beneath["x"] + 60, beneath["y"] + 40
    kiosk.clock.fast_forward(REST_MS)
    expect(kiosk.get_by_test_id("rest")).to_be_visible()

    if way == "finger":
        kiosk.evaluate(LIFTED, [x, y])
    elif way == "click":
        kiosk.mouse.click(x, y)
    else:
        kiosk.mouse.dblclick(x, y)

    expect(kiosk.get_by_test_id("rest")).to_have_count(0)
    expect(kiosk.locator("h1")).to_have_text("Silakan pilih layanan")
    kiosk.clock.run_for(1000)
    kiosk.mouse.click(x, y)
    expect(kiosk.locator("h1")).to_have_text("Layanan KTP")


def test_the_second_half_of_a_double_tap_presses_nothing_on_the_screen_that_the_first_half_brought(kiosk: Page) -> None:
    kiosk.get_by_test_id("service-KTP").click()
    beneath = kiosk.get_by_test_id("take").bounding_box()
    assert beneath
    middle = beneath["x"] + beneath["width"] / 2
    kiosk.mouse.click(middle, beneath["y"] + 30)
    number = kiosk.get_by_test_id("ticket-number").inner_text()

    kiosk.mouse.down(click_count=2)
    kiosk.mouse.up(click_count=2)
    expect(kiosk.get_by_test_id("ticket-number")).to_have_text(number)
    kiosk.clock.run_for(500)
    kiosk.mouse.click(middle, beneath["y"] + 30)

    expect(kiosk.locator("h1")).to_have_text("Silakan pilih layanan")


def test_a_key_wakes_and_presses_nothing(kiosk: Page) -> None:
    kiosk.get_by_test_id("service-KTP").focus()
    kiosk.clock.fast_forward(REST_MS)
    expect(kiosk.get_by_test_id("wake")).to_be_focused()

    kiosk.keyboard.press("Enter")

    expect(kiosk.get_by_test_id("rest")).to_have_count(0)
    expect(kiosk.locator("h1")).to_have_text("Silakan pilih layanan")


def test_the_turns_stop_while_they_are_paused(kiosk: Page) -> None:
    kiosk.clock.fast_forward(REST_MS)
    slide = kiosk.get_by_test_id("slide").locator("h2")

    kiosk.get_by_test_id("pause").click()
    before = slide.inner_text()
    kiosk.clock.fast_forward(5 * TURN_MS)
    still = slide.inner_text()
    kiosk.get_by_test_id("pause").click()
    kiosk.clock.fast_forward(TURN_MS)

    assert still == before
    expect(slide).not_to_have_text(before)
    expect(kiosk.get_by_test_id("rest")).to_be_visible()


def test_who_asked_for_less_motion_sees_the_slides_without_a_fade(kiosk: Page) -> None:
    kiosk.emulate_media(reduced_motion="no-preference")
    kiosk.clock.fast_forward(REST_MS)
    moving = "getComputedStyle(document.querySelector('.slide')).animationName"
    usual = kiosk.evaluate(moving)

    kiosk.emulate_media(reduced_motion="reduce")

    assert (usual, kiosk.evaluate(moving)) == ("appear", "none")


def test_the_screen_rests_only_where_nobody_has_begun(kiosk: Page) -> None:
    kiosk.get_by_test_id("service-KTP").click()

    kiosk.clock.fast_forward(46_000)

    expect(kiosk.get_by_test_id("still")).to_be_visible()
    expect(kiosk.get_by_test_id("rest")).to_have_count(0)
