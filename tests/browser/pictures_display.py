"""Pictures of the waiting room's display: three themes, two shapes, while a call is spoken and between calls."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from playwright.sync_api import Page

from queue_app.domain.room import THEMES, RoomRules
from tests.browser.pictures import HD, SMALL_HD, UPRIGHT, Camera, set_free

FADE_MS = 1000  # the colours of a call have settled
AT_COUNTERS = cycle(("togar", "yusni", "martha"))
# What stands beside the call in each theme: the order of the slides decides which one comes first.
LOOKS = {
    "dark": RoomRules(theme="dark", slides="figures maklumat holidays closing"),
    "light": RoomRules(theme="light", accent="#1c5d99", slides="maklumat figures holidays closing"),
    "contrast": RoomRules(theme="contrast", slides="closing figures"),
}
WITHOUT_SLIDES = RoomRules(theme="dark", slides="")


def display(camera: Camera) -> None:
    for theme in THEMES:
        look(camera, LOOKS[theme])
        for size in (HD, UPRIGHT):
            called(camera, f"display-{theme}", size)
    look(camera, LOOKS["light"])
    between_calls(camera, "display-between-calls", SMALL_HD)
    look(camera, WITHOUT_SLIDES)
    called(camera, "display-without-slides", HD)
    look(camera, RoomRules())


def look(camera: Camera, rules: RoomRules) -> None:
    camera.office.set_up(lambda plan: replace(plan, room=rules))


def called(camera: Camera, name: str, size: tuple[int, int]) -> None:
    with camera.screen("/display/medan", size) as page:
        until_quiet(page)
        with camera.signed_in(next(AT_COUNTERS), "/counter") as desk:
            set_free(desk)
            desk.get_by_test_id("call-next").click()
            page.wait_for_selector("#hero.is-announced", timeout=60_000)  # behind what the hall still hears
            page.wait_for_timeout(FADE_MS)
            camera.shoot(page, name)


def between_calls(camera: Camera, name: str, size: tuple[int, int]) -> None:
    with camera.screen("/display/medan", size) as page:
        until_quiet(page)
        camera.shoot(page, name)


def until_quiet(page: Page) -> None:
    page.wait_for_function("Antrean.display && !Antrean.clips.isLoading() && !Antrean.player.isBusy()", timeout=60_000)
