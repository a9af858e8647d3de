"""A picture of every screen: `python -m tests.browser.screenshots` writes them to screenshots/."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from queue_app.domain.lifecycle import State
from tests.browser.lived_in import LivedIn, lived_in_office
from tests.servers.antrean import ROOT
from tests.servers.chromium import running_chromium

FOLDER = ROOT / "screenshots"
PASSWORD = "antrean-demo"
LANGUAGES = ("id", "en")
UPRIGHT, LAPTOP, HD, SMALL_HD, PHONE = (1080, 1920), (1366, 768), (1920, 1080), (1280, 720), (360, 740)
Size = tuple[int, int]
FADE_MS = 1000  # the colours of a call have settled


@dataclass(frozen=True)
class Camera:
    """Opens screens of the office and writes what they show."""

    office: LivedIn
    browser: Browser

    @contextmanager
    def screen(self, path: str, size: Size) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="id-ID", timezone_id="Asia/Jakarta", bypass_csp=True
        )
        page = context.new_page()
        page.goto(self.office.server.url + path)
        page.evaluate("document.fonts.ready")
        yield page
        context.close()

    def shoot(self, page: Page, name: str) -> None:
        size = page.viewport_size
        assert size
        path = FOLDER / f"{name}-{size['width']}x{size['height']}.png"
        page.screenshot(path=path)
        print(path.relative_to(ROOT))


def kiosk(camera: Camera) -> None:
    for size in (UPRIGHT, LAPTOP):
        for lang in LANGUAGES:
            with camera.screen("/kiosk/medan", size) as page:
                page.get_by_test_id(f"lang-{lang}").click()
                camera.shoot(page, f"kiosk-1-choose-{lang}")
                group = page.locator("button[data-testid=group-KTP]")
                if group.count():
                    group.click()
                    camera.shoot(page, f"kiosk-2-group-{lang}")
                page.get_by_test_id("service-KTP").click()
                camera.shoot(page, f"kiosk-3-service-{lang}")
                page.get_by_test_id("priority-lansia").click()
                page.get_by_test_id("take").click()
                expect(page.get_by_test_id("ticket-number")).to_be_visible()
                page.wait_for_function("document.querySelector('.qr').complete")
                camera.shoot(page, f"kiosk-4-ticket-{lang}")


def officer(camera: Camera, lang: str) -> None:
    with camera.screen(f"/sign-in?lang={lang}", LAPTOP) as page:
        if lang == "id":
            camera.shoot(page, "sign-in-id")
        sign_in(page, "dewi")
        expect(page.get_by_test_id("open-6")).to_be_visible()
        camera.shoot(page, f"counter-1-choose-{lang}")
    with camera.screen(f"/sign-in?lang={lang}", LAPTOP) as page:
        sign_in(page, "rina")
        set_free(page)
        camera.shoot(page, f"counter-2-idle-{lang}")
        page.get_by_test_id("call-next").click()
        expect(page.get_by_test_id("start")).to_be_enabled()
        camera.shoot(page, f"counter-3-called-{lang}")
        page.get_by_test_id("start").click()
        expect(page.get_by_test_id("finish")).to_be_enabled()
        camera.shoot(page, f"counter-4-serving-{lang}")
        page.get_by_test_id("transfer").click()
        camera.shoot(page, f"counter-5-transfer-{lang}")


def set_free(page: Page) -> None:
    """Ends whatever is open at the counter."""
    expect(page.get_by_test_id("place")).to_be_visible()
    for step in ("start", "finish"):
        if page.get_by_test_id(step).count():
            page.get_by_test_id(step).click()
            if step == "finish":
                page.get_by_test_id("finish-go").click()
            expect(page.get_by_test_id(step)).to_have_count(0)
    expect(page.get_by_test_id("call-next")).to_be_enabled()


def sign_in(page: Page, username: str) -> None:
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.get_by_test_id("sign-in").click()


def display(camera: Camera) -> None:
    for size, username in ((HD, "togar"), (SMALL_HD, "yusni"), (UPRIGHT, "martha")):
        with camera.screen("/display/medan", size) as page:
            page.wait_for_function("Antrean.player.ready().length > 20 && !Antrean.player.isBusy()", timeout=60_000)
            camera.shoot(page, "display-1-quiet")
            with camera.screen("/sign-in", LAPTOP) as desk:
                sign_in(desk, username)
                set_free(desk)
                desk.get_by_test_id("call-next").click()
                page.wait_for_selector("#hero.is-announced")
                page.wait_for_timeout(FADE_MS)
                camera.shoot(page, "display-2-calling")


def supervisor(camera: Camera) -> None:
    for size in (LAPTOP, HD):
        for lang in LANGUAGES:
            with camera.screen(f"/sign-in?next=/supervisor&lang={lang}", size) as page:
                sign_in(page, "ratna")
                expect(page.get_by_test_id("tile-waiting")).to_be_visible()
                camera.shoot(page, f"supervisor-{lang}")


def citizen(camera: Camera) -> None:
    for state in (State.WAITING, State.CALLED, State.SERVING, State.FINISHED, State.NO_SHOW):
        for lang in LANGUAGES:
            if state in camera.office.tokens:
                with camera.screen(f"/t/{camera.office.tokens[state]}?lang={lang}", PHONE) as page:
                    camera.shoot(page, f"citizen-{state}-{lang}")


def others(camera: Camera) -> None:
    for lang in LANGUAGES:
        for name, path in (("home", "/"), ("error", "/no-such-page")):
            with camera.screen(f"{path}?lang={lang}", LAPTOP) as page:
                camera.shoot(page, f"{name}-{lang}")


def main() -> int:
    """Writes every picture; answers the exit status."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        lived_in_office(Path(folder)) as office,
        running_chromium() as browser,
    ):
        camera = Camera(office, browser)
        citizen(camera)
        kiosk(camera)
        supervisor(camera)
        for lang in LANGUAGES:
            officer(camera, lang)
        display(camera)
        others(camera)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
