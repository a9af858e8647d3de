"""The camera: opens screens of the office in a real browser and writes what they show."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.browser.lived_in import LivedIn
from tests.servers.antrean import ROOT

FOLDER = ROOT / "screenshots"
PASSWORD = "antrean-demo"
LANGUAGES = ("id", "en")
UPRIGHT, LAPTOP, HD, SMALL_HD, PHONE = (1080, 1920), (1366, 768), (1920, 1080), (1280, 720), (360, 740)
SQUARE = (1280, 1024)
Size = tuple[int, int]
PATIENCE_MS = 10_000


@dataclass(frozen=True)
class Camera:
    office: LivedIn
    browser: Browser

    @contextmanager
    def screen(self, path: str, size: Size) -> Iterator[Page]:
        """A new browser of this size at the address."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="id-ID", timezone_id="Asia/Jakarta", bypass_csp=True
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        self.turn(page, path)
        yield page
        context.close()

    @contextmanager
    def signed_in(self, username: str, path: str, *, size: Size = LAPTOP, lang: str = "id") -> Iterator[Page]:
        """A new browser at the address, behind somebody's sign-in; it stays in the language."""
        with self.screen(f"/sign-in?lang={lang}&next={path}", size) as page:
            sign_in(page, username)
            yield page

    def turn(self, page: Page, path: str) -> None:
        """Leads the browser to another address."""
        page.goto(self.office.server.url + path)
        page.evaluate("document.fonts.ready")

    def shoot(self, page: Page, name: str, *, whole: bool = False) -> None:
        """Writes what is seen, or the whole page however long it is."""
        size = page.viewport_size
        assert size
        path = FOLDER / f"{name}-{size['width']}x{size['height']}.png"
        page.screenshot(path=path, full_page=whole)
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


@dataclass(frozen=True)
class Album:
    """Pictures of one browser in one language: in English only the main ones are kept."""

    camera: Camera
    page: Page
    lang: str
    main: Collection[str] = ()

    def keep(self, name: str, *, whole: bool = False) -> None:
        if self.lang == "id" or name in self.main:
            self.camera.shoot(self.page, f"{name}-{self.lang}", whole=whole)


def sign_in(page: Page, username: str) -> None:
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.get_by_test_id("sign-in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.evaluate("document.fonts.ready")


def set_free(page: Page) -> None:
    """Ends whatever is open at the counter."""
    expect(page.get_by_test_id("place")).to_be_visible()
    for step in ("start", "finish"):
        if page.get_by_test_id(step).is_enabled():
            page.get_by_test_id(step).click()
            expect(page.get_by_test_id(step)).to_be_disabled()
    expect(page.get_by_test_id("call-next")).to_be_enabled()
