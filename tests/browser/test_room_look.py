"""Theme and colour of the display, with the display in small beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_ticket_layout import administrator
from tests.recordings import picture

BLUE = "rgb(28, 93, 153)"
WHITE_PAPER = "rgb(243, 241, 236)"


@pytest.fixture
def page(hall: Hall) -> Page:
    return administrator(hall, "/admin/room")


def small(page: Page) -> FrameLocator:
    return page.frame_locator("[data-testid=miniature]")


def test_the_display_in_small_follows_what_is_chosen_before_it_is_saved(page: Page) -> None:
    expect(small(page).locator("#hero-number")).to_have_text("A012")

    page.get_by_label("Terang").check()
    page.get_by_role("button", name="Biru").click()

    expect(small(page).locator("#hero")).to_have_css("background-color", BLUE)
    expect(small(page).locator("html")).to_have_css("background-color", WHITE_PAPER)
    expect(page.get_by_test_id("contrast")).to_have_text("Mudah dibaca: huruf putih, kontras 6,8 banding 1.")
    page.reload()
    expect(page.get_by_role("button", name="Warna tema")).to_have_attribute("aria-pressed", "true")


def test_a_new_logo_stands_in_it_and_what_was_chosen_stays(page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Biru").click()
    (tmp_path / "logo.png").write_bytes(picture())

    page.get_by_test_id("upload-logo").set_input_files(tmp_path / "logo.png")

    expect(small(page).locator(".logo")).to_be_visible()
    expect(small(page).locator("#hero")).to_have_css("background-color", BLUE)
    expect(page.locator("#accent")).to_have_value("#1c5d99")
