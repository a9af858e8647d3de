"""What hands do to the browser of a screen that belongs to nobody is not there for who comes next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.servers.chromium import stop_clock

FINGER_PX = 10  # of each step of a finger
# Whether the browser would have done something of its own about this event.
LISTEN = """names => { window.came = {};
    names.forEach(name => addEventListener(name, event => { window.came[name] = event.defaultPrevented; })); }"""
REST_MS = 61_000


def touched(hall: Hall, path: str, height: int = 768) -> Page:
    """The page on a screen that feels fingers, its clock moved on by the test."""
    context = hall.browser.new_context(viewport={"width": 1366, "height": height}, has_touch=True, bypass_csp=True)
    hall.stack.callback(context.close)
    page = context.new_page()
    stop_clock(page)
    page.goto(hall.server.url + path)
    return page


def spread(page: Page) -> float:
    """Two fingers go apart on the page; answers how much larger it is then."""
    wire = page.context.new_cdp_session(page)
    for step in range(12):
        fingers = [{"x": 400 - FINGER_PX * step, "y": 300, "id": 1}, {"x": 420 + FINGER_PX * step, "y": 300, "id": 2}]
        kind = "touchMove" if step else "touchStart"
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return size(page)


def size(page: Page) -> float:
    seen: float = page.evaluate("visualViewport.scale")
    return seen


@pytest.mark.parametrize("path", ["/kiosk/uji", "/display/uji"])
def test_two_fingers_do_not_make_the_screen_larger(lasting_hall: Hall, path: str) -> None:
    page = touched(lasting_hall, path)
    page.wait_for_function("Antrean.line || Antrean.display || window.kiosk")

    assert spread(page) == 1


def test_a_kiosk_that_is_larger_all_the_same_is_not_for_who_comes_next(lasting_hall: Hall) -> None:
    page = touched(lasting_hall, "/kiosk/uji")
    page.get_by_test_id("service-KTP").click()
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 4})
    assert size(page) == 4

    page.clock.fast_forward(46_000)
    expect(page.get_by_test_id("start-over")).to_be_visible()
    page.clock.run_for(40_000)
    page.clock.resume()

    page.wait_for_function("visualViewport.scale === 1")
    expect(page.get_by_test_id("service-KTP")).to_be_visible()


@pytest.mark.parametrize("path", ["/kiosk/uji", "/display/uji"])
def test_no_menu_opens_nothing_is_marked_and_nothing_is_dragged(lasting_hall: Hall, path: str) -> None:
    page = touched(lasting_hall, path)
    page.evaluate(LISTEN, ["contextmenu", "selectstart", "dragstart", "wheel"])

    page.mouse.click(60, 30, button="right")
    page.evaluate("""["selectstart", "dragstart"].forEach(name =>
        document.querySelector("strong, .office").dispatchEvent(new Event(name, {bubbles: true, cancelable: true})))""")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")

    page.wait_for_function("Object.keys(window.came).length === 4")
    assert page.evaluate("window.came") == dict.fromkeys(["contextmenu", "selectstart", "dragstart", "wheel"], True)


def test_text_that_somebody_marked_is_not_marked_for_who_comes_next(lasting_hall: Hall) -> None:
    page = touched(lasting_hall, "/kiosk/uji")
    page.get_by_test_id("service-KTP").click()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.top'))")
    assert page.evaluate("getSelection().isCollapsed") is False

    page.get_by_test_id("back").press("Enter")
    page.clock.fast_forward(REST_MS)
    expect(page.get_by_test_id("rest")).to_be_visible()

    assert page.evaluate("getSelection().isCollapsed") is True


def test_a_list_that_somebody_scrolled_begins_at_its_top_for_who_comes_next(lasting_hall: Hall) -> None:
    page = touched(lasting_hall, "/kiosk/uji", height=260)  # a list is drawn anew where this changes
    page.evaluate("document.fonts.ready.then(() => 0)")  # or its letters come
    page.evaluate("document.querySelector('.body').scrollTop = 40")
    assert page.evaluate("document.querySelector('.body').scrollTop") > 0

    page.clock.fast_forward(REST_MS)
    page.get_by_test_id("wake").press("Enter")

    expect(page.get_by_test_id("rest")).to_have_count(0)
    assert page.evaluate("document.querySelector('.body').scrollTop") == 0
