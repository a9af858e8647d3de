"""Where the kiosk's controls are, how large, and how well they are seen: measured in the browser on every screen."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Hall
from tests.served import names
from tests.servers.antrean import Antrean
from tests.servers.chromium import stop_clock

SIZES = {"upright": (1080, 1920), "lying": (1366, 768), "square": (1280, 1024)}
TARGET_PX = 72
CONTRAST = 7.0
Controls = dict[str, list[dict[str, Any]]]  # screen -> its buttons
Small = dict[str, list[tuple[str, float]]]  # screen -> texts too small to be read, and their sizes
# Every button that can be seen, where it lies inside the parts that scroll: [name, x, y, width, height].
BUTTONS = """() => Array.from(document.querySelectorAll("button[data-do]")).map(button => {
    const box = button.getBoundingClientRect();
    const name = button.getAttribute("data-testid");
    const part = button.closest(".body");
    const top = part ? Math.max(box.top, part.getBoundingClientRect().top) : box.top;
    const isCovered = !!button.closest("[aria-hidden=true]");
    return {name, top, bottom: box.bottom, width: box.width, height: box.height, isCovered};
}).filter(each => each.width && !each.isCovered)"""
LEAST_TYPE_PX = 22
# Every text that can be seen and is smaller: what it says, and its size.
SMALL = """least => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const around = node.parentElement, size = parseFloat(getComputedStyle(around).fontSize);
        const isSeen = node.data.trim() && around.getClientRects().length && !around.closest(".visually-hidden");
        if (isSeen && size < least) small.push([node.data.trim(), size]);
    }
    return small;
}"""
# Words that stick out of the button that they are on.
OUTSIDE = """() => Array.from(document.querySelectorAll("button span:not(.visually-hidden)")).filter(words => {
    const box = words.getBoundingClientRect(), button = words.closest("button").getBoundingClientRect();
    return box.width && (box.left + words.scrollWidth > button.right + 0.5 || box.bottom > button.bottom + 0.5);
}).map(words => words.textContent)"""
# Ink against ground of the main actions.
COLOURS = """() => ["primary", "tile", "toggle", "aid", "language"]
    .reduce((all, looks) => all.concat(Array.from(document.querySelectorAll("button." + looks))), [])
    .map(button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor])"""


def walk(page: Page) -> Iterator[str]:
    """Leads the page from one screen to the next, and names each."""
    yield "start"
    page.get_by_test_id("service-KTP").click()
    yield "service"
    page.get_by_test_id("take").click()
    expect(page.get_by_test_id("ticket-number")).to_be_visible()
    yield "ticket"
    page.get_by_test_id("done").press("Enter")
    page.route("**/tickets", lambda route: route.fulfill(status=409, json={"error": "x", "message": "Sudah tutup."}))
    page.get_by_test_id("service-KTP").click()
    page.get_by_test_id("take").press("Enter")
    expect(page.get_by_test_id("refused")).to_be_visible()
    yield "refused"
    page.clock.fast_forward(50_000)
    expect(page.get_by_test_id("still")).to_be_visible()
    yield "still here"
    page.get_by_test_id("start-over").press("Enter")
    page.unroute("**/tickets")
    page.route("**/tickets", lambda _route: None)
    page.get_by_test_id("service-KTP").press("Enter")
    page.get_by_test_id("take").press("Enter")
    page.clock.fast_forward(5000)
    expect(page.get_by_test_id("back")).to_be_visible()
    yield "taking"
    page.get_by_test_id("back").press("Enter")
    page.get_by_test_id("back").press("Enter")
    page.clock.fast_forward(70_000)
    expect(page.get_by_test_id("rest").or_(page.get_by_test_id("still"))).to_be_visible()
    yield "rest"


def opened(hall: Hall, size: str, query: str = "") -> Page:
    page = hall.screen("kiosk")
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]
    stop_clock(page)
    page.goto(f"{hall.server.url}/kiosk/uji{query}")
    page.evaluate("document.fonts.ready")  # then the text is laid out anew
    return page


def luminance(colour: str) -> float:
    parts = [int(each) / 255 for each in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(ink: str, ground: str) -> float:
    low, high = sorted((luminance(ink), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def walked(browser: Browser, lasting_office: tuple[Antrean, str]) -> Callable[[str, str], tuple[Controls, Small]]:
    """Every screen of the walk in this size and seat, gone through once."""
    running, url = lasting_office

    @functools.cache
    def measured(size: str, query: str) -> tuple[Controls, Small]:
        controls: Controls = {}
        small: Small = {}
        with ExitStack() as stack:
            page = opened(Hall(running, url, names(url), browser, stack), size, query)
            for screen in walk(page):
                controls[screen] = page.evaluate(BUTTONS)
                small[screen] = page.evaluate(SMALL, LEAST_TYPE_PX)
        return controls, small

    return measured


@pytest.fixture(scope="module")
def controls(walked: Callable[[str, str], tuple[Controls, Small]]) -> Callable[[str, str], Controls]:
    """The buttons of every screen."""
    return lambda size, query: walked(size, query)[0]


@pytest.mark.parametrize("query", ["", "?seat=low"], ids=["standing", "seated"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow("walks through every screen")
def test_every_text_is_large_enough_for_old_eyes(
    walked: Callable[[str, str], tuple[Controls, Small]], size: str, query: str
) -> None:
    small = {screen: found for screen, found in walked(size, query)[1].items() if found}

    assert small == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow("walks through every screen")
def test_with_low_buttons_no_control_is_in_the_upper_third_of_any_screen(
    controls: Callable[[str, str], Controls], size: str
) -> None:
    third = SIZES[size][1] / 3

    high = {
        screen: [each["name"] for each in found if each["top"] < third - 0.5]
        for screen, found in controls(size, "?seat=low").items()
    }

    assert high == {
        "start": [], "service": [], "ticket": [], "refused": [], "still here": [], "taking": [], "rest": [],
    }  # fmt: skip


@pytest.mark.parametrize("query", ["", "?seat=low"], ids=["standing", "seated"])
@pytest.mark.parametrize("size", SIZES)
def test_every_target_is_large_enough_for_a_finger(
    controls: Callable[[str, str], Controls], size: str, query: str
) -> None:
    small = [
        (screen, each["name"], each["width"], each["height"])
        for screen, found in controls(size, query).items()
        for each in found
        if min(each["width"], each["height"]) < TARGET_PX
    ]

    assert small == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow("walks through every screen")
def test_everything_to_press_on_a_screen_is_on_it(controls: Callable[[str, str], Controls], size: str) -> None:
    """Of a usual office: nothing has to be scrolled for, standing or seated."""
    below = [
        (query, screen, each["name"])
        for query in ("", "?seat=low")
        for screen, found in controls(size, query).items()
        for each in found
        if each["bottom"] > SIZES[size][1]
    ]

    assert below == []


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_with_every_aid_at_once_nothing_has_to_be_scrolled_for_and_no_word_leaves_its_button(
    lasting_hall: Hall, size: str, lang: str
) -> None:
    page = opened(lasting_hall, size)
    for name in ("larger", "contrast", "lower", f"lang-{lang}", "service-KTP"):
        page.get_by_test_id(name).click()
    expect(page.get_by_test_id("take")).to_be_visible()
    last = page.get_by_test_id("take").bounding_box()
    assert last

    below = [
        each["name"]
        for each in page.evaluate(BUTTONS)
        if each["name"].startswith("priority") and each["bottom"] > last["y"]
    ]

    assert (below, page.evaluate(OUTSIDE)) == ([], [])


def test_the_buttons_come_down_by_one_of_them_that_is_always_low(lasting_hall: Hall) -> None:
    page = opened(lasting_hall, "upright")
    lower = page.get_by_test_id("lower")
    assert (lower.bounding_box() or {"y": 0})["y"] > 1920 * 2 / 3
    before = page.get_by_test_id("lang-id").bounding_box()

    lower.click()

    after = page.get_by_test_id("lang-id").bounding_box()
    assert before
    assert after
    assert before["y"] < 1920 / 3 < after["y"]
    expect(lower).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("is_contrast", [False, True], ids=["usual colours", "high contrast"])
def test_the_main_actions_have_a_contrast_of_seven_to_one(lasting_hall: Hall, *, is_contrast: bool) -> None:
    page = opened(lasting_hall, "lying")
    if is_contrast:
        page.get_by_test_id("contrast").click()

    weak = []
    for screen in walk(page):
        if screen == "still here":
            break  # after it the page is in its usual colours again
        weak += [(screen, ink, ground) for ink, ground in page.evaluate(COLOURS) if ratio(ink, ground) < CONTRAST]

    assert weak == []


def test_who_comes_next_finds_the_screen_as_it_was(lasting_hall: Hall) -> None:
    page = opened(lasting_hall, "lying")
    page.get_by_test_id("contrast").click()
    page.get_by_test_id("lower").click()

    page.clock.fast_forward(46_000)
    page.get_by_test_id("start-over").press("Enter")

    expect(page.get_by_test_id("lower")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("html")).not_to_have_class("contrast")
