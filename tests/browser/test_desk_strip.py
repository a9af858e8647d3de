"""The counter as a strip, for officers who work in another program beside it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queue_app.store.queue.tables import Leg
from tests.browser.conftest import Hall
from tests.browser.test_desk_day import answer, legs, numbers_taken, press

SIZES = ((1366, 80), (1024, 80))
NO_WINDOW_ON_TOP = "delete window.documentPictureInPicture"  # as over HTTP, and in other browsers
NO_WINDOW = "delete window.documentPictureInPicture; window.open = () => null"
OVER = "[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"


def as_strip(counter: Page) -> None:
    """Where the browser opens no window the strip takes the page's place."""
    counter.evaluate(NO_WINDOW)
    counter.get_by_test_id("strip").click()
    expect(counter.get_by_test_id("strip-bar")).to_be_visible()


def test_a_citizen_is_served_in_a_strip_of_eighty_pixels(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    as_strip(counter)

    over = []
    for key in "PMS":
        press(counter, key)
        for width, height in SIZES:
            counter.set_viewport_size({"width": width, "height": height})
            over.append(counter.evaluate(OVER))

    expect(counter.get_by_test_id("undo-bar")).to_contain_text("Selesai A001")
    assert over == [[0, 0]] * 6
    assert legs(hall, Leg.state) == [("finished",)]


def test_the_strip_is_remembered_until_the_whole_page_is_asked_for(hall: Hall) -> None:
    counter = hall.at_counter()
    as_strip(counter)

    counter.reload()
    expect(counter.get_by_test_id("strip-bar")).to_be_visible()
    counter.get_by_test_id("full-page").click()
    counter.reload()

    expect(counter.locator("#queue-title")).to_be_visible()
    expect(counter.get_by_test_id("strip-bar")).to_have_count(0)


def test_the_strip_has_a_window_of_its_own_and_the_page_stays(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    counter.evaluate(NO_WINDOW_ON_TOP)

    with counter.context.expect_page() as opened:
        counter.get_by_test_id("strip").click()
    strip = opened.value
    press(strip, "P", "M")

    expect(counter.get_by_test_id("open-state")).to_have_text("Dilayani")
    expect(counter.get_by_test_id("strip-bar")).to_have_count(0)


def test_a_dialog_of_the_strip_works_as_on_the_page(hall: Hall) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter()
    as_strip(counter)
    press(counter, "P", "M", "P")

    answer(counter, "ask", "s")

    expect(counter.get_by_test_id("open-number")).to_have_text("A002")


@pytest.mark.slow("a server that stops")
def test_the_strip_says_that_it_is_cut_off(hall: Hall) -> None:
    counter = hall.at_counter()
    as_strip(counter)

    hall.server.stop()

    expect(counter.get_by_role("alert")).to_contain_text("Tidak terhubung ke server")
