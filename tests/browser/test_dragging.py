"""Lists whose order matters: by pointer, and by the buttons that keys press."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_ticket_layout import administrator

PARTS = ["Nama kantor", "Alamat", "Logo kantor"]


@pytest.fixture
def page(hall: Hall) -> Page:
    return administrator(hall, "/admin/media")


def slides(page: Page) -> Locator:
    return page.locator("#slides [data-item] .name")


def drag(row: Locator, onto: Locator) -> None:
    """By the row's grip, to behind the middle of the other."""
    page, start, end = row.page, row.locator(".grip").bounding_box(), onto.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 9, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(start["x"] + 9, end["y"] + end["height"] / 2 + 4, steps=5)


def test_a_slide_that_was_dragged_stays_there_and_its_place_is_told(page: Page) -> None:
    rows = page.locator("#slides [data-item]")
    first, second, third, last = slides(page).all_inner_texts()

    drag(rows.nth(0), rows.nth(2))
    page.mouse.up()

    expect(page.locator("#moved")).to_have_text(f"{first}: urutan ke-3 dari 4")
    page.reload()
    expect(slides(page)).to_have_text([second, third, first, last])


def test_escape_puts_back_what_is_dragged(page: Page) -> None:
    rows = page.locator("#slides [data-item]")
    before = slides(page).all_inner_texts()

    drag(rows.nth(0), rows.nth(2))
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(slides(page)).to_have_text(before)


def test_a_row_goes_back_where_the_server_cannot_be_reached_and_it_is_said(page: Page) -> None:
    rows = page.locator("#slides [data-item]")
    before = slides(page).all_inner_texts()
    page.context.set_offline(True)

    drag(rows.nth(0), rows.nth(2))
    page.mouse.up()

    expect(page.locator("#moved")).to_have_text("Server tidak menjawab. Periksa daftar ini sebelum mencoba lagi.")
    expect(slides(page)).to_have_text(before)


def test_a_second_finger_drags_nothing_while_the_first_does(page: Page) -> None:
    rows = page.locator("#slides [data-item]")
    first, second, third, last = slides(page).all_inner_texts()

    drag(rows.nth(0), rows.nth(2))
    rows.nth(3).locator(".grip").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    page.mouse.up()

    expect(page.locator("#moved")).to_have_text(f"{first}: urutan ke-3 dari 4")
    expect(slides(page)).to_have_text([second, third, first, last])


def test_a_button_that_a_key_pressed_moves_the_row_and_keeps_the_focus(page: Page) -> None:
    first, second, *rest = slides(page).all_inner_texts()

    page.locator("#slides [data-item]").nth(1).get_by_role("button", name="naikkan").press("Enter")

    expect(page.locator("#moved")).to_have_text(f"{second}: urutan ke-1 dari 4")
    expect(slides(page)).to_have_text([second, first, *rest])
    expect(page.get_by_role("button", name=f"{second}: turunkan")).to_be_focused()


def test_a_part_of_the_ticket_is_dragged_without_being_saved(page: Page) -> None:
    page.goto(page.url.replace("media", "ticket"))
    parts = page.locator(".ticket-parts [data-item]")

    drag(parts.nth(0), parts.nth(2))
    page.mouse.up()

    expect(page.get_by_test_id("unsaved")).to_be_visible()
    assert [each.get_attribute("data-item") for each in parts.all()[:3]] == PARTS
