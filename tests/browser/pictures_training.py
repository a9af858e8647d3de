"""Pictures of a training: where it begins, its steps on a laptop and on a large screen, its paper, and its end."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import HAND_MS
from tests.browser.pictures import HD, LANGUAGES, LAPTOP, Album, Camera

MAIN = ("training-1-begin", "training-3-called")
DONE = re.compile("is-done")


def training(camera: Camera) -> None:
    for size in (LAPTOP, HD):
        for lang in LANGUAGES:
            with camera.signed_in("rina", "/training", size=size, lang=lang) as page:
                _training(page, Album(camera, page, lang, MAIN))


def _training(page: Page, album: Album) -> None:
    album.keep("training-1-begin")
    page.get_by_test_id("begin").click()
    kiosk = page.frame_locator("#kiosk")
    _choose(kiosk)
    album.keep("training-2-kiosk")
    kiosk.get_by_test_id("take").press("Enter")
    expect(page.get_by_test_id("step-taken")).to_have_class(DONE)
    _press(page, "P", "called")
    album.keep("training-3-called")
    expect(page.get_by_test_id("step-heard")).to_have_class(DONE, timeout=40_000)
    _press(page, "M", "started")
    _press(page, "S", "finished")
    album.keep("training-4-done")
    page.get_by_test_id("show-paper").click()
    page.get_by_test_id("paper").evaluate("picture => picture.decode()")
    album.keep("training-5-paper")
    page.keyboard.press("Escape")
    page.get_by_test_id("leave").click()
    expect(page.get_by_test_id("left")).to_be_visible()
    album.keep("training-6-left")


def _choose(kiosk: FrameLocator) -> None:
    """The first service, where services stand in groups and where they do not."""
    first = kiosk.locator("[data-do=group], [data-do=service]").first
    is_group = first.get_attribute("data-do") == "group"
    first.press("Enter")  # a finger this fast is taken for a double tap
    if is_group:
        kiosk.locator("[data-do=service]").first.press("Enter")


def _press(page: Page, key: str, step: str) -> None:
    page.keyboard.press(key, delay=HAND_MS)
    expect(page.get_by_test_id(f"step-{step}")).to_have_class(DONE)
