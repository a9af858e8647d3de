"""Pictures of what citizens see: kiosk, display, tablet, their own page, and the promises of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import Page, expect

from queue_app.actions import setup
from queue_app.domain.lifecycle import State
from queue_app.domain.plan import SpecialDayPlan
from tests.browser.lived_in import TODAY
from tests.browser.pictures import (
    HD,
    LANGUAGES,
    LAPTOP,
    PHONE,
    SMALL_HD,
    UPRIGHT,
    Camera,
    set_free,
)  # fmt: skip

GROUP_OF = {each.code: each.group for each in setup.demo_plan().services}
KIOSKS = ((UPRIGHT, "id"), (UPRIGHT, "en"), (LAPTOP, "id"))
FADE_MS = 1000  # the colours of a call have settled
OPEN_PAGES = (  # name, address, languages: for whoever has a link
    ("home", "/", LANGUAGES),
    ("error", "/no-such-page", LANGUAGES),
    ("standard", "/standards/medan/KTP", LANGUAGES),
    ("standard-none", "/standards/medan/IKD", ("id",)),
    ("maklumat", "/maklumat/medan", LANGUAGES),
)


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


def display(camera: Camera) -> None:
    for size, username in ((HD, "togar"), (SMALL_HD, "yusni"), (UPRIGHT, "martha")):
        with camera.screen("/display/medan", size) as page:
            page.wait_for_function("Antrean.player.ready().length > 20 && !Antrean.player.isBusy()", timeout=60_000)
            camera.shoot(page, "display-1-quiet")
            with camera.signed_in(username, "/counter") as desk:
                set_free(desk)
                desk.get_by_test_id("call-next").click()
                page.wait_for_selector("#hero.is-announced")
                page.wait_for_timeout(FADE_MS)
                camera.shoot(page, "display-2-calling")


def citizen(camera: Camera) -> None:
    """A ticket in each state; one of Friday was left over."""
    seen = [state for state in State if state is not State.TRANSFERRED]  # who waits again
    tokens = {state: camera.office.token(state) for state in seen}
    tokens[State.EXPIRED] = camera.office.token(State.EXPIRED, day=TODAY - timedelta(days=3))
    for state, token in tokens.items():
        assert token, f"nobody is {state} in this morning"
        for lang in LANGUAGES:
            with camera.screen(f"/t/{token}?lang={lang}", PHONE) as page:
                camera.shoot(page, f"citizen-{state}-{lang}", whole=True)


def open_pages(camera: Camera) -> None:
    for name, path, languages in OPEN_PAGES:
        for lang in languages:
            with camera.screen(f"{path}?lang={lang}", LAPTOP) as page:
                camera.shoot(page, f"{name}-{lang}", whole=True)
    with camera.screen("/standards/medan/KTP?lang=id", PHONE) as page:
        camera.shoot(page, "standard-id", whole=True)


def kiosk_with_closed(camera: Camera, code: str) -> None:
    """A service that the supervisor has closed."""
    for size, lang in KIOSKS:
        with camera.screen("/kiosk/medan", size) as page:
            page.get_by_test_id(f"lang-{lang}").click()
            camera.shoot(page, f"kiosk-5-closed-choose-{lang}")
            _to_service(page, code)
            expect(page.get_by_test_id("shut-why")).to_be_visible()
            camera.shoot(page, f"kiosk-6-closed-service-{lang}")


def closed_office(camera: Camera) -> None:
    """The whole office, on a day of its own."""
    retreat = SpecialDayPlan(TODAY, "Rapat kerja tahunan")
    camera.office.set_up(lambda plan: replace(plan, special_days=[*plan.special_days, retreat]))
    for size, lang in KIOSKS:
        with camera.screen("/kiosk/medan", size) as page:
            page.get_by_test_id(f"lang-{lang}").click()
            expect(page.get_by_test_id("closed-why")).to_be_visible()
            camera.shoot(page, f"kiosk-7-closed-office-{lang}")
            page.get_by_test_id("browse").click()
            camera.shoot(page, f"kiosk-8-closed-browse-{lang}")
    with camera.screen("/display/medan", HD) as page:
        page.wait_for_selector("#hero")
        camera.shoot(page, "display-3-closed-office")
    with camera.signed_in("ratna", "/supervisor") as page:
        expect(page.get_by_test_id("office-closed")).to_be_visible()
        camera.shoot(page, "supervisor-closed-office-id", whole=True)


def _to_service(page: Page, code: str) -> None:
    """Through its group, where the screen shows groups."""
    if not page.get_by_test_id(f"service-{code}").count():
        page.locator(f"button[data-testid=group-{GROUP_OF[code]}]").click()
    page.get_by_test_id(f"service-{code}").click()
