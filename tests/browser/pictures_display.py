"""Pictures of the waiting room's display: three themes, two shapes, while a call is spoken and between calls; and both
languages of a room that has two."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from playwright.sync_api import Page

from queue_app.domain.hall.room import RoomRules
from tests.browser.pictures import HD, SMALL_HD, UPRIGHT, Camera, set_free

UHD, OLD = (3840, 2160), (1024, 768)
BEAT_MS = 25_000
FADE_MS = 1000  # the colours of a call have settled
AT_COUNTERS = cycle(("togar", "yusni", "martha"))
THEMES = {
    "dark": RoomRules(theme="dark", slide_s=120),
    "light": RoomRules(theme="light", accent="#1c5d99", slide_s=120),
    "contrast": RoomRules(theme="contrast", slide_s=120),
}
# While a call is spoken, and between calls with a slide: the first one stays until the picture is taken.
LOOKS = (
    ("dark", HD, "figures"),
    ("light", HD, "maklumat"),
    ("contrast", HD, "figures"),
    ("dark", UPRIGHT, "maklumat"),
    ("light", UPRIGHT, "figures"),
    ("contrast", UPRIGHT, "closing"),
)
ZONE = "lantai-1"
WITHOUT_SLIDES = RoomRules(theme="dark", slides="")


def display(camera: Camera) -> None:
    for theme, size, slide in LOOKS:
        look(camera, replace(THEMES[theme], slides=slide))
        called(camera, f"display-{theme}", size)
        between_calls(camera, f"display-between-{theme}", size)
    look(camera, replace(THEMES["light"], slides="closing"))
    for size in (SMALL_HD, UHD, OLD):
        called(camera, "display", size)
        between_calls(camera, "display-between", size)
    _one_zone(camera)
    _cut_off(camera)
    _two_languages(camera)
    look(camera, WITHOUT_SLIDES)
    called(camera, "display-without-slides", HD)
    look(camera, RoomRules())


def _one_zone(camera: Camera) -> None:
    with camera.screen(f"/display/medan?zone={ZONE}", HD) as page:
        until_quiet(page)
        camera.shoot(page, "display-zone")


def _cut_off(camera: Camera) -> None:
    for size in (HD, UPRIGHT):
        with camera.screen("/display/medan", size) as page:
            until_quiet(page)
            page.context.set_offline(offline=True)
            page.wait_for_selector("#cut:not([hidden])")
            camera.shoot(page, "display-cut-off")


def _two_languages(camera: Camera) -> None:
    """One after the other, at the pace of the slides."""
    look(camera, RoomRules(languages="id en", slides="figures", slide_s=10))
    with camera.screen("/display/medan", HD) as page:
        until_quiet(page)
        for lang in ("id", "en"):
            page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang, timeout=BEAT_MS)
            camera.shoot(page, f"display-{lang}")


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
