"""Text of twice its size, as a browser's own setting makes it: a page grows longer, never wider than its window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queue_app.store.queue.tables import Ticket
from tests.browser.conftest import Hall
from tests.browser.test_desk_day import numbers_taken, press
from tests.browser.test_ticket_layout import administrator
from tests.served import rows

WIDTHS = (1366, 1024, 683, 390)
TWICE = "document.documentElement.style.fontSize = '200%'"
CUT = """() => {
    const seen = [...document.querySelectorAll("button, .button, kbd, dd, h1, h1 *, p")].filter((each) =>
        each.offsetParent && each.clientWidth > 0
        && !each.closest(".visually-hidden") && getComputedStyle(each).display !== "inline");
    const over = document.documentElement.scrollWidth - innerWidth;
    return [...(over > 0 ? [`the page: ${over} px`] : []),
        ...seen.filter((each) => each.scrollWidth > each.clientWidth + 2).map((each) => each.textContent.trim())];
}"""


def cut(page: Page) -> dict[int, list[str]]:
    """What does not fit at each width, where something does not."""
    found = {}
    page.wait_for_load_state()
    page.evaluate(TWICE)
    page.evaluate("document.fonts.ready.then(() => true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        found[width] = page.evaluate(CUT)
    return {width: faults for width, faults in found.items() if faults}


@pytest.mark.parametrize("keys", ["", "P", "PM", "PMS", "?"])
@pytest.mark.slow("four widths of a screen of its own")
def test_the_counter_holds_text_of_twice_its_size(hall: Hall, keys: str) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter()
    for key in keys:
        press(counter, key)

    assert cut(counter) == {}


@pytest.mark.parametrize("path", ["/supervisor", "/admin", "/admin/hours", "/admin/room", "/stations", "/paper"])
@pytest.mark.slow("four widths of each page")
def test_a_page_of_staff_holds_text_of_twice_its_size(hall: Hall, path: str) -> None:
    page = administrator(hall, path)
    expect(page.locator("main")).to_be_visible()

    assert cut(page) == {}


@pytest.mark.slow("a kiosk's number, and two pages")
def test_text_is_as_large_as_the_browser_s_own_setting_asks(hall: Hall) -> None:
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    numbers_taken(hall, 1)
    [(_id, token)] = rows(hall.database_url, Ticket.id, Ticket.token)
    pages = [hall.screen("phone", path) for path in ("/sign-in", f"/t/{token}")]
    before = [page.evaluate(size) for page in pages]

    for page in pages:
        page.evaluate(TWICE)

    assert [page.evaluate(size) for page in pages] == [2 * each for each in before]
