"""An office with its screens open in a real browser, before the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.databases import Databases
from tests.people import PASSWORD
from tests.served import Names, names, server
from tests.servers.antrean import Antrean
from tests.servers.waiting import PATIENCE_S

STEPS = {
    "A": "transfer", "B": "cancel", "C": "note", "G": "pick", "H": "hold", "I": "pause", "K": "back", "L": "held",
    "M": "start", "O": "hand-over", "P": "call-next", "S": "finish", "Shift+S": "finish-details", "T": "no-show",
    "U": "recall", "W": "times", "X": "close-desk", "Z": "undo", "/": "search", "?": "keys-list",
}  # fmt: skip
PATIENCE_MS = PATIENCE_S * 1000
expect.set_options(timeout=PATIENCE_MS)  # several browsers share the machine
HAND_MS = 100  # a hand is on a key so long; keys that follow faster are a scanner's
SCREENS = {"kiosk": (1366, 768), "display": (1280, 720), "counter": (1366, 768), "phone": (360, 740)}


@dataclass
class Hall:
    """The office's rooms: each screen is a browser of its own."""

    server: Antrean
    database_url: str
    names: Names
    browser: Browser
    stack: ExitStack = field(repr=False)

    def screen(self, kind: str, path: str = "") -> Page:
        """A new browser of this kind at the address. bypass_csp: the test's own questions are scripts, too."""
        width, height = SCREENS[kind]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="id-ID", timezone_id="Asia/Jakarta", bypass_csp=True,
            reduced_motion="reduce",
        )  # fmt: skip
        self.stack.callback(context.close)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        if path:
            page.goto(self.server.url + path)
        return page

    def kiosk(self) -> Page:
        return self.screen("kiosk", "/kiosk/uji")

    def display(self) -> Page:
        """A display that has its clips and may speak."""
        return self.ready(self.screen("display", "/display/uji"))

    def ready(self, page: Page) -> Page:
        """The page of a display, once it has its clips."""
        page.wait_for_function("Antrean.display && !Antrean.clips.isLoading() && Antrean.clips.missing().length === 0")
        return page

    def signed_in(self, username: str, path: str = "/counter") -> Page:
        page = self.screen("counter", path)
        self.enter(page, username)
        return page

    def enter(self, page: Page, username: str) -> None:
        page.fill("#username", username)
        page.fill("#password", PASSWORD)
        page.get_by_test_id("sign-in").click()

    def at_counter(self, username: str = "wati", number: int = 1) -> Page:
        page = self.signed_in(username)
        page.get_by_test_id(f"open-{number}").click()
        expect(page.get_by_test_id("place")).to_have_text(f"Loket {number}")
        return page


def take(kiosk: Page, service: str = "KTP") -> str:
    """Takes a number at the kiosk; answers it, with the kiosk back at its start."""
    kiosk.get_by_test_id(f"service-{service}").click()
    kiosk.get_by_test_id("take").click()
    number = kiosk.get_by_test_id("ticket-number").inner_text()
    kiosk.get_by_test_id("done").press("Enter")  # a finger this fast is taken for the second half of a double tap
    expect(kiosk.get_by_test_id(f"service-{service}")).to_be_visible()
    return number


def press_key(counter: Page, key: str) -> None:
    """Presses a key of the counter page once its step can be taken; before, the page does not listen."""
    expect(counter.get_by_test_id(STEPS[key])).to_be_enabled()
    counter.keyboard.press(key, delay=HAND_MS)


def spoken(display: Page) -> list[dict[str, Any]]:
    """What the display has begun to say."""
    log: list[dict[str, Any]] = display.evaluate("Antrean.player.log")
    return log


OpenHall = Callable[..., Hall]


@pytest.fixture
def open_hall(browser: Browser, databases: Databases, tmp_path: Path) -> Iterator[OpenHall]:
    """Starts a server with these settings: open_hall(printing={...})."""
    with ExitStack() as stack:

        def opened(**sections: dict[str, Any]) -> Hall:
            url = databases.founded("sqlite", tmp_path)
            running = stack.enter_context(server(tmp_path, url, **sections))
            return Hall(running, url, names(url), browser, stack)

        yield opened


@pytest.fixture
def hall(open_hall: OpenHall) -> Hall:
    return open_hall()


@pytest.fixture(scope="module")
def lasting_office(
    browser: Browser, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Antrean, str]]:
    """One office for a whole file, with its database: a server takes a second to start."""
    folder = tmp_path_factory.mktemp("hall")
    url = databases.founded("sqlite", folder)
    with server(folder, url) as running:
        yield running, url


@pytest.fixture
def lasting_hall(browser: Browser, lasting_office: tuple[Antrean, str]) -> Iterator[Hall]:
    """The screens of one test, which only looks, before the office of the whole file."""
    running, url = lasting_office
    with ExitStack() as stack:
        yield Hall(running, url, names(url), browser, stack)
